"""The page by keyboard alone, to those who hear it, in light and dark, and on a narrow phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.planner.reading import (
    CARD,
    CHECK_IN,
    EMAIL,
    MONDAY,
    interview,
    kept,
    news,
    open_card,
    open_copies,
    open_rest,
    row,
    state,
    titles,
)

PERSON = {"name": "Rita Vance", "email": "rita@example.org", "phone": "", "notes": "maps"}
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
FULL = state(
    interview("Acme", people=[PERSON, PERSON]),
    interview("Bee", "2026-08-20", ["contacts"], decision="2026-09-04", shifts={"check-in": "2026-09-02"}),
    interview("Cee", "2026-09-14"),
    interview(LONG, "2026-08-10", role=LONG, status="declined"),
    interview("", ""),
    name="Ada",
)


NAMES = "(all) => all.map((it) => it.labels?.[0]?.textContent ?? it.textContent)"
LOW = """() => [...document.querySelectorAll(
    '.planner :is(button, summary, select, textarea, label.tick, input:not([type=checkbox]))')]
  .filter((it) => it.checkVisibility() && it.getBoundingClientRect().height < 44).map((it) => it.outerHTML)"""


def press_to(page, name, role="button"):
    """Tab on until the focus is there."""
    wanted = page.get_by_role(role, name=name).first.element_handle()
    for _ in range(80):
        page.keyboard.press("Tab")
        if wanted.evaluate("(it) => it === document.activeElement"):
            return wanted
    raise AssertionError(f"Tab does not come to {name}")


def test_the_keyboard_alone_makes_a_plan_and_keeps_it(visit):
    page = visit()
    press_to(page, "Add an interview")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Employer", exact=True)).to_be_focused()
    page.keyboard.type("Acme")
    day = page.get_by_label("Day of the interview")
    press_to(page, "Day of the interview", "textbox")
    page.keyboard.type("08312026")
    expect(day).to_have_value(MONDAY)
    expect(news(page)).to_contain_text("To do now: 6. Overdue: 2.")
    press_to(page, "Add a person")
    page.keyboard.press("Enter")
    page.keyboard.type("Rita")
    page.locator("h2", has_text="What is due").focus()
    press_to(page, f"Done : {EMAIL}", "checkbox")
    page.keyboard.press("Space")
    expect(row(page, EMAIL)).to_have_count(0)
    press_to(page, "Undo")
    page.keyboard.press("Enter")
    expect(row(page, EMAIL).get_by_role("checkbox")).to_be_focused()
    page.keyboard.press("Space")
    page.locator("h2", has_text="Your interviews").evaluate("(it) => { it.tabIndex = -1; it.focus(); }")
    press_to(page, "How it stands", "combobox")
    page.keyboard.type("They s")
    expect(titles(page)).to_have_count(0)
    one = kept(page)["interviews"][0]
    assert (one["employer"], one["status"], one["people"][0]["name"]) == ("Acme", "declined", "Rita")
    press_to(page, "Delete")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Acme, August 31")).to_be_focused()


def test_controls_that_look_alike_are_told_apart(visit):
    page = visit(state(interview("Acme"), interview("Bee")))
    for role in ("checkbox", "button", "combobox"):
        names = page.get_by_role(role).evaluate_all(NAMES)
        assert len(set(names)) == len(names) > 1, names


def test_what_changed_is_heard(visit):
    page = visit(state(interview("Acme", done=["contacts"])))
    heard = page.get_by_role("status")
    row(page, EMAIL).get_by_role("checkbox").click()
    expect(heard.filter(has_text=f"“{EMAIL}” is done.")).to_be_visible()
    expect(heard.filter(has_text="To do now: 4. Overdue: 2.")).to_be_visible()


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("filled", ["empty", "full"])
def test_axe_finds_nothing_to_mend(visit, colours, filled):
    page = visit(FULL if filled == "full" else None, color_scheme=colours)
    open_copies(page)
    if filled == "full":
        open_rest(page)
        fields = open_card(page, "Acme")
        fields.get_by_label("They hope to decide on").fill("2026-08-01")
        fields.get_by_label("They hope to decide on").blur()
        row(page, CHECK_IN, "Bee").get_by_text("Move").click()
        row(page, CARD, "Acme").get_by_role("checkbox").click()
        assert violations(page) == []
        page.get_by_role("button", name="Forget everything").click()
    assert violations(page) == []


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("stored", [None, FULL], ids=["empty", "full"])
def test_a_narrow_phone_scrolls_down_alone_and_a_thumb_finds_each_control(visit, stored):
    page = visit(stored, viewport={"width": 320, "height": 700}, has_touch=True)
    open_copies(page)
    if stored:
        open_rest(page)
        open_card(page, "Acme")
        open_card(page, LONG)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(LOW) == []


def test_paper_shows_the_plan_and_no_controls_and_without_one_the_series(visit):
    page = visit(FULL)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name=EMAIL).filter(visible=True).first).to_be_visible()
    expect(page.get_by_role("region", name="The whole series")).to_have_count(0)
    expect(page.get_by_role("button")).to_have_count(0)
    page = visit()
    page.emulate_media(media="print")
    expect(page.get_by_role("region", name="The whole series")).to_be_visible()
