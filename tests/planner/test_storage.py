"""The device as the only store: its first version, its faults, and two tabs that share it."""

import json

import pytest
from playwright.sync_api import expect

from tests.planner.reading import (
    CARD,
    EMAIL,
    KEY,
    MONDAY,
    card,
    due,
    interview,
    kept,
    news,
    open_card,
    row,
    state,
    tick,
    titles,
)

FIRST = {"date": MONDAY, "time": "15:00", "zone": "America/New_York", "region": "US", "ticks": {"contacts": MONDAY}}
FAULTS = {
    "blocked": "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }});",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('no room', 'QuotaExceededError') };",
}
WORDS = {"blocked": "does not let the page keep your date", "full": "has no room left"}
STRANGE = {"no JSON": "{", "no plan": '{"version":1}', "a list": "[]", "no interviews": '{"version":2,"interviews":7}'}


def texts(page):
    """All that this site keeps, by key."""
    return page.evaluate("Object.fromEntries(Object.entries(localStorage))")


def test_what_the_first_version_kept_is_there_and_stays(visit):
    page = visit(json.dumps({"version": 1, "plan": FIRST}))
    expect(titles(page)).to_have_text([EMAIL, CARD])
    after = kept(page)
    assert (after["version"], after["interviews"][0]["ticks"]) == (2, {"contacts": MONDAY})
    page.reload()
    expect(row(page, EMAIL)).to_be_visible()
    assert kept(page) == after


@pytest.mark.parametrize("fault", FAULTS)
def test_where_nothing_can_be_kept_the_page_works_and_says_so(visit, fault):
    page = visit(before=FAULTS[fault])
    page.get_by_role("button", name="Add an interview").click()
    page.get_by_label("Day of the interview").fill(MONDAY)
    expect(due(page)).to_contain_text(WORDS[fault])
    tick(page, EMAIL).click()
    expect(row(page, EMAIL)).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(row(page, EMAIL)).to_be_visible()


def test_storage_that_has_filled_up_keeps_what_is_there(visit):
    page = visit(state(interview("Acme")))
    before = texts(page)
    page.evaluate(f"() => {{ {FAULTS['full']} }}")
    tick(page, EMAIL).click()
    expect(due(page)).to_contain_text("has no room left")
    expect(row(page, EMAIL)).to_have_count(0)
    assert texts(page) == before


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_what_cannot_be_read_is_put_aside_unchanged_and_told(visit, text):
    page = visit(text)
    expect(due(page)).to_contain_text("could not be read. It is put aside unchanged")
    page.get_by_role("button", name="Add an interview").click()
    expect(page.get_by_role("region", name="Interview", exact=True)).to_be_visible()
    aside = {key: value for key, value in texts(page).items() if key != KEY}
    assert list(aside.values()) == [text]
    assert len(kept(page)["interviews"]) == 1


def test_what_a_newer_page_keeps_stays_as_it_is(visit):
    text = json.dumps({"version": 3, "interviews": [{"date": MONDAY}], "more": 1})
    page = visit(text)
    expect(due(page)).to_contain_text("A newer edition of this page keeps your plan.")
    page.get_by_role("button", name="Add an interview").click()
    page.get_by_label("Day of the interview").fill(MONDAY)
    expect(row(page, EMAIL)).to_be_visible()
    assert texts(page) == {KEY: text}


def test_garbage_in_one_interview_leaves_the_others_and_the_page(visit):
    odd = {"id": 7, "date": "2026-02-31", "zone": "Mars/Olympus", "region": "ZZ-?", "people": "all", "ticks": [1]}
    page = visit(state(interview("Acme"), odd, interview("Bee", zone="Mars/Olympus", region="ZZ")))
    expect(row(page, EMAIL, "Acme")).to_be_visible()
    expect(row(page, EMAIL, "Bee")).to_be_visible()
    open_card(page, "Bee")
    expect(card(page, "Bee").get_by_label("time zone")).to_have_value("America/New_York")


def test_where_a_list_of_holidays_does_not_come_weekends_count_and_the_page_says_so(visit, new_context):
    context = new_context(locale="en-US", timezone_id="America/New_York")
    context.route("**/regions/US.json", lambda route: route.abort())
    page = visit(state(interview("Acme", "2026-08-24")), context=context)
    expect(due(page)).to_contain_text("A list of public holidays could not be loaded")
    context.unroute("**/regions/US.json")
    tick(page, EMAIL).click()
    expect(due(page)).not_to_contain_text("A list of public holidays could not be loaded")


def test_two_tabs_stay_in_step(visit):
    page = visit(state(interview("Acme")))
    other = visit(context=page.context)
    tick(other, EMAIL).click()
    expect(row(page, EMAIL)).to_have_count(0)
    employer = open_card(page, "Acme").get_by_label("Employer", exact=True)
    employer.focus()
    open_card(other, "Acme").get_by_label("Employer", exact=True).fill("Acme & Sons")
    expect(page.get_by_role("heading", name="Acme & Sons, August 31")).to_be_visible()
    expect(employer).to_have_value("Acme")  # the reader is in it
    employer.blur()
    expect(employer).to_have_value("Acme & Sons")
    card(page, "Acme").get_by_label("Job").fill("Archivist")
    card(other, "Acme").get_by_role("button", name="Add a person").click()
    other.keyboard.type("Rita")
    expect(card(page, "Acme").get_by_label("Name")).to_have_value("Rita")
    one = kept(page)["interviews"][0]
    assert (one["employer"], one["role"], one["people"][0]["name"]) == ("Acme & Sons", "Archivist", "Rita")
    other.evaluate("localStorage.clear()")
    expect(news(page)).to_contain_text("Nothing is here yet")


def test_nothing_leaves_the_device(visit, address):
    asked = []
    page = visit(state(interview("Acme")))
    page.on("request", lambda request: asked.append((request.method, request.url, request.post_data)))
    fields = open_card(page, "Acme")
    fields.get_by_label("Job").fill("Archivist")
    fields.get_by_label("holidays").focus()
    fields.get_by_label("holidays").select_option("DE-BY")
    expect(fields.get_by_label("holidays")).to_have_value("DE-BY")
    page.get_by_role("button", name="Save a copy").click()
    page.reload()
    expect(card(page, "Acme")).to_be_visible()
    assert asked
    for method, url, body in asked:
        assert (method, body) == ("GET", None)
        assert url.startswith((f"{address}/", "blob:")), url
        assert not any(word in url for word in ("Acme", "Archivist", MONDAY))
