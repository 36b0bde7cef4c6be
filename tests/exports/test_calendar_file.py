"""A calendar file holds the standard's letter, and three readers that know nothing of each other read it alike."""

import re
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exports.hostile import TITLES, arrives, texts
from tests.exports.plans import INTERVIEW, plan

NAMES = {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL", "TRANSP"} | {
    "X-MICROSOFT-CDO-BUSYSTATUS"
}
EMAIL, CHECK_IN = "thank-you-email", "check-in"


def read(file):
    return icalendar.Calendar.from_ical(file).walk("VEVENT")


def by_step(events):
    return {re.search(r"(?<=^Zk3-9_aXq0LmPwR7-).+(?=@127\.0\.0\.1$)", str(one["UID"]))[0]: one for one in events}


@pytest.fixture
def example(events, calendar):
    return by_step(read(calendar(events(plan()))))


def test_every_line_ends_in_cr_lf_and_the_file_begins_without_a_mark(events, calendar):
    file = calendar(events(plan()))
    assert file.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert file.endswith("END:VCALENDAR\r\n")
    assert file.count("\r\n") == file.count("\n") == file.count("\r")
    assert (file.count("VERSION:"), file.count("PRODID:"), file.count("METHOD:")) == (1, 1, 0)


def test_a_day_step_fills_its_suggested_day_and_names_its_window(example):
    event = example[CHECK_IN]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 9, 8), date(2026, 9, 9))
    assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"
    told = "One to two weeks: Mon, Sep 7 to Mon, Sep 14, best Tue, Sep 8.\n"
    assert event["DESCRIPTION"].startswith(told)
    assert event["DESCRIPTION"].endswith("/follow-up/#check-in") and event["URL"].endswith("/follow-up/#check-in")


def test_an_instant_is_the_quarter_of_an_hour_before_it(example):
    event = example[EMAIL]
    assert event["DTEND"].dt == datetime(2026, 9, 1, 19, tzinfo=UTC)
    assert event["DTSTART"].dt == datetime(2026, 9, 1, 18, 45, tzinfo=UTC)
    assert "by Tue, Sep 1, 3:00 pm" in event["DESCRIPTION"]


def test_each_has_one_alarm_and_leaves_its_day_free(example):
    alarms = {EMAIL: timedelta(hours=-2)}
    for step, event in example.items():
        (alarm,) = event.walk("VALARM")
        assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", alarms.get(step, timedelta(hours=9)))
        assert alarm["DESCRIPTION"] == event["SUMMARY"]
        assert (event["TRANSP"], event["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("TRANSPARENT", "FREE")


def test_a_moved_step_keeps_its_uid_and_its_sequence_rises(events, calendar, example):
    moved = plan({CHECK_IN: {"suggested": "2026-09-10", "shifted": True}}, revision=4)
    later = by_step(read(calendar(events(moved))))[CHECK_IN]
    assert later["UID"] == example[CHECK_IN]["UID"]
    assert (example[CHECK_IN]["SEQUENCE"], later["SEQUENCE"]) == (3, 4)
    assert later["DTSTART"].dt == date(2026, 9, 10)


def test_no_two_steps_and_no_two_plans_share_a_uid(events, calendar):
    both = [read(calendar(events(plan(id=name)))) for name in (INTERVIEW["id"], "another-plan-000")]
    uids = [str(event["UID"]) for one in both for event in one]
    assert len(uids) == len(set(uids)) == 8


def test_the_plan_leaves_out_what_is_done_what_is_closed_and_the_names(events, calendar):
    ended = plan({EMAIL: {"status": "done"}, CHECK_IN: {"status": "done", "closed": True}})
    assert set(by_step(read(calendar(events(ended))))) == {"thank-you-card", "second-check-in"}
    late = plan({"thank-you-card": {"status": "overdue", "gone": True}})
    assert set(by_step(read(calendar(events(late))))) == {EMAIL, CHECK_IN, "second-check-in"}


def test_the_employer_is_named_and_no_person_is(events, calendar):
    file = calendar(events(plan()))
    assert by_step(read(file))[CHECK_IN]["SUMMARY"] == "Ask once how it stands (Night & Day Bakery)"
    assert not any(word in file for word in ("Okafor", "example.org", "Mara", "rye", "second floor", "baker)"))
    (event,) = [one for one in events(plan(employer="")) if one["id"] == CHECK_IN]
    assert event["title"] == "Ask once how it stands"


DAYS = [("2026-12-31", "20270101"), ("2028-02-28", "20280229"), ("2026-03-29", "20260330"), ("2200-12-31", "22010101")]


@pytest.mark.parametrize(("day", "after"), DAYS)
def test_an_all_day_event_ends_before_the_next_day(calendar, day, after):
    assert f"DTEND;VALUE=DATE:{after}\r\n" in calendar([event(day=day)])


def event(title="Write", description="Soon.", **when):
    place = {"url": "https://blog.example/follow-up/#write", "uid": "a-write@blog.example"}
    return {
        "id": "write",
        "sequence": 0,
        "title": title,
        "description": description,
        **place,
        **(when or {"day": "2026-09-08"}),
    }


def is_well_formed(file):
    assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))
    unfolded = file.replace("\r\n ", "")
    assert not re.search(r"[\r\n]", unfolded.replace("\r\n", ""))
    names = [re.split("[:;]", line)[0] for line in unfolded.split("\r\n")[:-1]]
    alarm = names.index("ACTION")
    assert set(names[names.index("UID") : alarm - 1]) == NAMES
    assert sorted(names) == sorted(
        [*NAMES, "ACTION", "DESCRIPTION", "TRIGGER", "VERSION", "PRODID", *["BEGIN", "END"] * 3]
    )


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(texts, texts, st.one_of(st.dates(date(1900, 1, 1), date(2200, 12, 30)).map(str), st.integers(0, 4 * 10**12)))
def test_what_goes_in_comes_out_and_nothing_else(calendar, title, description, when):
    file = calendar([event(title, description, **({"day": when} if isinstance(when, str) else {"instant": when}))])
    is_well_formed(file)
    (found,) = read(file)
    assert (str(found["SUMMARY"]), str(found["DESCRIPTION"])) == (arrives(title), arrives(description))
    other = vobject.readOne(file).vevent
    assert (other.summary.value, other.description.value) == (arrives(title), arrives(description))
    assert other.dtend.value == found["DTEND"].dt


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_hostile_titles_come_out_as_they_went_in(calendar, title):
    file = calendar([event(title)])
    is_well_formed(file)
    assert str(read(file)[0]["SUMMARY"]) == vobject.readOne(file).vevent.summary.value == arrives(title)


def test_ical_js_reads_the_same(calendar, events, ical):
    files = [calendar([event(title, title)]) for title in TITLES.values()] + [calendar(events(plan()))]
    *found, whole = ical(files)
    for title, (one,) in zip(TITLES.values(), found, strict=True):
        assert (one["title"], one["description"]) == (arrives(title), arrives(title))
        assert (set(one["names"]), one["start"], one["end"]) == (NAMES, "2026-09-08", "2026-09-09")
        assert one["alarm"] == "PT9H"
    email = next(one for one in whole if EMAIL in one["uid"])
    assert (email["start"], email["end"]) == ("2026-09-01T18:45:00Z", "2026-09-01T19:00:00Z")
    assert (email["sequence"], email["alarm"]) == (3, "-PT2H")


def test_a_stored_plan_that_was_tampered_with_cannot_add_a_property(events, calendar):
    evil = "x\r\nATTENDEE:mailto:a@example.org"
    is_well_formed(calendar(events(plan(id=evil, employer=evil, revision=evil))[:1]))
