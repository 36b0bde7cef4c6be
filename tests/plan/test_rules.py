"""The rules by name, each with a day that anyone can check on a calendar."""
# ruff: noqa: E501 (a row of a table is one line)

from datetime import date, time

import pytest

from tests.plan import site
from tests.plan.cases import COMPUTE, STEPS, as_json, interview, planned, stated

# what is told, the interview's day, the email's end and deadline in UTC
EMAILS = [
    ("24 hours are counted over the spring change", "2026-03-07 15:00", "2026-03-07T20:00:00Z", "2026-03-08T20:00:00Z"),
    ("and over the autumn change", "2026-10-31 15:00", "2026-10-31T19:00:00Z", "2026-11-01T19:00:00Z"),
    ("a weekend does not move it", "2026-09-11 15:00", "2026-09-11T19:00:00Z", "2026-09-12T19:00:00Z"),
    ("nor does a holiday", "2026-09-06 15:00", "2026-09-06T19:00:00Z", "2026-09-07T19:00:00Z"),
    ("without a time it is the next day", "2026-12-31", "2026-12-31", "2027-01-01"),
    ("29 February is a day", "2028-02-28", "2028-02-28", "2028-02-29"),
]

# what is told, region, the interview's day and end, the last collection; the day to post, why it moved
CARDS = [
    ("the next day has a collection", "US", "2026-08-31 15:00", "", "2026-09-01", None),
    ("also after the last collection", "US", "2026-08-31 18:00", "", "2026-09-01", None),
    ("and on a Saturday", "US", "2026-09-11 18:00", "", "2026-09-12", None),
    ("no post on Sunday, so on the day itself", "US", "2026-09-12 15:00", "", "2026-09-12", "no-post"),
    ("a minute before the last collection", "US", "2026-09-12 16:59", "", "2026-09-12", "no-post"),
    ("exactly at the last collection is missed", "US", "2026-09-12 17:00", "", "2026-09-14", "no-post"),
    ("the reader's own last collection", "US", "2026-09-12 15:00", "12:00", "2026-09-14", "no-post"),
    ("a later one", "US", "2026-09-12 17:30", "18:00", "2026-09-12", "no-post"),
    ("without a time the day itself will do", "US", "2026-09-12", "", "2026-09-12", "no-post"),
    ("an interview on Sunday", "US", "2026-09-13 15:00", "", "2026-09-14", None),
    ("missed before a long weekend", "US", "2026-09-05 18:00", "", "2026-09-08", "no-post"),
    ("a Sunday before a holiday", "US", "2026-09-06 15:00", "", "2026-09-08", "no-post"),
    ("US: Friday's observed holiday has post", "US", "2026-07-02 15:00", "", "2026-07-03", None),
    ("US: Saturday's holiday has none", "US", "2026-07-03 15:00", "", "2026-07-03", "no-post"),
    ("US: missed before Saturday's holiday", "US", "2026-07-03 18:00", "", "2026-07-06", "no-post"),
    ("US: nor has the Monday after Sunday's", "US", "2027-07-03 18:00", "", "2027-07-06", "no-post"),
    ("US: a state's holiday has post", "US-CA", "2026-03-30 15:00", "", "2026-03-31", None),
    ("GB: Scotland's own holiday has post", "GB-SCT", "2026-08-02 15:00", "", "2026-08-03", None),
    ("GB: England's has none, in Scotland too", "GB-SCT", "2026-08-30 15:00", "", "2026-09-01", "no-post"),
    ("GB: Saturdays have post", "GB-ENG", "2026-09-11 18:00", "", "2026-09-12", None),
    ("CA: Saturdays have none", "CA", "2026-09-11 18:00", "", "2026-09-14", "no-post"),
    ("CA: a federal holiday has none", "CA-QC", "2026-09-29 15:00", "", "2026-09-29", "no-post"),
    ("DE: Saturday's holiday has none", "DE", "2026-10-02 15:00", "", "2026-10-02", "no-post"),
    ("DE: a state's own holiday has post", "DE-BY", "2026-06-03 15:00", "", "2026-06-04", None),
    ("IE: Saturdays have none", "IE", "2026-09-11 18:00", "", "2026-09-14", "no-post"),
    ("AU: nor a state's own holiday", "AU-VIC", "2026-11-02 15:00", "", "2026-11-02", "no-post"),
    ("FR: elsewhere Saturdays have post", "FR", "2026-09-11 18:00", "", "2026-09-12", None),
    ("FR: but not on a holiday", "FR", "2026-08-14 18:00", "", "2026-08-17", "no-post"),
    ("SA: no post at a weekend of Friday and Saturday", "SA", "2026-09-10 18:00", "", "2026-09-13", "no-post"),
    ("IL: the same", "IL", "2026-09-03 15:00", "", "2026-09-03", "no-post"),
    ("CN: a Sunday that is worked has post", "CN", "2026-01-03 18:00", "", "2026-01-04", None),
    ("no region: Saturdays have post", "none", "2026-09-11 18:00", "", "2026-09-12", None),
    ("New Year", "US", "2026-12-31 15:00", "", "2026-12-31", "no-post"),
    ("missed before New Year", "US", "2026-12-31 18:00", "", "2027-01-02", "no-post"),
    ("29 February", "US", "2028-02-28 18:00", "", "2028-02-29", None),
    ("a year outside the tables has no holidays", "US", "2012-09-02 18:00", "", "2012-09-03", None),
    ("but Sundays", "US", "2012-09-01 18:00", "", "2012-09-03", "no-post"),
]

