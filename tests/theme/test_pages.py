"""Every page as it is shown: for axe, at each width, light and dark, and with larger text."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.plan import site

PAGES = [
    "/",
    "/applying/",
    "/preparing/",
    "/first-impressions/",
    "/the-interview/",
    "/follow-up/",
    "/plan/",
    "/dates/",
    "/about/",
    "/privacy/",
    "/accessibility/",
    "/404.html",
]
WIDTHS = [320, 390, 768, 1600]
NOW = "2026-08-31T23:00:00Z"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with site.serve(site.blog(tmp_path_factory.mktemp("blog"))) as address:
        yield address


@pytest.fixture(scope="module")
def reader(address, browser):
    """A reader whose interview is over; the page is wide, light and idle until a test changes that."""
    context = browser.new_context(locale="en-US", timezone_id="America/New_York")
    page = context.new_page()
    page.clock.install(time=NOW)
    page.goto(f"{address}/follow-up/")
    page.get_by_label("My interview is on").fill("2026-08-31")
    expect(page.locator(".strip")).to_be_visible()
    yield page
    context.close()


@pytest.fixture
def stranger(new_context):
    return new_context(locale="en-GB", timezone_id="Europe/London").new_page()


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


def too_wide(page):
    """What makes the page scroll sideways, by its markup."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
          .filter((one) => one.getBoundingClientRect().right > innerWidth).map((one) => one.cloneNode().outerHTML)"""
    )


def settled(page, address, path, dated=False):
    """Open a page and wait until its scripts have drawn what this reader sees."""
    page.goto(f"{address}{path}")
    if page.locator("#timeline").count():
        expect(page.locator("#timeline[data-plan] .strip" if dated else "#timeline form")).to_be_visible()
    if path == "/plan/":
        expect(page.locator("#plan [data-part=news]")).not_to_be_empty()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_before_a_date_and_with_one(stranger, reader, address, path):
    seen = [(stranger, "light", 320), (stranger, "dark", 1600), (reader, "dark", 320), (reader, "light", 1600)]
    for page, colours, width in seen:
        page.emulate_media(color_scheme=colours)
        page.set_viewport_size({"width": width, "height": 900})
        settled(page, address, path, dated=page is reader)
        assert violations(page) == [], (colours, width)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_its_window_at_any_size_of_text(stranger, reader, address, path):
    for page in (stranger, reader):
        settled(page, address, path, dated=page is reader)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert too_wide(page) == [], width
        page.set_viewport_size({"width": 640, "height": 900})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert too_wide(page) == [], "text twice as large"


def test_a_part_leads_to_the_one_before_and_the_one_after(stranger, address):
    settled(stranger, address, "/preparing/")
    series = stranger.get_by_role("navigation", name="The series")
    expect(series.get_by_role("link")).to_have_text([re.compile("Applying"), re.compile("First Impressions")])
    for path, count in (("/applying/", 1), ("/follow-up/", 1)):
        settled(stranger, address, path)
        expect(stranger.get_by_role("navigation", name="The series").get_by_role("link")).to_have_count(count)


def test_a_part_lists_what_is_in_it_and_each_entry_leads_there(stranger, address):
    settled(stranger, address, "/preparing/")
    stranger.get_by_text("In this part").click()
    for link in stranger.locator(".contents a").all():
        name = link.get_attribute("href").removeprefix("#")
        expect(stranger.locator(f"[id='{name}']")).to_have_text(link.inner_text())
    stranger.get_by_role("link", name="Now you").click()
    expect(stranger.get_by_role("heading", name="Now you")).to_be_in_viewport()


def test_the_home_page_says_how_far_a_reader_is_and_what_comes_next(stranger, reader, address):
    settled(stranger, address, "/")
    expect(stranger.locator("[aria-current]")).to_have_count(0)
    expect(stranger.get_by_text("steps done")).to_have_count(0)
    settled(reader, address, "/follow-up/")
    reader.get_by_role("checkbox", name="Collect names before you go").check()
    settled(reader, address, "/")
    expect(reader.get_by_role("listitem").filter(has_text="Follow-Up")).to_contain_text("1 of 5 steps done")
    settled(reader, address, "/")
    expect(reader.locator("[aria-current=step]").get_by_role("heading")).to_have_text("Part Four: The Interview")
    reader.clock.fast_forward("24:00:00")
    settled(reader, address, "/")
    expect(reader.locator("[aria-current=step]").get_by_role("heading")).to_have_text("Part Five: Follow-Up")
