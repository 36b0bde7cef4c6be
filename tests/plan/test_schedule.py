"""The plan, computed in the browser, against the oracle and against the rules' own examples."""

from datetime import date, datetime, time

import pytest

from tests.plan import cases
from tests.plan.cases import COMPUTE, as_json, interview, planned

SEED = cases.seed()


def test_random_plans_agree_with_the_oracle(run):
    print(f"SEED={SEED}")
    wrong = [mismatch for batch in cases.batches(SEED, 2_500) for mismatch in cases.mismatches(run, batch)]
    assert wrong[:3] == [], f"{len(wrong)} differ; SEED={SEED}"


def test_the_first_example_has_labor_day_in_it(run):
    (plan,) = planned(run, [interview(date(2026, 8, 31), time(15))])
    assert plan["thank-you-email"][2] == "2026-09-01T19:00:00Z"
    assert plan["thank-you-card"][1:3] == ("2026-09-01", "2026-09-01")
    assert plan["check-in"][:3] + plan["check-in"][4:] == ("2026-09-07", "2026-09-08", "2026-09-14", "holiday")
    assert plan["second-check-in"][:3] == ("2026-09-15", "2026-09-15", "2026-09-22")


def test_outside_the_tables_weekends_alone_count(run):
    (plan,) = planned(run, [interview(date(2012, 8, 27))])
    assert plan["check-in"][:3] == ("2012-09-03", "2012-09-03", "2012-09-10"), "Labor Day of 2012 is in no table"
    (plan,) = planned(run, [interview(date(2012, 8, 31))])
    assert plan["check-in"][:3] == ("2012-09-07", "2012-09-07", "2012-09-14")


MONDAY = "2026-08-31"
WINDOWS = [
    # window, from, via, day, time, start, region -> earliest, suggested, latest
    ("-P3D/-P3D", "day", "", MONDAY, "", "", "US", "2026-08-28 2026-08-28 2026-08-28"),
    ("-P10D/-P3D", "day", "", MONDAY, "", "", "US", "2026-08-21 2026-08-21 2026-08-28"),
    (
        "-PT10M/-PT10M",
        "start",
        "",
        MONDAY,
        "",
        "14:00",
        "US",
        "2026-08-31T17:50:00Z 2026-08-31T17:50:00Z 2026-08-31T17:50:00Z",
    ),
    ("-PT10M/-PT10M", "start", "", MONDAY, "15:00", "", "US", "2026-08-31 2026-08-31 2026-08-31"),
    (
        "-PT26H/-PT2H",
        "start",
        "",
        MONDAY,
        "",
        "14:00",
        "US",
        "2026-08-30T16:00:00Z 2026-08-31T16:00:00Z 2026-08-31T16:00:00Z",
    ),
    ("-PT26H/-PT2H", "start", "", MONDAY, "", "", "US", "2026-08-30 2026-08-31 2026-08-31"),
    (
        "PT0H/PT5H",
        "end",
        "email",
        MONDAY,
        "15:00",
        "",
        "US",
        "2026-08-31T19:00:00Z 2026-09-01T00:00:00Z 2026-09-01T00:00:00Z",
    ),
    ("PT0H/PT48H", "end", "email", MONDAY, "", "", "US", "2026-08-31 2026-09-02 2026-09-02"),
    ("PT0H/PT48H", "end", "post", MONDAY, "15:00", "", "US", "2026-08-31 2026-09-02 2026-09-02"),
    (
        "PT0M/PT30M",
        "end",
        "email",
        MONDAY,
        "15:00",
        "",
        "US",
        "2026-08-31T19:00:00Z 2026-08-31T19:30:00Z 2026-08-31T19:30:00Z",
    ),
    ("P0B/P2B", "day", "email", "2026-09-04", "", "", "US", "2026-09-04 2026-09-04 2026-09-09"),
    ("P0B/P2B", "day", "", "2026-09-05", "", "", "none", "2026-09-05 2026-09-05 2026-09-08"),
    ("P1B/P1B", "day", "", "2026-09-05", "", "", "none", "2026-09-07 2026-09-07 2026-09-07"),
    ("P5B/P5B", "day", "", "2026-09-05", "", "", "none", "2026-09-11 2026-09-11 2026-09-11"),
    ("-P2B/-P1B", "day", "", "2026-09-08", "", "", "US", "2026-09-03 2026-09-03 2026-09-04"),
    ("P7D/P14D", "day", "", MONDAY, "", "", "US", "2026-09-07 2026-09-07 2026-09-14"),
    ("P1D/P1D", "day", "email", "2026-09-04", "", "", "US", "2026-09-05 2026-09-08 2026-09-08"),
    ("-P1D/-P1D", "day", "email", "2026-09-08", "", "", "US", "2026-09-07 2026-09-04 2026-09-04"),
    ("P7D/P14D", "day", "email", "2025-09-27", "", "", "CN", "2025-10-04 2025-10-09 2025-10-11"),
]


