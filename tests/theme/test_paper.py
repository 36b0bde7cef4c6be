"""On paper a page is a letter: its words, its dates and its drafts, and nothing to press."""

import pytest
from playwright.sync_api import expect

CHROME = (
    "nav, form, button, .skip, .imprint, summary, [data-export], .exports, .draft__tools, .letter, .comment__actions"
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
