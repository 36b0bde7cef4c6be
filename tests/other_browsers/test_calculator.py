"""The whole calculator for Part Five, in Firefox and in WebKit."""

import pytest

MONDAY = "2026-08-31"
DAYS = {
    "contacts": ("2026-08-31", "2026-08-31", "2026-08-31"),
    "thank-you-email": ("2026-08-31T19:00:00Z", "2026-09-01T19:00:00Z", "2026-09-01T19:00:00Z"),
    "thank-you-card": ("2026-08-31", "2026-09-01", "2026-09-01"),
    "check-in": ("2026-09-07", "2026-09-08", "2026-09-14"),
    "second-check-in": ("2026-09-15", "2026-09-15", "2026-09-22"),
}
PROSE = ".prose [data-when=thank-you-email]"


def error(name):
    return f"#timeline-{name}-error"


@pytest.mark.parametrize("step", DAYS)
def test_a_date_and_a_time_give_each_step_its_days(reader, step):
    reader.enter("date", MONDAY)
    reader.enter("time", "15:00")
    earliest, suggested, latest = DAYS[step]
    reader.sees_step(step, earliest=earliest, suggested=suggested, latest=latest)


def test_a_date_alone_gives_the_email_a_day_and_the_prose_a_date(reader):
    reader.enter("date", MONDAY)
    reader.sees_step("thank-you-email", earliest=MONDAY, suggested="2026-09-01", latest="2026-09-01")
    reader.sees(PROSE, "2026-09-01", "dateTime")
    assert reader.read(PROSE).startswith("within 24 hours by Tue, Sep 1")


def test_the_clock_counts_where_the_employer_is(reader):
    reader.enter("date", MONDAY)
    reader.enter("time", "15:00")
    reader.enter("zone", "Europe/Berlin")
    reader.sees_step("thank-you-email", latest="2026-09-01T13:00:00Z")
    assert "3:00 pm (9:00 am your time)" in reader.read(PROSE)


def test_the_hour_that_the_clocks_skip_is_said_to_be_none(reader):
    reader.enter("date", "2026-03-08")
    reader.enter("time", "02:30")
    reader.sees_step("thank-you-email", latest="2026-03-09T07:30:00Z")
    assert "There was no 2:30 am on that day" in reader.read("#timeline-clock")


def test_another_region_keeps_other_holidays(reader):
    reader.enter("date", MONDAY)
    reader.sees_step("check-in", suggested="2026-09-08", moved="holiday")
    reader.enter("region", "DE-BY")
    reader.sees_step("check-in", suggested="2026-09-07", moved=None)


def test_a_decision_is_waited_for(reader):
    reader.enter("date", MONDAY)
    reader.enter("decision", "2026-09-10")
    reader.sees_step("check-in", suggested="2026-09-11", moved="decision")


def test_a_year_out_of_range_is_told_at_its_field_until_it_is_mended(reader):
    reader.enter("date", "2300-01-01")
    reader.sees(error("date"), "Choose a year from 1900 to 2200.")
    reader.sees("#timeline [name=date]", "true", "aria-invalid")
    reader.sees_step("check-in", latest=None)
    reader.enter("date", MONDAY)
    reader.sees(error("date"), "")
    reader.sees("#timeline [name=date]", None, "aria-invalid")
    reader.sees_step("check-in", latest="2026-09-14")


def test_a_decision_before_the_interview_is_its_own_error_and_the_plan_stands(reader):
    reader.enter("date", MONDAY)
    reader.enter("decision", "2026-08-01")
    reader.sees("#timeline [name=decision]", "true", "aria-invalid")
    assert "before your interview" in reader.read(error("decision"))
    reader.sees_step("check-in", suggested="2026-09-08")


def test_what_is_ticked_and_entered_is_there_after_a_reload(reader):
    reader.enter("date", MONDAY)
    reader.enter("time", "15:00")
    reader.sees_step("thank-you-email", latest="2026-09-01T19:00:00Z")
    reader.tick("thank-you-email")
    reader.sees_step("thank-you-email", status="done")
    reader.reload()
    reader.sees("#timeline [name=date]", MONDAY, "value")
    reader.sees("#timeline [name=time]", "15:00", "value")
    reader.sees_step("thank-you-email", status="done", latest="2026-09-01T19:00:00Z")
    reader.tick("thank-you-email")
    reader.sees("#timeline [data-step=thank-you-email] .tick input", False, "checked")
    assert reader.read("#timeline [data-step=thank-you-email]", "data-status") != "done"


def test_a_call_is_spoken_of_only_where_they_invited_it(reader):
    reader.enter("date", MONDAY)
    call = "#timeline [data-step=check-in] [data-part=call]"
    reader.sees(call, True, "hidden")
    reader.click("#timeline .sentence__more summary")
    reader.click("#timeline [name=may-call]")
    reader.sees(call, "A call on Tuesday, September 8 is as good as an email, because they invited it.")


def test_the_weeks_are_drawn_from_the_day_on_which_weeks_begin_here(reader):
    reader.enter("date", MONDAY)
    reader.sees("#timeline .strip__week .strip__day", "30")
    reader.sees("#timeline .strip__holiday", "Labor Day", "title")
    narrow = "() => document.documentElement.scrollWidth <= innerWidth"
    assert reader.run(narrow)


def test_clearing_the_date_takes_the_plan_away_for_good(reader):
    words = reader.read(".prose")
    reader.enter("date", MONDAY)
    reader.sees_step("check-in", latest="2026-09-14")
    reader.enter("date", "")
    reader.sees_step("check-in", latest=None, status=None)
    assert reader.read(".prose") == words
    reader.reload()
    reader.sees("#timeline [name=date]", "", "value")