# what is told, region, the interview's day, the decision; the window, why it moved; the second check-in's
CHECK_INS = [
    ("a week later", "US", "2026-08-03", "", "2026-08-10 2026-08-10 2026-08-17", None, "2026-08-17"),
    ("on to the day after a holiday", "US", "2026-08-31", "", "2026-09-07 2026-09-08 2026-09-14", "holiday", "2026-09-15"),
    ("on to Monday", "US", "2026-09-05", "", "2026-09-12 2026-09-14 2026-09-18", "weekend", "2026-09-21"),
    ("back from a weekend at its end", "US", "2026-08-08", "", "2026-08-15 2026-08-17 2026-08-21", "weekend", "2026-08-24"),
    ("New Year", "US", "2026-12-25", "", "2027-01-01 2027-01-04 2027-01-08", "holiday", "2027-01-11"),
    ("29 February", "US", "2028-02-22", "", "2028-02-29 2028-02-29 2028-03-07", None, "2028-03-07"),
    ("a weekend of Friday and Saturday", "SA", "2026-08-28", "", "2026-09-04 2026-09-06 2026-09-10", "weekend", "2026-09-13"),
    ("its Sunday is a working day", "SA", "2026-08-30", "", "2026-09-06 2026-09-06 2026-09-13", None, "2026-09-13"),
    ("a Saturday worked for a bridge", "CN", "2026-02-07", "", "2026-02-14 2026-02-14 2026-02-14", None, "2026-02-24"),
    ("no working day in the window", "CN", "2025-09-24", "", "2025-10-01 2025-10-09 2025-10-09", "holiday", "2025-10-16"),
    ("Saturday's holiday is kept on Friday", "US", "2026-06-26", "", "2026-07-03 2026-07-06 2026-07-10", "holiday", "2026-07-13"),
    ("no table for that year", "US", "2012-08-27", "", "2012-09-03 2012-09-03 2012-09-10", None, "2012-09-10"),
    ("a decision long before", "US", "2026-08-31", "2026-09-03", "2026-09-07 2026-09-08 2026-09-14", "holiday", "2026-09-15"),
    ("a decision on the day of the interview", "US", "2026-08-03", "2026-08-03", "2026-08-10 2026-08-10 2026-08-17", None, "2026-08-17"),
    ("a decision on the day before the floor", "US", "2026-08-03", "2026-08-09", "2026-08-10 2026-08-10 2026-08-17", None, "2026-08-17"),
    ("a decision on the floor", "US", "2026-08-03", "2026-08-10", "2026-08-10 2026-08-11 2026-08-17", "decision", "2026-08-18"),
    ("the day after it is a holiday", "US", "2026-08-31", "2026-09-04", "2026-09-07 2026-09-08 2026-09-14", "decision", "2026-09-15"),
    ("a decision on Friday", "US", "2026-08-03", "2026-08-14", "2026-08-10 2026-08-17 2026-08-17", "decision", "2026-08-24"),
    ("on the last day the window moves", "US", "2026-08-03", "2026-08-17", "2026-08-18 2026-08-18 2026-08-25", "decision", "2026-08-25"),
    ("a month later", "US", "2026-08-31", "2026-10-09", "2026-10-13 2026-10-13 2026-10-20", "decision", "2026-10-20"),
    ("a moved window ends on a business day", "US", "2026-08-03", "2026-08-30", "2026-08-31 2026-08-31 2026-09-04", "decision", "2026-09-08"),
    ("a decision before the interview does not count", "US", "2026-08-03", "2026-08-02", "2026-08-10 2026-08-10 2026-08-17", None, "2026-08-17"),
]  # fmt: skip

