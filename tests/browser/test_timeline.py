"""What the calculator answers: days, reasons, words and statuses, for readers here and elsewhere."""

import re

import pytest
from playwright.sync_api import expect

from tests.plan import reading
from tests.plan.reading import MONDAY, enter, has_days, phrase, plan, status, step, tick

article = reading.article
visit = reading.visit

WINDOWS = [
    ("Collect names before you go", "Before you leave"),
    ("Thank each of them by email", "within 24 hours"),
    ("Post a card as well", "within 24 hours"),
    ("Ask once how it stands", "one to two weeks"),
    ("Ask a second time, then let it rest", "a week later"),
]


@pytest.fixture
def without_scripts(new_context, article):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(article)
    return page


def test_without_scripts_no_form_is_shown_and_nothing_asks_for_a_date(without_scripts):
    expect(plan(without_scripts).locator("form")).to_be_hidden()
    expect(plan(without_scripts).get_by_text("Enter the day")).to_be_hidden()
    for control in ("button", "checkbox", "combobox"):
        expect(plan(without_scripts).get_by_role(control)).to_have_count(0)


@pytest.mark.parametrize(("title", "words"), WINDOWS)
def test_without_scripts_each_step_stands_with_its_window_in_words(without_scripts, title, words):
    row = plan(without_scripts).get_by_role("listitem").filter(has=without_scripts.get_by_role("heading", name=title))
    expect(row.get_by_text(words)).to_be_visible()


DAYS_OF_THE_EXAMPLE = [
    ("contacts", "2026-08-31", "2026-08-31", "2026-08-31"),
    ("thank-you-email", "2026-08-31T19:00:00Z", "2026-09-01T19:00:00Z", "2026-09-01T19:00:00Z"),
    ("thank-you-card", "2026-08-31", "2026-09-01", "2026-09-01"),
    ("check-in", "2026-09-07", "2026-09-08", "2026-09-14"),
    ("second-check-in", "2026-09-15", "2026-09-15", "2026-09-22"),
]


def test_an_interview_at_three_in_new_york_gives_these_days(visit):
    page = visit()
    enter(page, MONDAY, "15:00")
    for name, *days in DAYS_OF_THE_EXAMPLE:
        has_days(step(page, name), *days)


def test_a_check_in_that_moved_names_the_holiday_in_words(visit):
    page = visit()
    enter(page)
    expect(step(page, "check-in")).to_have_attribute("data-moved", "holiday")
    expect(step(page, "check-in")).to_contain_text("Tuesday, September 8 is the first working day after Labor Day")
    expect(plan(page)).to_contain_text(
        "United States: weekends and public holidays count as days off. Public holidays may differ"
    )


def test_a_step_that_did_not_move_gives_no_reason(visit):
    page = visit()
    enter(page)
    for name in ("contacts", "thank-you-email", "thank-you-card", "second-check-in"):
        expect(step(page, name)).not_to_have_attribute("data-moved", re.compile(""))
        expect(step(page, name).get_by_text("working day")).to_have_count(0)


def test_long_ago_weekends_only_count_and_the_page_says_so(visit):
    page = visit()
    enter(page, "2012-08-31")
    has_days(step(page, "check-in"), "2012-09-07", "2012-09-07", "2012-09-14")
    expect(plan(page)).to_contain_text("For 2012, weekends only count as days off")


def test_a_date_alone_gives_the_email_the_next_day_at_the_hour_the_reader_knows(visit):
    page = visit()
    enter(page)
    email = step(page, "thank-you-email")
    has_days(email, "2026-08-31", "2026-09-01", "2026-09-01")
    expect(email).to_contain_text("within 24 hours", ignore_case=True)
    expect(email).to_contain_text("By Tuesday, September 1, at the time your interview ended.")


def test_the_second_check_in_counts_from_the_day_the_first_was_ticked(visit):
    page = visit(now="2026-09-10T16:00:00Z")
    enter(page)
    second = step(page, "second-check-in")
    has_days(second, "2026-09-15", "2026-09-15", "2026-09-22")
    tick(page, "check-in").check()
    has_days(second, "2026-09-17", "2026-09-17", "2026-09-24")
    tick(page, "check-in").uncheck()
    has_days(second, "2026-09-15", "2026-09-15", "2026-09-22")


