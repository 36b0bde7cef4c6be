"""A reader of the plan page: what their browser keeps, what they see, and what they do with it."""

import json
import re

from playwright.sync_api import expect

KEY = "afterword.plan"
MONDAY = "2026-08-31"
THAT_EVENING = "2026-08-31T23:00:00Z"  # 19:00 in New York
EMAIL, CARD = "Thank each of them by email", "Post a card as well"
CHECK_IN, SECOND = "Ask once how it stands", "Ask a second time, then let it rest"
TEXTS = "until time start decision collection role notes after".split()
STEPS = "research pack set-out contacts thank-you-email thank-you-card check-in second-check-in".split()


def interview(employer, date=MONDAY, done=(), **more):
    """An interview as it is stored; `done` names the steps that were ticked on its day."""
    return {
        "id": re.sub(r"\W", "", f"{employer}{date}"),
        **dict.fromkeys(TEXTS, ""),
        "employer": employer,
        "date": date,
        "zone": "America/New_York",
        "region": "US",
        "mayCall": False,
        "people": [],
        "ticks": dict.fromkeys(done, date or MONDAY),
        "shifts": {},
        "revision": 0,
        "status": "open",
        "past": [],
    } | more


def state(*interviews, **more):
    chosen = interviews[0]["id"] if interviews else ""
    return {"version": 2, "name": "", "chosen": chosen, "interviews": list(interviews)} | more


def keeping(stored):
    """A script that stores this once, before the page's own run."""
    if stored is None:
        return ""
    text = stored if isinstance(stored, str) else json.dumps(stored)
    once = "if (!sessionStorage.begun) { sessionStorage.begun = 'yes';"
    return f"{once} localStorage.setItem({json.dumps(KEY)}, {json.dumps(text)}); }}\n"


def kept(page):
    """The State that the browser keeps, or None."""
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "null")


def due(page):
    return page.get_by_role("region", name="What is due")


def news(page):
    return due(page).get_by_role("status").first


def later(page):
    return due(page).locator("[data-part=rest]")


def row(page, title, employer=""):
    """The row of a step in the queue or among the rest."""
    heading = page.get_by_role("heading", name=title, exact=True)
    return due(page).get_by_role("listitem").filter(has=heading).filter(has_text=employer)


def titles(page, part="queue"):
    """The steps of the queue, or of the rest, in their order."""
    return page.locator(f"[data-part={part}]").get_by_role("heading")


def tick(page, title, employer=""):
    return row(page, title, employer).get_by_role("checkbox")


def card(page, employer):
    return page.get_by_role("region", name=employer)


def open_card(page, employer):
    found = card(page, employer)
    found.get_by_text("Dates, people and notes").click()
    expect(found.get_by_label("The employer’s time zone")).not_to_have_value("")  # its fields are filled
    return found


def open_rest(page):
    due(page).get_by_text("Later, and what is done").click()


def open_copies(page):
    page.get_by_text("Bring in a copy, or forget everything").click()


def stands(page, employer, answer):
    card(page, employer).get_by_label("How it stands").select_option(answer)


def says(page, text):
    """Wait until the foot of the page says this."""
    expect(page.get_by_role("region", name="Kept on this device alone").get_by_role("status")).to_contain_text(text)
