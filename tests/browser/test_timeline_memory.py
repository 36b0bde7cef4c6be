"""What the calculator keeps, on the device alone: ticks, the plan for the next visit, and what two tabs share."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.plan import reading
from tests.plan.reading import MONDAY, date, enter, has_days, plan, status, step, tick

article = reading.article
visit = reading.visit

KEY = "afterword.plan"
REFUSALS = {
    "no storage at all": "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }})",
    "storage that is full": "Storage.prototype.setItem = () => { throw new DOMException('full') }",
}


def test_a_tick_is_found_again_after_a_reload_and_can_be_taken_back(visit):
    page = visit()
    enter(page, MONDAY, "15:00")
    tick(page, "thank-you-email").check()
    status(page, "thank-you-email", "done")
    page.reload()
    status(page, "thank-you-email", "done")
    expect(tick(page, "thank-you-email")).to_be_checked()
    tick(page, "thank-you-email").uncheck()
    status(page, "thank-you-email", "due")
    page.reload()
    status(page, "thank-you-email", "due")


def test_the_next_visit_finds_all_that_was_entered(visit):
    page = visit()
    enter(page, MONDAY, "15:00")
    reading.open_details(page)
    reading.zone(page).focus()
    reading.zone(page).select_option("Europe/Berlin")
    reading.region(page).focus()
    reading.region(page).select_option("DE-BY")
    reading.may_call(page).check()
    tick(page, "contacts").check()
    status(page, "contacts", "done")
    later = visit(now="2026-09-09T12:00:00Z", context=page.context)
    expect(date(later)).to_have_value(MONDAY)
    expect(reading.time(later)).to_have_value("15:00")
    reading.open_details(later)
    expect(reading.zone(later)).to_have_value("Europe/Berlin")
    expect(reading.region(later)).to_have_value("DE-BY")
    expect(reading.may_call(later)).to_be_checked()
    expect(tick(later, "contacts")).to_be_checked()
    status(later, "check-in", "due")


def test_no_region_is_remembered_as_well(visit):
    page = visit()
    enter(page)
    reading.open_details(page)
    reading.region(page).select_option("none")
    expect(step(page, "check-in")).to_have_attribute("data-suggested", "2026-09-07")
    page.reload()
    expect(step(page, "check-in")).to_have_attribute("data-suggested", "2026-09-07")
    expect(reading.region(page)).to_have_value("none")


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS)
def test_where_the_browser_keeps_nothing_the_plan_works_and_is_forgotten(visit, refusal):
    page = visit(before=lambda page: page.add_init_script(refusal))
    enter(page, MONDAY, "15:00")
    expect(plan(page).get_by_text("does not let the page keep your date")).to_be_visible()
    tick(page, "check-in").check()
    status(page, "check-in", "done")
    page.reload()
    expect(date(page)).to_be_visible()
    expect(date(page)).to_have_value("")


def test_forgetting_empties_the_page_and_the_device(visit):
    page = visit()
    enter(page, MONDAY, "15:00")
    tick(page, "contacts").check()
    plan(page).get_by_role("button", name="Forget this date").click()
    expect(date(page)).to_have_value("")
    expect(date(page)).to_be_focused()
    expect(plan(page).get_by_role("status")).to_contain_text("Nothing about your interview is kept on this device.")
    expect(page.locator("#timeline [data-latest]")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).length") == 0
    enter(page)
    status(page, "contacts", "due")


def rub_out(page, field):
    """Empty a field of three parts at most by the keyboard alone, and leave it."""
    field.focus()
    for _ in range(3):
        page.keyboard.press("Backspace")
        page.keyboard.press("Tab")
    field.blur()


def test_a_date_alone_is_gone_for_good_once_it_is_cleared(visit):
    page = visit()
    enter(page)
    date(page).fill("")
    expect(page.locator("#timeline [data-latest]")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_date_emptied_by_keyboard_is_gone_for_good_and_no_mistake(visit):
    page = visit()
    enter(page)
    rub_out(page, date(page))
    expect(page.locator("#timeline [data-latest]")).to_have_count(0)
    expect(date(page)).not_to_have_attribute("aria-invalid", "true")
    page.reload()
    expect(date(page)).to_be_visible()
    expect(date(page)).to_have_value("")
    expect(page.locator("#timeline [data-latest]")).to_have_count(0)


def test_the_last_part_that_is_emptied_by_keyboard_takes_the_dates_along_at_once(visit):
    page = visit()
    enter(page)
    date(page).focus()
    for _ in range(2):
        page.keyboard.press("Backspace")
        page.keyboard.press("Tab")
    expect(step(page, "contacts")).to_have_attribute("data-latest", MONDAY)
    page.keyboard.press("Backspace")
    expect(page.locator("#timeline [data-latest]")).to_have_count(0)


@pytest.mark.parametrize("label", ["and ends at", "They hope to decide on", "Another day for: Ask once"])
def test_a_field_emptied_by_keyboard_stays_empty(visit, label):
    page = visit()
    enter(page, MONDAY, "15:00")
    reading.decision(page).fill("2026-09-04")
    reading.move(page, "check-in", "2026-09-10")
    field = plan(page).get_by_label(label)
    rub_out(page, field)
    expect(field).not_to_have_attribute("aria-invalid", "true")
    page.reload()
    expect(date(page)).to_have_value(MONDAY)
    expect(field).to_have_value("")


@pytest.mark.parametrize("again", ["now", "after a reload"])
def test_a_cleared_date_that_is_entered_again_finds_all_as_it_was(visit, again):
    page = visit(before=lambda page: page.add_init_script(STORE_ONCE))
    before = kept(page)
    assert before["people"][0]["phone"]
    date(page).fill("")
    expect(page.locator("#timeline [data-latest]")).to_have_count(0)
    if again != "now":
        page.reload()
        expect(date(page)).to_have_value("")
    date(page).fill(MONDAY)
    has_days(step(page, "check-in"), "2026-09-08", "2026-09-10", "2026-09-15")
    status(page, "contacts", "done")
    after = kept(page)
    assert {name: after[name] for name in SAME} == {name: before[name] for name in SAME}


def test_what_is_left_of_a_cleared_date_can_be_forgotten(visit):
    page = visit(before=lambda page: page.add_init_script(STORE_ONCE))
    date(page).fill("")
    plan(page).get_by_role("button", name="Forget this date").click()
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_another_day_moves_the_last_one_along_and_drops_what_no_longer_fits(visit):
    page = visit(before=lambda page: page.add_init_script(STORE_ONCE))
    tick(page, "thank-you-email").check()
    status(page, "thank-you-email", "done")
    date(page).fill("2027-08-31")  # on the way
    date(page).fill("2026-09-07")
    has_days(step(page, "contacts"), *["2026-09-08"] * 3)
    one = kept(page)
    assert (one["until"], one["ticks"], one["shifts"]) == ("2026-09-08", {}, {})
    expect(reading.own_day(page, "check-in")).to_have_value("")
    date(page).fill(MONDAY)
    has_days(step(page, "contacts"), *["2026-09-01"] * 3)
    one = kept(page)
    assert (one["until"], one["shifts"]) == ("2026-09-01", {"check-in": "2026-09-10"})
    assert set(one["ticks"]) == {"contacts", "thank-you-email"}


def test_a_date_that_is_cleared_first_moves_the_same(visit):
    page = visit(before=lambda page: page.add_init_script(STORE_ONCE))
    rub_out(page, date(page))
    page.reload()
    date(page).fill("2026-09-07")
    has_days(step(page, "contacts"), *["2026-09-08"] * 3)
    one = kept(page)
    assert (one["until"], one["ticks"], one["shifts"]) == ("2026-09-08", {}, {})


SAME = "date until time ticks shifts people employer".split()
STORED = {
    "id": "acme",
    "date": MONDAY,
    "until": "2026-09-01",
    "time": "15:00",
    "zone": "America/New_York",
    "region": "US",
    "employer": "Acme",
    "people": [{"name": "Rita", "email": "", "phone": "+1 202 555 0100", "notes": "maps"}],
    "ticks": {"contacts": MONDAY},
    "shifts": {"check-in": "2026-09-10"},
}


TEXT = json.dumps({"version": 2, "name": "", "chosen": "acme", "interviews": [STORED]})
STORE_ONCE = f"sessionStorage.begun ??= (localStorage.setItem({json.dumps(KEY)}, {json.dumps(TEXT)}), 'yes')"


def kept(page):
    """The first interview that the browser keeps."""
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY))["interviews"][0]


GARBAGE = {
    "no JSON": "{",
    "another version": json.dumps({"version": 99, "plan": {"date": MONDAY}}),
    "no plan": json.dumps({"version": 1}),
    "a day that is none": json.dumps({"version": 1, "plan": {"date": "2026-02-31"}}),
}
HALF_GARBAGE = {
    "a time and a zone": {"time": "25:99", "zone": "Mars/Olympus"},
    "a time and a zone that are no text": {"time": {}, "zone": 7},
    "a region": {"region": "Atlantis"},
    "a region that is no text, and no zone": {"region": ["US"], "zone": None},
    "a country that is not offered": {"region": "ZZ"},
    "a part that is not offered": {"region": "US-ZZZ"},
    "the day of a tick": {"ticks": {"check-in": "yesterday"}},
    "ticks that are none": {"ticks": "all"},
}


@pytest.mark.parametrize("stored", GARBAGE.values(), ids=GARBAGE)
def test_what_cannot_be_read_is_no_plan_and_a_new_one_can_be_made(visit, stored):
    page = visit(before=lambda page: keep(page, stored))
    expect(date(page)).to_have_value("")
    enter(page, MONDAY, "15:00")


@pytest.mark.parametrize("garbage", HALF_GARBAGE.values(), ids=HALF_GARBAGE)
def test_garbage_in_one_place_falls_back_there_and_leaves_the_rest(visit, garbage):
    stored = {"date": MONDAY, "time": "", "zone": "America/New_York", "region": "US", "ticks": {}} | garbage
    page = visit(before=lambda page: keep(page, json.dumps({"version": 1, "plan": stored})))
    has_days(step(page, "check-in"), "2026-09-07", "2026-09-08", "2026-09-14")
    has_days(step(page, "second-check-in"), "2026-09-15", "2026-09-15", "2026-09-22")
    expect(reading.zone(page)).to_have_value("America/New_York")
    expect(reading.region(page)).to_have_value("US")


def keep(page, stored):
    page.add_init_script(f"localStorage.setItem({json.dumps(KEY)}, {json.dumps(stored)})")


def test_a_tick_in_one_tab_shows_in_the_other(visit):
    one = visit()
    enter(one, MONDAY, "15:00")
    other = visit(context=one.context)
    status(other, "check-in", "upcoming")
    tick(one, "check-in").check()
    expect(tick(other, "check-in")).to_be_checked()
    status(other, "check-in", "done")
    tick(other, "check-in").uncheck()
    expect(tick(one, "check-in")).not_to_be_checked()
    plan(one).get_by_role("button", name="Forget this date").click()
    expect(date(other)).to_have_value("")


def test_a_plan_made_in_one_tab_shows_in_another_that_had_none(visit):
    one = visit()
    other = visit(context=one.context)
    enter(one, MONDAY, "15:00")
    expect(date(other)).to_have_value(MONDAY)
    status(other, "check-in", "upcoming")


def test_a_tab_that_missed_the_news_does_not_wipe_the_plan_when_it_is_touched(visit):
    deaf = "addEventListener('storage', (event) => event.stopImmediatePropagation())"
    one = visit()
    untouched, touched = (visit(context=one.context, before=lambda page: page.add_init_script(deaf)) for _ in range(2))
    reading.open_details(touched)
    reading.region(touched).focus()
    expect(reading.region(touched).locator("option").nth(500)).to_be_attached()
    enter(one, MONDAY, "15:00")
    reading.may_call(touched).check()
    date(untouched).focus()
    expect(date(untouched)).to_have_value(MONDAY)
    assert MONDAY in one.evaluate("key => localStorage.getItem(key)", KEY)


def test_a_page_that_was_put_away_reads_the_plan_again_when_it_comes_back(visit):
    page = visit()
    enter(page)
    page.evaluate(
        """key => {
        localStorage.setItem(key, localStorage.getItem(key).replace("2026-08-31", "2026-08-24"));
        dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    }""",
        KEY,
    )
    expect(date(page)).to_have_value("2026-08-24")
    has_days(step(page, "contacts"), *["2026-08-24"] * 3)


def test_what_is_typed_before_the_calculator_arrives_is_newer_than_what_is_stored(visit):
    one = visit()
    enter(one)
    held = []
    late = visit(
        context=one.context, before=lambda page: page.route("**/timeline.js", lambda route: held.append(route))
    )
    date(late).fill("2026-09-01")
    expect(step(late, "contacts")).not_to_have_attribute("data-latest", re.compile(""))
    held[0].continue_()
    has_days(step(late, "contacts"), *["2026-09-01"] * 3)