ELSEWHERE = [
    ("en-US", "America/New_York", r"by Tue, Sep 1, 3:00 pm$"),
    ("en-US", "America/Los_Angeles", r"by Tue, Sep 1, 3:00 pm \(12:00 pm your time\)$"),
    ("en-DE", "Europe/Berlin", r"by Tue, 1 Sept?, 15:00 \(21:00 your time\)$"),
    ("en-IN", "Asia/Kolkata", r"by Tue, 1 Sept?, 3:00 pm \(Wed, 2 Sept?, 12:30 am your time\)$"),
    ("en-NZ", "Pacific/Auckland", r"by Tue, 1 Sept?, 3:00 pm \(Wed, 2 Sept?, 7:00 am your time\)$"),
]


@pytest.mark.parametrize(("locale", "zone", "words"), ELSEWHERE)
def test_the_prose_tells_the_employers_time_first_and_the_readers_beside_it(visit, locale, zone, words):
    page = visit(locale, zone)
    reading.open_details(page)
    reading.zone(page).focus()
    reading.zone(page).select_option("America/New_York")
    enter(page, MONDAY, "15:00")
    told = phrase(page, "thank-you-email")
    expect(told).to_have_text(re.compile(rf"^within 24 hours\s+{words}"))
    expect(told).to_have_attribute("datetime", "2026-09-01T19:00:00Z")
    assert told.evaluate("element => element.localName") == "time"
    has_days(step(page, "thank-you-email"), "2026-08-31T19:00:00Z", "2026-09-01T19:00:00Z", "2026-09-01T19:00:00Z")


DEFAULTS = [
    ("en-US", "America/New_York", "America/New_York", "US"),
    ("en-US", "Europe/Berlin", "Europe/Berlin", "US"),
    ("en-GB", "Asia/Kolkata", "Asia/Kolkata", "GB"),
    ("en", "Asia/Kolkata", "Asia/Kolkata", "IN"),
    ("de", "Europe/Vienna", "Europe/Vienna", "AT"),
    ("en", "UTC", "UTC", "none"),
]


@pytest.mark.parametrize(("locale", "zone_here", "zone", "region"), DEFAULTS)
def test_zone_and_region_begin_as_the_readers_own(visit, locale, zone_here, zone, region):
    page = visit(locale, zone_here)
    reading.open_details(page)
    expect(reading.zone(page)).to_have_value(zone)
    expect(reading.region(page)).to_have_value(region)
    enter(page)
    expect(step(page, "check-in")).to_have_attribute("data-suggested", "2026-09-08" if region == "US" else "2026-09-07")


LOCALES = [
    ("en-US", r"^By Tuesday, September 1, 3:00 pm\.$"),
    ("en-GB", r"^By Tuesday,? 1 September, 15:00\.$"),
    ("en-DE", r"^By Tuesday, 1 September, 15:00\.$"),
    ("en-AU", r"^By Tuesday,? 1 September, 3:00 pm\.$"),
    ("fr-CA", r"^By Tuesday, September 1, (3:00 p\.?m\.?|15:00)\.$"),
]


@pytest.mark.parametrize(("locale", "words"), LOCALES)
def test_days_and_clock_are_told_as_the_readers_region_writes_english(visit, locale, words):
    page = visit(locale)
    enter(page, MONDAY, "15:00")
    expect(step(page, "thank-you-email").get_by_text(re.compile("^By "))).to_have_text(re.compile(words))


ODD_HOURS = [
    ("2026-03-08", "02:30", "2026-03-09T07:30:00Z", "There was no 2:30 am on that day", "counts from 3:30 am"),
    ("2026-11-01", "01:30", "2026-11-02T05:30:00Z", "1:30 am came twice on that day", "counts from the first"),
]


