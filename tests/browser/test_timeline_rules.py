"""The fields that the rules need, a day moved by hand, and the words for why a date is what it is."""
# ruff: noqa: E501 (a row of a table is one line)

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.plan import reading
from tests.plan.reading import MONDAY, date, enter, has_days, move, own_day, plan, status, step, tick

article = reading.article
visit = reading.visit

ANY = re.compile("")
KEY = "afterword.plan"


@pytest.fixture
def filled(visit):
    """Part Five with an interview on a day, and the details open."""

    def fill(day=MONDAY, at="15:00", **settings):
        page = visit(**settings)
        enter(page, day, at)
        reading.open_details(page)
        return page

    return fill


def is_wrong(field, words):
    """Wait until the field is marked, and described by a visible message with these words."""
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(re.escape(words)))
    assert field.page.get_by_text(words).is_visible()


def is_right(field):
    expect(field).not_to_have_attribute("aria-invalid", ANY)


REASONS = [
    ("2026-08-31", "15:00", "check-in", "holiday", "Tuesday, September 8 is the first working day after Labor Day (Mon, Sep 7)."),
    ("2026-09-12", "15:00", "thank-you-card", "no-post", "Because there is no post on Sunday, it goes on Saturday, September 12, before the last collection (5:00 pm). On Saturdays boxes may be emptied earlier."),
    ("2026-09-12", "17:00", "thank-you-card", "no-post", "Because the last collection (5:00 pm) is over when your interview ends and there is no post on Sunday, it goes on Monday, September 14. That is later than 24 hours: there is no post before."),
    ("2026-09-06", "", "thank-you-card", "no-post", "Because there is no post on Sunday and Labor Day (Mon, Sep 7), it goes on Tuesday, September 8. That is later than 24 hours"),
    ("2026-07-03", "15:00", "thank-you-card", "no-post", "Because there is no post on Independence Day (Sat, Jul 4), it goes on Friday, July 3"),
]  # fmt: skip


@pytest.mark.parametrize(("day", "at", "name", "moved", "words"), REASONS)
def test_a_date_that_moved_says_why(filled, day, at, name, moved, words):
    page = filled(day, at)
    expect(step(page, name)).to_have_attribute("data-moved", moved)
    expect(step(page, name)).to_contain_text(words)


def test_a_card_that_falls_on_a_saturday_warns_of_early_boxes(filled):
    page = filled("2026-09-11")
    has_days(step(page, "thank-you-card"), "2026-09-11", "2026-09-12", "2026-09-12")
    expect(step(page, "thank-you-card")).to_contain_text("On Saturdays boxes may be emptied earlier.")
    enter(page, MONDAY, "15:00")
    expect(plan(page).get_by_text("Saturdays")).to_have_count(0)


def test_scotlands_card_minds_englands_holidays(filled):
    page = filled("2026-08-30", locale="en-GB", zone="Europe/London")
    reading.region(page).focus()
    reading.region(page).select_option("GB-SCT")
    has_days(step(page, "thank-you-card"), "2026-08-30", "2026-09-01", "2026-09-01")
    expect(step(page, "thank-you-card")).to_contain_text("Late Summer Bank Holiday (Mon")


def test_the_last_collection_decides_on_the_day_itself(filled):
    page = filled("2026-09-12", "17:30")
    card = step(page, "thank-you-card")
    expect(reading.collection(page)).to_have_value("17:00")
    expect(card).to_have_attribute("data-suggested", "2026-09-14")
    reading.collection(page).fill("18:00")
    expect(card).to_have_attribute("data-suggested", "2026-09-12")
    expect(card).to_contain_text("before the last collection (6:00 pm)")
    reading.collection(page).fill("")
    expect(card).to_have_attribute("data-suggested", "2026-09-14")


def test_a_decision_moves_the_check_in_and_is_named(filled):
    page = filled()
    reading.decision(page).fill("2026-09-18")
    has_days(step(page, "check-in"), "2026-09-21", "2026-09-21", "2026-09-28")
    has_days(step(page, "second-check-in"), "2026-09-28", "2026-09-28", "2026-10-05")
    expect(step(page, "check-in")).to_have_attribute("data-moved", "decision")
    expect(step(page, "check-in")).to_contain_text(
        "They hope to decide on Friday, September 18, so let that day pass first."
    )
    reading.decision(page).fill("2026-09-10")
    has_days(step(page, "check-in"), "2026-09-07", "2026-09-11", "2026-09-14")
    expect(step(page, "check-in")).to_contain_text("From Friday, September 11 to Monday, September 14.")
    reading.decision(page).fill("")
    has_days(step(page, "check-in"), "2026-09-07", "2026-09-08", "2026-09-14")
    is_right(reading.decision(page))


