"""Every page as it is shown: for axe, at each width, light and dark, and with larger text."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.planner.reading import interview, keeping, state
from tests.theme import places

WIDTHS = [320, 390, 768, 1600]
# before a date and with one, each at both ends of the widths
SEEN = [(False, "light", 320), (False, "dark", 1600), (True, "dark", 320), (True, "light", 1600)]


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


def too_wide(page):
    """What makes the page scroll sideways, by its markup."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
          .filter((one) => one.getBoundingClientRect().right > innerWidth).map((one) => one.cloneNode().outerHTML)"""
    )


def dates(place):
    """A date changes nothing that the service answers."""
    return (False, True) if place in places.READERS and place not in places.SENT else (False,)


@pytest.mark.parametrize("place", places.ALL)
def test_axe_finds_nothing_before_a_date_and_with_one(visit, place):
    for with_date in dates(place):
        page = visit(place, with_date)
        for colours, width in [(colours, width) for dated, colours, width in SEEN if dated is with_date]:
            page.emulate_media(color_scheme=colours)
            page.set_viewport_size({"width": width, "height": 900})
            assert violations(page) == [], (with_date, colours, width)


@pytest.mark.parametrize("place", places.ALL)
def test_no_page_is_wider_than_its_window_at_any_size_of_text(visit, place):
    for with_date in dates(place):
        page = visit(place, with_date)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert too_wide(page) == [], width
        page.set_viewport_size({"width": 640, "height": 900})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert too_wide(page) == [], "text twice as large"


def test_a_part_leads_to_the_one_before_and_the_one_after(visit):
    series = visit("preparing").get_by_role("navigation", name="The series")
    expect(series.get_by_role("link")).to_have_text([re.compile("Applying"), re.compile("First Impressions")])
    for place in ("applying", "follow-up"):
        series = visit(place).get_by_role("navigation", name="The series")
        expect(series.get_by_role("link")).to_have_count(1)


def test_a_part_lists_what_is_in_it_and_each_entry_leads_there(visit):
    page = visit("preparing")
    page.get_by_text("In this part").click()
    for link in page.locator(".contents a").all():
        name = link.get_attribute("href").removeprefix("#")
        expect(page.locator(f"[id='{name}']")).to_have_text(link.inner_text())
    page.get_by_role("link", name="Now you").click()
    expect(page.get_by_role("heading", name="Now you")).to_be_in_viewport()


def test_the_home_page_says_how_far_a_reader_is_and_what_comes_next(visit, site):
    page = visit("home")
    expect(page.locator("[aria-current]")).to_have_count(0)
    expect(page.get_by_text("steps done")).to_have_count(0)
    page = visit("follow-up", with_date=True)
    page.get_by_role("checkbox", name="Collect names before you go").check()
    next_one = page.locator("[aria-current=step]").get_by_role("heading")
    places.show(page, site, "home")
    expect(page.get_by_role("listitem").filter(has_text="Follow-Up")).to_contain_text("1 of 5 steps done")
    expect(next_one).to_have_text("Part Four: The Interview")
    page.clock.fast_forward("24:00:00")
    places.show(page, site, "home")
    expect(next_one).to_have_text("Part Five: Follow-Up")


# what is told, now in UTC, where the reader is; the interview in New York begins at ten past midnight, and what is next
NEXT = [
    ("long before it", "2026-08-29T12:00:00Z", "America/Los_Angeles", "Part One: Applying and the Phone Screen"),
    ("the evening of it, a day behind", "2026-08-31T03:20:00Z", "America/Los_Angeles", "Part Four: The Interview"),
    ("after its end, a day behind", "2026-08-31T05:30:00Z", "America/Los_Angeles", "Part Five: Follow-Up"),
    ("after its end", "2026-08-31T05:30:00Z", "America/New_York", "Part Five: Follow-Up"),
]


@pytest.mark.parametrize(("now", "zone", "title"), [row[1:] for row in NEXT], ids=[row[0] for row in NEXT])
def test_the_home_page_goes_by_the_clock_of_the_interview(new_context, site, now, zone, title):
    page = new_context(locale="en-US", timezone_id=zone).new_page()
    page.clock.install(time=now)
    page.add_init_script(keeping(json.dumps(state(interview("Acme", places.MONDAY, start="00:10", time="00:30")))))
    places.show(page, site, "home")
    expect(page.locator("[aria-current=step]").get_by_role("heading")).to_have_text(title)


def test_the_home_page_leads_to_the_first_part_and_to_the_plan(visit):
    page = visit("home")
    page.get_by_role("link", name="Begin with Part One").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Applying and the Phone Screen")
    page.go_back()
    page.get_by_role("link", name="make my plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your plan")


def test_a_page_that_is_not_there_leads_to_those_that_are(visit):
    main = visit("no such page").get_by_role("main")
    links = [link.get_attribute("href") for link in main.get_by_role("link").all()]
    assert links == ["/plan/", *[f"/{slug}/" for slug in places.ARTICLES]]


def test_an_empty_plan_shows_the_way_to_begin_and_a_finished_one_says_so(visit):
    page = visit("plan")
    begin = page.get_by_role("button", name="Add an interview")
    expect(begin).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("Add your first interview")).to_be_visible()
    page = visit("follow-up", with_date=True)
    for tick in page.locator("#timeline .tick:visible input").all():
        tick.check()
    expect(page.get_by_text("Well done.")).to_be_visible()


NO_PLACE = "article, aside, figure, footer, header, main, nav, section"
"""Elements whose ids elinks 0.13 and w3m 0.5.3 do not know."""


@pytest.mark.parametrize("place", ["home", "follow-up", "thread", "plan", "dates"])
def test_what_a_link_may_lead_to_is_a_place_for_old_browsers_too(visit, place):
    page = visit(place)
    ours = {"main", "comments", "timeline"}
    linked = {
        link.partition("#")[2] for link in page.locator("a[href*='#']").evaluate_all("all => all.map(a => a.href)")
    }
    there = page.locator(NO_PLACE).evaluate_all("all => all.map(one => one.id)")
    wanted = {name for name in there if name in linked | ours or name.startswith("comment-")} - {""}
    named = page.locator("a[name][href]").evaluate_all("all => all.map(a => a.name)")
    assert wanted <= set(named) and len(named) == len(set(named)) == page.locator("a[name]").count()