# what is told, what the reader did; the first check-in's ends, the second's
MONDAY = "2026-08-03"
BY_HAND = [
    ("within the window it stays", {"shifts": {"check-in": "2026-08-12"}}, "2026-08-10 2026-08-12 2026-08-17", "2026-08-19 2026-08-19 2026-08-26"),
    ("a weekend is the reader's choice", {"shifts": {"check-in": "2026-08-15"}}, "2026-08-10 2026-08-15 2026-08-17", "2026-08-22 2026-08-24 2026-08-28"),
    ("later, it stretches", {"shifts": {"check-in": "2026-08-20"}}, "2026-08-10 2026-08-20 2026-08-20", "2026-08-27 2026-08-27 2026-09-03"),
    ("earlier, it stretches too", {"shifts": {"check-in": "2026-08-07"}}, "2026-08-07 2026-08-07 2026-08-17", "2026-08-14 2026-08-14 2026-08-21"),
    ("a tick counts before it", {"shifts": {"check-in": "2026-08-20"}, "ticks": {"check-in": "2026-08-11"}}, "2026-08-10 2026-08-20 2026-08-20", "2026-08-18 2026-08-18 2026-08-25"),
    ("it beats a decision", {"shifts": {"check-in": "2026-08-11"}, "decision": "2026-08-20"}, "2026-08-11 2026-08-11 2026-08-28", "2026-08-18 2026-08-18 2026-08-25"),
    ("the second by itself", {"shifts": {"second-check-in": "2026-08-19"}}, "2026-08-10 2026-08-10 2026-08-17", "2026-08-17 2026-08-19 2026-08-24"),
    ("the card's does not touch them", {"shifts": {"thank-you-card": "2026-08-09"}}, "2026-08-10 2026-08-10 2026-08-17", "2026-08-17 2026-08-17 2026-08-24"),
]  # fmt: skip


def case(region, when, collection="", decision="", **more):
    day, _, clock = when.partition(" ")
    return interview(
        date.fromisoformat(day),
        time.fromisoformat(clock) if clock else None,
        region=region,
        collection=time.fromisoformat(collection) if collection else None,
        decision=date.fromisoformat(decision) if decision else None,
        **more,
    )


def named(rows):
    return {"argvalues": [row[1:] for row in rows], "ids": [row[0] for row in rows]}


@pytest.mark.parametrize(("when", "end", "deadline"), **named(EMAILS))
def test_the_email_is_due_24_hours_after_the_end(run, when, end, deadline):
    (plan,) = planned(run, [case("US", when)])
    assert plan["thank-you-email"][:3] == (end, deadline, deadline)
    assert plan["thank-you-email"][4] is None


@pytest.mark.parametrize(("region", "when", "collection", "posted", "moved"), **named(CARDS))
def test_the_card_goes_with_a_collection(run, region, when, collection, posted, moved):
    (plan,) = planned(run, [case(region, when, collection)])
    assert plan["thank-you-card"][:3] == (when[:10], posted, posted)
    assert plan["thank-you-card"][4] == moved


@pytest.mark.parametrize(("region", "day", "decision", "ends", "moved", "second"), **named(CHECK_INS))
def test_the_check_ins_wait(run, region, day, decision, ends, moved, second):
    (plan,) = planned(run, [case(region, day, decision=decision)])
    assert (*plan["check-in"][:3], plan["check-in"][4]) == (*ends.split(), moved)
    assert plan["second-check-in"][1] == second


@pytest.mark.parametrize(("did", "first", "second"), **named(BY_HAND))
def test_a_day_moved_by_hand_is_suggested_and_counted_from(run, did, first, second):
    days = {
        kind: {step: date.fromisoformat(day) for step, day in did.get(kind, {}).items()} for kind in ("shifts", "ticks")
    }
    (plan,) = planned(run, [case("US", MONDAY, decision=did.get("decision", ""), **days)])
    assert plan["check-in"][:3] == tuple(first.split())
    assert plan["second-check-in"][:3] == tuple(second.split())
    assert [plan[step][4] for step in days["shifts"]] == [None]


