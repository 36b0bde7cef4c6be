"""What hangs on the hour of an interview: when it begins and ends, what is due then, and what it is too late for."""
# ruff: noqa: E501 (a row of a table is one line)

import json
import re
from datetime import date, datetime

import pytest
from playwright.sync_api import expect

from tests.plan import reading, site
from tests.plan.cases import as_json, interview, stated
from tests.plan.reading import MONDAY, has_days, plan, step
from tests.plan.test_rules import named
from tests.planner.reading import interview as kept
from tests.planner.reading import keeping, state

article = reading.article
visit = reading.visit

NEW_YORK, LOS_ANGELES, AUCKLAND = "America/New_York", "America/Los_Angeles", "Pacific/Auckland"
LONDON = "Europe/London"
# what is told, the interview's last day if it has several, begin and end; its end in UTC, whether the end is a slip
ENDS = [
    ("it ends after it begins", "", "15:00", "16:30", "2026-08-31T20:30:00Z", False),
    ("past midnight", "", "22:30", "00:15", "2026-09-01T04:15:00Z", False),
    ("at midnight", "", "22:30", "00:00", "2026-09-01T04:00:00Z", False),
    ("through the night, at most", "", "20:00", "08:00", "2026-09-01T12:00:00Z", False),
    ("a minute more is a slip", "", "20:00", "08:01", "", True),
    ("half past three, without its 12 hours", "", "15:00", "03:30", "", True),
    ("begin and end mixed up", "", "16:00", "15:00", "", True),
    ("no time at all", "", "15:00", "15:00", "", True),
    ("on another day", "2026-09-01", "15:00", "03:30", "2026-09-01T07:30:00Z", False),
    ("on another day at an earlier hour", "2026-09-01", "14:00", "12:00", "2026-09-01T16:00:00Z", False),
    ("without a begin", "", "", "03:30", "2026-08-31T07:30:00Z", False),
    ("without an end", "", "15:00", "", "", False),
]


@pytest.mark.parametrize(("until", "start", "time", "end", "is_slip"), **named(ENDS))
def test_an_interview_may_end_past_midnight_and_a_slip_is_no_end(run, until, start, time, end, is_slip):
    body = """
    const { isSlip, moments } = await load('dates/moments'), { utc } = await load('dates/zones');
    const { end } = moments(data.day, data);
    return [end ? utc(end) : '', Boolean(isSlip(data.day, data))];
    """
    told = {"day": MONDAY, "until": until, "start": start, "time": time, "zone": NEW_YORK}
    assert run(body, told) == [end, is_slip]


STEPS = [
    site.step("pack", "", "", "-P1D/-P1D", "day", ""),
    site.step("set-out", "", "", "-PT10M/-PT10M", "start", ""),
    site.step("contacts", "", "", "P0D/P0D", "day", ""),
    site.step("email", "", "email", "PT0H/PT24H", "end", ""),
    site.step("card", "", "post", "PT0H/PT24H", "end", ""),
]
# what is told, now in UTC, the reader's zone, the employer's, begin, end; the status of each step, - is gone
STATES = [
    ("two hours before it, a day ahead of it", "2026-08-31T19:00", AUCKLAND, LOS_ANGELES, "14:00", "15:00", "overdue due due due due"),
    ("and once it has begun", "2026-08-31T21:00", AUCKLAND, LOS_ANGELES, "14:00", "15:00", "-overdue -overdue due due due"),
    ("without a clock, while it is its day there", "2026-08-31T19:00", AUCKLAND, LOS_ANGELES, "", "", "overdue overdue overdue due due"),
    ("and when it no longer is", "2026-09-01T07:00", AUCKLAND, LOS_ANGELES, "", "", "-overdue -overdue -overdue due due"),
    ("fifty minutes before it, a day behind it", "2026-08-31T03:20", LOS_ANGELES, NEW_YORK, "00:10", "00:30", "due due due due due"),
    ("an hour after its end, a day behind it", "2026-08-31T05:30", LOS_ANGELES, NEW_YORK, "00:10", "00:30", "-due -overdue due due due"),
    ("while the 24 hours run", "2026-09-01T04:29", LOS_ANGELES, NEW_YORK, "00:10", "00:30", "-overdue -overdue due due due"),
    ("when they are over", "2026-09-01T04:30", LOS_ANGELES, NEW_YORK, "00:10", "00:30", "-overdue -overdue due overdue due"),
    ("the evening before a moment after midnight", "2026-08-31T03:50", NEW_YORK, NEW_YORK, "00:10", "00:30", "due due upcoming upcoming upcoming"),
    ("it goes on past the reader's midnight", "2026-08-31T23:30", LONDON, NEW_YORK, "18:30", "19:45", "-overdue -overdue due due due"),
    ("it goes on past midnight there", "2026-09-01T04:10", NEW_YORK, NEW_YORK, "22:30", "00:15", "-overdue -overdue -overdue due due"),
    ("the day before yesterday", "2026-09-02T16:00", NEW_YORK, NEW_YORK, "", "", "-overdue -overdue -overdue overdue overdue"),
]  # fmt: skip