@pytest.mark.parametrize(("window", "anchor", "via", "day", "at", "start", "region", "ends"), WINDOWS)
def test_a_window_counts_from_its_anchor(run, window, anchor, via, day, at, start, region, ends):
    case = as_json(interview(date.fromisoformat(day), region=region)) | {"time": at, "start": start}
    step = {"id": "step", "via": via, "window": window, "from": anchor}
    assert run(COMPUTE, {"steps": [step], "cases": [case]})[0][0][:3] == ends.split()


STEP_CHAINS = [
    ({}, ["2026-09-01T19:00:00Z", "2026-09-04", "2026-09-11"]),
    ({"email": "2026-08-31"}, ["2026-09-01T19:00:00Z", "2026-09-03", "2026-09-10"]),
    ({"wait": "2026-09-20"}, ["2026-09-01T19:00:00Z", "2026-09-04", "2026-09-27"]),
]


@pytest.mark.parametrize(("ticks", "suggested"), STEP_CHAINS)
def test_a_step_counts_from_another_or_from_the_day_that_one_was_ticked(run, ticks, suggested):
    case = as_json(interview(date(2026, 8, 31), time(15))) | {"ticks": ticks}
    steps = [
        {"id": "email", "via": "email", "window": "PT0H/PT24H", "from": "end"},
        {"id": "wait", "via": "", "window": "P3D/P3D", "from": "email"},
        {"id": "again", "via": "", "window": "P7D/P7D", "from": "wait"},
    ]
    assert [row[1] for row in run(COMPUTE, {"steps": steps, "cases": [case]})[0]] == suggested
    assert [row[1] for row in run(COMPUTE, {"steps": steps[::-1], "cases": [case]})[0]] == suggested[::-1]


STATUSES = [
    ("2026-08-30T12:00", {}, ["upcoming", "upcoming", "upcoming", "upcoming", "upcoming"]),
    ("2026-08-31T12:00", {}, ["due", "due", "due", "upcoming", "upcoming"]),
    ("2026-09-01T18:59", {}, ["overdue", "due", "due", "upcoming", "upcoming"]),
    ("2026-09-01T19:00", {}, ["overdue", "overdue", "due", "upcoming", "upcoming"]),
    ("2026-09-02T03:59", {}, ["overdue", "overdue", "due", "upcoming", "upcoming"]),
    ("2026-09-02T04:00", {}, ["overdue", "overdue", "overdue", "upcoming", "upcoming"]),
    ("2026-09-07T12:00", {}, ["overdue", "overdue", "overdue", "upcoming", "upcoming"]),
    ("2026-09-15T03:59", {}, ["overdue", "overdue", "overdue", "due", "upcoming"]),
    ("2026-09-15T04:00", {"contacts": "2026-08-31"}, ["done", "overdue", "overdue", "overdue", "due"]),
]


@pytest.mark.parametrize(("now", "ticks", "statuses"), STATUSES)
def test_a_step_is_due_through_its_last_day_on_the_readers_calendar(run, now, ticks, statuses):
    ticked = {step: date.fromisoformat(day) for step, day in ticks.items()}
    case = interview(date(2026, 8, 31), time(15), ticks=ticked, now=datetime.fromisoformat(now))
    assert [row[3] for row in planned(run, [case])[0].values()] == statuses