def test_a_moment_moved_by_hand_becomes_a_day_and_keeps_its_deadline(run):
    moved = case("US", "2026-09-12 15:00", shifts={"thank-you-email": date(2026, 9, 13)})
    later = case("US", "2026-09-12 15:00", shifts={"thank-you-email": date(2026, 9, 14)})
    one, other = (plan["thank-you-email"][:3] for plan in planned(run, [moved, later]))
    assert one == ("2026-09-12T19:00:00Z", "2026-09-13", "2026-09-13T19:00:00Z")
    assert other == ("2026-09-12T19:00:00Z", "2026-09-14", "2026-09-14")


def test_an_interview_of_several_days_ends_on_its_last(run):
    (plan,) = planned(run, [case("US", "2026-09-09 15:00", until=date(2026, 9, 11))])
    assert plan["contacts"][1] == "2026-09-11"
    assert plan["thank-you-email"][2] == "2026-09-12T19:00:00Z"
    assert plan["thank-you-card"][:2] == ("2026-09-11", "2026-09-12")
    assert plan["check-in"][:3] == ("2026-09-18", "2026-09-18", "2026-09-25")


BEFORE = [
    ("-P3D/-P3D", "day", "2026-09-06"),
    ("-PT10M/-PT10M", "start", "2026-09-09T12:50:00Z"),
    ("P0D/P0D", "day", "2026-09-11"),
    ("PT0H/PT24H", "end", "2026-09-12T19:00:00Z"),
]


@pytest.mark.parametrize(("window", "anchor", "suggested"), BEFORE)
def test_what_comes_before_an_interview_of_several_days_counts_from_its_first(run, window, anchor, suggested):
    told = as_json(case("US", "2026-09-09 15:00", until=date(2026, 9, 11))) | {"start": "09:00"}
    step = {"id": "step", "via": "", "window": window, "from": anchor}
    assert run(COMPUTE, {"steps": [step], "cases": [told]})[0][0][1] == suggested


# a letter in the days before an interview, and one with more days; window, the interview's day; the day to post
LETTERS = [
    ("goes on the collection before", "-P3D/-P3D", "2026-09-09", "2026-09-05"),
    ("never after its window when it must be there", "-P2D/-P1D", "2026-09-08", "2026-09-05"),
    ("takes the last day of its window", "P1D/P5D", "2026-09-07", "2026-09-12"),
    ("or the last with a collection", "P1D/P6D", "2026-09-07", "2026-09-12"),
]


@pytest.mark.parametrize(("window", "day", "posted"), **named(LETTERS))
def test_any_letter_goes_with_a_collection(run, window, day, posted):
    step = {"id": "step", "via": "post", "window": window, "from": "day"}
    assert run(COMPUTE, {"steps": [step], "cases": [as_json(case("US", day))]})[0][0][1:3] == [posted, posted]


def test_what_began_after_the_last_collection_ended_after_it(run):
    told = [as_json(case("US", "2026-09-12")) | {"start": start} for start in ("17:00", "16:59")]
    card = next(step for step in STEPS if step["via"] == "post")
    assert [rows[0][1] for rows in run(COMPUTE, {"steps": [card], "cases": told})] == ["2026-09-14", "2026-09-12"]


WAITING = [
    ("email", "day", "P7D/P14D", True),
    ("email", "end", "P5B/P10B", True),
    ("email", "start", "P7D/P14D", True),
    ("email", "end", "PT0H/PT24H", False),
    ("email", "check-in", "P7D/P14D", False),
    ("email", "day", "P0B/P2B", False),
    ("email", "day", "P1D/P1D", False),
    ("email", "day", "-P7D/-P3D", False),
    ("post", "day", "P7D/P14D", False),
    ("", "day", "P7D/P14D", False),
]


@pytest.mark.parametrize(("via", "anchor", "window", "waits"), WAITING)
def test_only_an_email_that_waits_some_days_after_the_interview_minds_the_decision(run, via, anchor, window, waits):
    steps = [
        site.step("check-in", "Ask", "email", "P7D/P14D", "day", ""),
        site.step("step", "", via, window, anchor, ""),
    ]
    told = as_json(case("US", MONDAY, decision="2026-10-01"))
    ((_, found),) = run(COMPUTE, {"steps": list(map(stated, steps)), "cases": [told]})
    assert steps[1].waits == waits
    assert (found[4] == "decision") == waits


def test_a_step_that_is_not_needed_any_more_is_done_with(run):
    (plan,) = planned(run, [case("US", MONDAY, closed=("check-in", "second-check-in"))])
    assert [plan[step][3] for step in ("thank-you-email", "check-in", "second-check-in")] == ["due", "done", "done"]