def test_a_decision_before_the_interview_is_a_mistake_of_its_field_alone(filled):
    page = filled()
    reading.decision(page).fill("2026-08-30")
    is_wrong(reading.decision(page), "That is before your interview.")
    is_right(date(page))
    has_days(step(page, "check-in"), "2026-09-07", "2026-09-08", "2026-09-14")
    expect(reading.decision(page)).to_have_value("2026-08-30")
    date(page).fill("2026-08-28")
    is_right(reading.decision(page))
    expect(step(page, "contacts")).to_have_attribute("data-latest", "2026-08-28")


def test_a_decision_out_of_range_is_told_so(filled):
    page = filled()
    reading.decision(page).fill("2201-01-01")
    reading.decision(page).blur()
    is_wrong(reading.decision(page), "Choose a year from 1900 to 2200.")
    expect(step(page, "check-in")).to_have_attribute("data-suggested", "2026-09-08")


def test_half_a_decision_is_not_a_real_day_and_emptied_it_is_no_mistake(filled):
    page = filled()
    reading.decision(page).focus()
    page.keyboard.type("09")
    reading.decision(page).blur()
    is_wrong(reading.decision(page), "That is not a real day.")
    reading.decision(page).fill("")
    reading.decision(page).blur()
    is_right(reading.decision(page))


def test_an_address_that_is_none_is_told_and_kept_in_the_field(filled):
    page = filled()
    reading.email(page).fill("ada@")
    reading.email(page).blur()
    is_wrong(reading.email(page), "That is not an email address.")
    expect(reading.email(page)).to_have_value("ada@")
    reading.email(page).fill("ada@example.org")
    is_right(reading.email(page))


def test_a_time_says_that_it_may_stay_empty(visit):
    expect(plan(visit()).get_by_label("and ends at (optional)")).to_be_visible()


NAMES = {
    "Name of the employer": "Harbour & Sons",
    "The job you applied for": "archivist",
    "Who interviewed you": "Ada O’Neill",
    "Their email address": "ada@example.org",
    "Your own name": "Björn",
}


def test_the_next_visit_finds_the_names_the_decision_and_the_collection(filled):
    page = filled()
    for label, text in NAMES.items():
        plan(page).get_by_label(label).fill(text)
    reading.decision(page).fill("2026-09-18")
    reading.collection(page).fill("16:30")
    page.reload()
    expect(step(page, "check-in")).to_have_attribute("data-suggested", "2026-09-21")
    for label, text in NAMES.items():
        expect(plan(page).get_by_label(label)).to_have_value(text)
    expect(reading.decision(page)).to_have_value("2026-09-18")
    expect(reading.collection(page)).to_have_value("16:30")
    plan(page).get_by_role("button", name="Forget this date").click()
    for label in NAMES:
        expect(plan(page).get_by_label(label)).to_have_value("")
    expect(reading.collection(page)).to_have_value("17:00")
    assert page.evaluate("key => localStorage.getItem(key)", KEY) is None


def test_a_step_moved_by_hand_is_suggested_kept_counted_from_and_taken_back(visit):
    page = visit()
    enter(page, MONDAY, "15:00")
    move(page, "check-in", "2026-09-10")
    has_days(step(page, "check-in"), "2026-09-07", "2026-09-10", "2026-09-14")
    expect(step(page, "check-in")).not_to_have_attribute("data-moved", ANY)
    expect(step(page, "check-in")).to_contain_text("On Thursday, September 10, the day that you chose.")
    has_days(step(page, "second-check-in"), "2026-09-17", "2026-09-17", "2026-09-24")
    page.reload()
    has_days(step(page, "check-in"), "2026-09-07", "2026-09-10", "2026-09-14")
    expect(own_day(page, "check-in")).to_have_value("2026-09-10")
    step(page, "check-in").get_by_text("Move").click()
    own_day(page, "check-in").fill("")
    has_days(step(page, "check-in"), "2026-09-07", "2026-09-08", "2026-09-14")
    expect(step(page, "check-in")).to_have_attribute("data-moved", "holiday")
    has_days(step(page, "second-check-in"), "2026-09-15", "2026-09-15", "2026-09-22")


OUTSIDE = [
    ("2026-09-20", "That is outside the window, which ends on Monday, September 14.", "2026-09-07", "2026-09-20"),
    ("2026-09-04", "That is outside the window, which begins on Monday, September 7.", "2026-09-04", "2026-09-14"),
]


@pytest.mark.parametrize(("day", "words", "earliest", "latest"), OUTSIDE)
def test_a_day_outside_the_window_is_said_to_be_so(visit, day, words, earliest, latest):
    page = visit()
    enter(page, MONDAY, "15:00")
    move(page, "check-in", day)
    has_days(step(page, "check-in"), earliest, day, latest)
    expect(step(page, "check-in")).to_contain_text(words)


