"""A reader of Part Five: where they are, what time it is there, and what they do with the calculator.

A test module takes the fixtures over by name: ``article = reading.article; visit = reading.visit``.
"""

import re

import pytest
from playwright.sync_api import expect

from harness.folder import serve

MONDAY = "2026-08-31"
THAT_EVENING = "2026-08-31T23:00:00Z"  # 19:00 in New York
ENDS = "earliest", "suggested", "latest"
INSTANT = re.compile("T.*Z$")


@pytest.fixture(scope="module")
def article(blog):
    """The address of Part Five."""
    with serve(blog) as address:
        yield f"{address}/follow-up/"


@pytest.fixture
def visit(new_context, article):
    """Opens Part Five for a reader and gives the page; another `context` means another reader."""

    def open_it(locale="en-US", zone="America/New_York", now=THAT_EVENING, context=None, before=None, **settings):
        context = context or new_context(locale=locale, timezone_id=zone, **settings)
        page = context.new_page()
        page.clock.install(time=now)
        if before:
            before(page)
        page.goto(article)
        expect(date(page)).to_be_visible()
        return page

    return open_it


def plan(page):
    return page.get_by_role("region", name="Your plan")


def date(page):
    return plan(page).get_by_label("My interview is on")


def time(page):
    return plan(page).get_by_label("and ends at")


def zone(page):
    return plan(page).get_by_label("The employer’s time zone")


def region(page):
    return plan(page).get_by_label("The employer’s holidays")


def may_call(page):
    return plan(page).get_by_role("checkbox", name="They invited me to call")


def decision(page):
    return plan(page).get_by_label("They hope to decide on")


def collection(page):
    return plan(page).get_by_label("Last post collection of the day")


def email(page):
    return plan(page).get_by_label("Their email address")


def own_day(page, name):
    """The field of the day to which a reader moves a step; it opens with "Move"."""
    return step(page, name).get_by_label("Another day for")


def move(page, name, day):
    """Move a step by hand."""
    step(page, name).get_by_text("Move").click()
    own_day(page, name).fill(day)


def open_details(page):
    plan(page).get_by_text("Names for your letters, and the post").click()


def step(page, name):
    return plan(page).locator(f"[data-step={name}]")


def status(page, name, word):
    """Wait until the step has this status."""
    expect(step(page, name)).to_have_attribute("data-status", word)


def tick(page, name):
    return step(page, name).get_by_role("checkbox")


def phrase(page, name):
    """The author's words in the prose, with the date that they were given."""
    return page.locator(f".prose [data-when={name}]")


def enter(page, day=MONDAY, at=""):
    """Give the calculator an interview, and wait for its plan."""
    date(page).fill(day)
    time(page).fill(at)
    expect(step(page, "contacts")).to_have_attribute("data-latest", day)
    if at:
        expect(step(page, "thank-you-email")).to_have_attribute("data-latest", INSTANT)


def has_days(row, earliest, suggested, latest):
    """Wait until the row carries these, each a day or an instant in UTC."""
    for end, value in zip(ENDS, (earliest, suggested, latest), strict=True):
        expect(row).to_have_attribute(f"data-{end}", value)


def as_asked(page, year, month, day):
    """These parts of a date in the order in which this browser asks for them; the field is empty afterwards."""
    field = date(page)
    field.fill("2026-04-05")
    field.blur()
    field.focus()
    page.keyboard.press("ArrowUp")  # in the first part of the field
    orders = {"2027-04-05": [year, month, day], "2026-05-05": [month, day, year], "2026-04-06": [day, month, year]}
    parts = orders[field.input_value()]
    field.fill("")
    field.blur()
    return parts


def type_date(page, year, month, day):
    """Type a date key by key."""
    parts = as_asked(page, year, month, day)
    date(page).focus()
    for part in parts:
        page.keyboard.type(part)