@pytest.mark.parametrize(("now", "here", "there", "start", "time", "statuses"), **named(STATES))
def test_a_moment_is_judged_by_the_moment_it_is_now(run, now, here, there, start, time, statuses):
    body = """
    const { plan } = await load('dates/past'), { office, post } = await load('dates/calendar');
    const given = { ...data.told, closed: new Set(), office: office(), post: post() };
    return plan(data.steps, given).map(({ status, gone }) => (gone ? `-${status}` : status)).join(' ');
    """
    told = as_json(interview(date(2026, 8, 31), None, there, "none", now=datetime.fromisoformat(now), zone_here=here))
    assert run(body, {"steps": list(map(stated, STEPS)), "told": told | {"start": start, "time": time}}) == statuses


def test_thanks_count_from_an_end_past_midnight_and_all_else_from_the_day(visit):
    stored = json.dumps(state(kept("Acme", start="22:30", time="00:15")))
    page = visit(before=lambda page: page.add_init_script(keeping(stored)))
    expect(step(page, "thank-you-email")).to_have_attribute("data-latest", "2026-09-02T04:15:00Z")
    has_days(step(page, "contacts"), MONDAY, MONDAY, MONDAY)
    has_days(step(page, "thank-you-card"), MONDAY, "2026-09-01", "2026-09-01")
    has_days(step(page, "check-in"), "2026-09-07", "2026-09-08", "2026-09-14")
    expect(reading.time(page)).to_have_accessible_description("It ends past midnight, on Tuesday, September 1.")


def test_what_it_is_too_late_for_is_not_asked_for(visit):
    page = visit(now="2026-09-02T16:00:00Z")
    reading.enter(page)
    news = plan(page).get_by_role("status")
    expect(news).to_contain_text("First: Thank each of them by email, by Tue, Sep 1. It is overdue: do it now.")
    expect(news).to_contain_text("What is past its time, you may let go.")
    contacts = step(page, "contacts")
    expect(contacts).to_have_attribute("data-status", "overdue")
    expect(contacts.locator("[data-part=status]")).to_have_text("Its time has passed")
    for name in ("thank-you-email", "thank-you-card", "check-in", "second-check-in"):
        reading.tick(page, name).check()
    expect(news).to_have_text("What is left here is past its time, and you may let it go.")
    reading.tick(page, "contacts").check()
    expect(news).to_have_text("Well done. Every step is taken; now let it rest.")


def test_an_end_that_is_a_slip_is_told_and_the_plan_goes_by_the_day(visit):
    stored = json.dumps(state(kept("Acme", start="15:00")))
    page = visit(before=lambda page: page.add_init_script(keeping(stored)))
    end = reading.time(page)
    end.fill("03:30")
    end.blur()
    expect(end).to_have_attribute("aria-invalid", "true")
    expect(end).to_have_accessible_description(re.compile("more than 12 hours. Check when it begins and ends."))
    expect(step(page, "thank-you-email")).to_have_attribute("data-latest", "2026-09-01")
    end.fill("15:30")
    expect(end).not_to_have_attribute("aria-invalid", "true")
    expect(step(page, "thank-you-email")).to_have_attribute("data-latest", "2026-09-01T19:30:00Z")


def test_a_stored_end_that_is_a_slip_is_told_and_not_counted_from(visit):
    stored = json.dumps(state(kept("Acme", start="15:00", time="03:30")))
    page = visit(before=lambda page: page.add_init_script(keeping(stored)))
    has_days(step(page, "thank-you-email"), MONDAY, "2026-09-01", "2026-09-01")
    expect(reading.time(page)).to_have_attribute("aria-invalid", "true")
