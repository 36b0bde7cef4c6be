"""On paper a page is a letter: its words, its dates and its drafts, and nothing to press."""

import json

import pytest
from playwright.sync_api import expect

from tests.planner.reading import interview, keeping, state
from tests.theme import places

CHROME = (
    "nav, form, button, .skip, .imprint, summary, [data-export], .exports, .draft__tools, .form-card, .comment__actions"
)


@pytest.mark.parametrize("place", ["follow-up", "preparing", "plan", "thread", "about"])
def test_paper_has_nothing_to_press(visit, place):
    page = visit(place, place != "thread")
    page.emulate_media(media="print")
    assert page.locator(CHROME).filter(visible=True).all() == []


def test_paper_has_the_article_the_dates_of_its_plan_and_its_drafts(visit):
    page = visit("follow-up", True)
    page.emulate_media(media="print")
    for words in ("Follow-Up", "Thank each of them by email", "Say again that you enjoyed the meeting"):
        expect(page.get_by_role("main").get_by_text(words).filter(visible=True).first).to_be_visible()
    row = page.locator("#timeline [data-step=check-in]")
    expect(row.get_by_text("Monday, September 14")).to_be_visible()
    expect(page.locator(".prose time[data-when=check-in] small")).to_be_visible()
    expect(page.locator(".prose [data-draft=thank-you-email]")).to_contain_text("Monday, August 31")
    expect(page.locator("#comments")).to_be_hidden()


def test_paper_tells_the_year_of_a_plan_and_whose_clock_it_goes_by(visit):
    page = visit("follow-up", True)
    page.emulate_media(media="print")
    told = "Counted from Monday, August 31, 2026, in the time of America / New York."
    expect(page.locator("#timeline").get_by_text(told)).to_be_visible()


@pytest.fixture
def whole_plan(visit, site, new_context):
    """The plan page of a reader with two interviews, one of them with people and notes."""
    people = [{"name": "Ms Okafor", "email": "", "phone": "555 0100", "notes": "likes rye bread"}]
    first = interview("Acme", start="14:00", people=people, notes="Second floor.\nBring the folder.")
    other = interview("Bee", "2026-09-07", zone="Europe/London")
    page = new_context(locale="en-US", timezone_id="America/New_York").new_page()
    page.clock.install(time=places.THAT_EVENING)
    page.add_init_script(keeping(json.dumps(state(other, first, interview("Cee", "", notes="No day yet.")))))
    places.show(page, site, "plan")
    return page


PAGES = [
    ["Acme, August 31, 2026", "begins at 2:00 pm", "America / New York", "Monday, September 14, 2026", "555 0100"],
    ["Bee, September 7, 2026", "Europe / London", "Monday, September 14, 2026"],
    ["Cee", "No day yet."],
]


def test_a_plan_is_printed_by_interview_with_each_dated_step_and_the_notes_and_nothing_else(whole_plan):
    paper = whole_plan.locator(".paper")
    expect(paper.locator("*")).to_have_count(0)
    whole_plan.emulate_media(media="print")
    expect(paper.locator("section")).to_have_count(len(PAGES))
    for page, told in zip(paper.locator("section").all(), PAGES, strict=True):
        for words in told:
            expect(page).to_contain_text(words)
    expect(paper).to_contain_text("Second floor.")
    expect(paper.get_by_role("heading", name="Ask a second time, then let it rest")).to_have_count(2)
    expect(paper.get_by_role("heading", name="Pack the bag")).to_have_count(1)  # too late for the other
    expect(whole_plan.get_by_role("heading", level=2).filter(visible=True)).to_have_count(3)
    assert whole_plan.locator(CHROME).filter(visible=True).all() == []
    whole_plan.emulate_media(media="screen")
    expect(paper.locator("*")).to_have_count(0)


def test_a_plan_that_is_printed_at_once_is_all_there(whole_plan):
    paper = "document.querySelector('.paper').textContent"
    whole_plan.evaluate(f"addEventListener('beforeprint', () => {{ window.printed = {paper} }})")
    whole_plan.pdf()
    assert "Bee, September 7, 2026" in whole_plan.evaluate("window.printed")
    assert whole_plan.evaluate(paper) == ""


def test_a_page_of_comments_is_printed_with_its_comments(visit):
    page = visit("thread")
    page.emulate_media(media="print")
    expect(page.get_by_text("I wrote on day 0")).to_be_visible()


def test_paper_is_white_for_readers_in_the_dark_too(visit):
    page = visit("follow-up", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    shades = page.evaluate(
        """(names, style = getComputedStyle(document.querySelector('.prose p'))) => names.map((name) => style[name])""",
        ["color", "backgroundColor"],
    )
    assert shades == ["rgb(33, 30, 26)", "rgba(0, 0, 0, 0)"]


def test_a_links_address_stands_beside_it_where_it_leads_elsewhere(visit):
    page = visit("dates")
    link = page.locator("a[href='https://github.com/vacanza/holidays']")
    address = "(one) => getComputedStyle(one, '::after').content"
    assert link.evaluate(address) == "none"
    page.emulate_media(media="print")
    assert "https://github.com/vacanza/holidays" in link.evaluate(address)


@pytest.mark.parametrize("place", ["follow-up", "plan"])
def test_a_sheet_of_paper_is_wide_enough(visit, place):
    page = visit(place, True, viewport={"width": 640, "height": 900})  # A4 less its margins
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