def test_an_email_moved_by_hand_keeps_its_deadline(visit):
    page = visit()
    enter(page, MONDAY, "15:00")
    move(page, "thank-you-email", MONDAY)
    has_days(step(page, "thank-you-email"), "2026-08-31T19:00:00Z", MONDAY, "2026-09-01T19:00:00Z")
    expect(step(page, "thank-you-email")).to_contain_text(
        "On Monday, August 31, the day that you chose, by Tuesday, September 1, 3:00 pm."
    )
    expect(reading.phrase(page, "thank-you-email")).to_have_attribute("datetime", MONDAY)


def test_a_day_by_hand_that_is_none_is_told_in_its_row_and_the_plan_stays(visit):
    page = visit()
    enter(page, MONDAY, "15:00")
    move(page, "check-in", "2026-09-10")
    own_day(page, "check-in").fill("2201-09-10")
    own_day(page, "check-in").blur()
    is_wrong(own_day(page, "check-in"), "Choose a year from 1900 to 2200.")
    expect(step(page, "check-in")).to_have_attribute("data-suggested", "2026-09-10")
    own_day(page, "check-in").fill("2026-09-11")
    is_right(own_day(page, "check-in"))
    expect(step(page, "check-in")).to_have_attribute("data-suggested", "2026-09-11")


def test_a_cleared_date_leaves_the_moved_days_for_the_next_time_and_another_day_does_not(visit):
    page = visit()
    enter(page, MONDAY, "15:00")
    move(page, "check-in", "2026-09-10")
    date(page).fill("")
    expect(own_day(page, "check-in")).to_be_hidden()
    enter(page, MONDAY, "15:00")
    has_days(step(page, "check-in"), "2026-09-07", "2026-09-10", "2026-09-14")
    date(page).fill("2026-09-01")
    has_days(step(page, "check-in"), "2026-09-08", "2026-09-08", "2026-09-15")


def test_a_day_moved_in_one_tab_shows_in_the_other(visit):
    one = visit()
    enter(one, MONDAY, "15:00")
    other = visit(context=one.context)
    status(other, "check-in", "upcoming")
    move(one, "check-in", "2026-09-10")
    expect(step(other, "check-in")).to_have_attribute("data-suggested", "2026-09-10")


def test_moving_a_step_needs_the_keyboard_alone_and_names_it(visit):
    page = visit()
    enter(page, MONDAY, "15:00")
    tick(page, "thank-you-card").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Move: Ask once how it stands":
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(own_day(page, "check-in")).to_be_focused()
    expect(own_day(page, "check-in")).to_have_accessible_name("Another day for: Ask once how it stands")
    page.keyboard.type("09102026")
    expect(step(page, "check-in")).to_have_attribute("data-suggested", "2026-09-10")


def test_enter_goes_to_the_first_mistake(filled):
    page = filled()
    reading.decision(page).fill("2026-08-30")
    reading.collection(page).press("Enter")
    expect(reading.decision(page)).to_be_focused()


def test_an_interview_stored_with_days_and_people_that_the_form_does_not_show_keeps_them(visit):
    people = [{"name": "Ada", "email": "", "phone": "1", "notes": "kind"}, {"name": "Bo"}]
    stored = {"date": "2026-08-28", "until": MONDAY, "time": "15:00", "zone": "America/New_York", "region": "US"}
    text = json.dumps({"version": 1, "plan": stored | {"ticks": {}, "people": people}})
    page = visit(
        before=lambda page: page.add_init_script(
            f"localStorage.getItem({KEY!r}) ?? localStorage.setItem({KEY!r}, {text!r})"
        )
    )
    expect(step(page, "check-in")).to_have_attribute("data-suggested", "2026-09-08")
    expect(step(page, "thank-you-email")).to_have_attribute("data-latest", "2026-09-01T19:00:00Z")
    reading.open_details(page)
    plan(page).get_by_label("Who interviewed you").fill("Ada Lovelace")
    kept = page.evaluate("key => JSON.parse(localStorage.getItem(key)).interviews[0]", KEY)
    assert kept["until"] == MONDAY
    assert kept["people"] == [
        people[0] | {"name": "Ada Lovelace"},
        {"name": "Bo", "email": "", "phone": "", "notes": ""},
    ]


def test_without_scripts_the_timeline_says_how_to_count(new_context, article, visit):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(article)
    how = "Count each window from the day of your interview."
    assert how in plan(page).inner_text()  # locators do not look into <noscript>
    assert how not in plan(visit()).inner_text()
    for summary in plan(page).get_by_text("Move").all():
        expect(summary).to_be_hidden()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_to_mend_in_fields_mistakes_and_moved_days(filled, colours):
    page = filled("2026-09-12", "17:30", color_scheme=colours)
    move(page, "check-in", "2026-10-30")
    reading.decision(page).fill("2026-08-30")
    is_wrong(reading.decision(page), "That is before")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