@pytest.mark.parametrize(("day", "at", "latest", "what", "counted"), ODD_HOURS)
def test_an_hour_that_the_clocks_skip_or_repeat_is_said_to_be_one(visit, day, at, latest, what, counted):
    page = visit()
    enter(page, day, at)
    expect(step(page, "thank-you-email")).to_have_attribute("data-latest", latest)
    expect(reading.time(page)).to_have_accessible_description(re.compile(f"{what}.*{counted}"))
    reading.time(page).fill("15:00")
    expect(plan(page).get_by_text("on that day")).to_have_count(0)


def test_clearing_the_date_takes_the_plan_away_and_gives_the_prose_back(visit):
    page = visit()
    before = page.locator(".prose").inner_html()
    enter(page, MONDAY, "15:00")
    assert page.locator(".prose time[data-when]").count() == 5
    reading.date(page).fill("")
    expect(page.locator("#timeline :is([data-latest], [data-status], [data-moved])")).to_have_count(0)
    assert page.locator(".prose").inner_html() == before
    expect(plan(page).get_by_role("checkbox", name=re.compile("Done"))).to_have_count(0)


def test_unticked_nothing_suggests_a_call_and_ticked_the_check_in_does(visit):
    page = visit(now="2026-09-08T16:00:00Z")
    enter(page, MONDAY, "15:00")
    reading.open_details(page)
    call = re.compile(r"\b(call|phone|ring|telephone)\b", re.IGNORECASE)
    expect(plan(page).get_by_role("list").get_by_text(call)).to_have_count(0)
    reading.may_call(page).check()
    invited = "A call on Tuesday, September 8 is as good as an email, because they invited it."
    expect(step(page, "check-in").get_by_text(invited)).to_be_visible()
    expect(plan(page).get_by_text("A call on")).to_have_count(1)
    reading.may_call(page).uncheck()
    expect(plan(page).get_by_text("A call on")).to_have_count(0)


def test_the_list_of_regions_comes_only_when_it_is_opened(visit):
    asked = []
    page = visit(before=lambda page: page.on("request", lambda request: asked.append(request.url)))
    enter(page)
    options = reading.region(page).locator("option")
    assert options.count() == 2
    assert not any("list.json" in url for url in asked)
    reading.open_details(page)
    reading.region(page).focus()
    expect(options.nth(500)).to_be_attached()
    expect(reading.region(page)).to_have_value("US")
    reading.region(page).select_option(label="Germany: Bayern")
    has_days(step(page, "check-in"), "2026-09-07", "2026-09-07", "2026-09-14")


STATUSES = [
    # New York is four hours behind; the email is due at 19:00Z
    ("2026-08-31T03:59:00Z", "contacts: Upcoming", "thank-you-email: Upcoming"),
    ("2026-08-31T04:00:00Z", "contacts: Due now", "thank-you-email: Due now"),
    ("2026-09-01T18:58:00Z", "contacts: Its time has passed", "thank-you-email: Due now"),
    ("2026-09-01T19:00:00Z", "thank-you-email: Overdue by less than a day: send it now", "thank-you-card: Due now"),
    ("2026-09-02T04:00:00Z", "thank-you-card: Overdue by 1 day: send it now", "check-in: Upcoming"),
    ("2026-09-08T04:00:00Z", "thank-you-email: Overdue by 7 days: send it now", "check-in: Due now"),
    ("2026-09-15T03:58:00Z", "check-in: Due now", "second-check-in: Upcoming"),
    ("2026-09-16T04:00:00Z", "check-in: Overdue by 2 days: send it now", "second-check-in: Due now"),
]


@pytest.mark.parametrize(("now", "one", "other"), STATUSES)
def test_a_step_is_due_through_its_last_day_and_then_says_how_late_it_is(visit, now, one, other):
    page = visit(now=now)
    enter(page, MONDAY, "15:00")
    for name, words in (row.split(": ", 1) for row in (one, other)):
        status(page, name, "overdue" if words == "Its time has passed" else words.split()[0].lower())
        expect(step(page, name).get_by_text(words, exact=True)).to_be_visible()


def test_a_status_changes_at_midnight_while_the_page_stays_open(visit):
    page = visit(now="2026-09-08T03:55:00Z")
    enter(page)
    status(page, "check-in", "upcoming")
    page.clock.fast_forward("06:00")
    status(page, "check-in", "due")
