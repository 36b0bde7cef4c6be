"""Every place that a reader or a moderator comes to, how to get there, and how to tell that it has been drawn."""

import httpx
from playwright.sync_api import expect

NAME, PASSWORD = "mo", "a-good-long-password"
MONDAY = "2026-08-31"
THAT_EVENING = "2026-08-31T23:00:00Z"  # 19:00 in New York
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
ARTICLES = "applying", "preparing", "first-impressions", "the-interview", "follow-up"
PATHS = {
    "home": "/",
    **{slug: f"/{slug}/" for slug in ARTICLES},
    "plan": "/plan/",
    "dates": "/dates/",
    "about": "/about/",
    "privacy": "/privacy/",
    "accessibility": "/accessibility/",
    "no such page": "/nothing/here/",
    "thread": "/follow-up/comments/1/",
    "form": "/comments/follow-up/",
    "reply": "/comments/follow-up/?parent=1",
    "no such form": "/comments/nothing/",
    "waiting": None,  # its address is told to its author alone
}
SENT = {"preview": {"body": f"Five sentences.\n\n> {LONG}"}, "refusal": {"body": LONG, "answer-how-soon": "many"}}
DESK = {
    "sign in": "/moderate/login/",
    "desk": "/moderate/",
    "accepted": "/moderate/?status=accepted",
    "one comment": "/moderate/1/",
    "edit": "/moderate/1/edit/",
    "rules": "/moderate/rules/",
    "password": "/moderate/password/",
}
READERS = [*PATHS, *SENT]
ALL = [*READERS, *DESK]


def furnish(service):
    """Fill a service that holds first comments: two pages of comments in Part Five, one that waits, a moderator."""
    for number in range(27):
        answers = {"answer-how-soon": number % 9, "answer-response": "An offer"} if number % 2 else {}
        _comment(service, f"I wrote on day {number}, and {LONG} answered.", **answers)
    service.command("moderate", "approve", *map(str, range(1, 28)))
    _comment(service, "So did I.", parent=1)
    service.command("moderate", "approve", "28")
    service.command("moderator", NAME, PASSWORD=PASSWORD)
    return _comment(service, "I waited.")


def _comment(service, text, **fields):
    """Post a comment, and give the address that its author is led to."""
    with httpx.Client(base_url=service.url, timeout=20) as reader:
        token = reader.get("/comments/follow-up/token/").json()["token"]
        sent = {"body": text, "name": LONG[:60], "token": token} | fields
        return reader.post("/comments/follow-up/", data=sent).headers["Location"]


def enter_date(page, url):
    """What makes a reader one with a plan."""
    page.goto(f"{url}/follow-up/")
    page.get_by_label("My interview is on").fill(MONDAY)
    expect(page.locator(".strip")).to_be_visible()


def sign_in(page, url):
    page.goto(f"{url}{DESK['sign in']}")
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting")


def show(page, site, place, dated=False):
    """Bring a page to a place, and wait until its scripts have drawn what this reader sees."""
    if place in SENT:
        page.goto(f"{site.url}{PATHS['form']}")
        page.evaluate(
            """(values) => { const form = document.getElementById('comment-form');
            for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
            form.submit(); }""",
            SENT[place],
        )
        page.wait_for_selector({"preview": "#confirm", "refusal": ".problem"}[place])
    else:
        page.goto(site.waiting if place == "waiting" else f"{site.url}{(PATHS | DESK)[place]}")
    if page.locator("#timeline").count():
        expect(page.locator("#timeline[data-plan] .strip" if dated else "#timeline form")).to_be_visible()
    if place == "plan":
        expect(page.locator("#plan [data-part=news]")).not_to_be_empty()
