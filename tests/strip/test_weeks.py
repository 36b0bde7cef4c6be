"""The rows of the strip, for plans of every shape: each day of each window is under exactly one bar."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

INTERVIEW = date(2026, 8, 31)
MOST = 10
LAYOUT = """
const { layout } = await load('dates/weeks');
return data.map(({ dated, ...rest }) => layout(dated, { zone: 'America/New_York', ...rest }));
"""
MORNING = 15 * 3_600_000  # of UTC: 11:00 in New York


def instant(day):
    return (day - date(1970, 1, 1)).days * 86_400_000 + MORNING


def step(name, earliest, suggested, latest, instants=()):
    """A dated step, its ends as days from the interview."""
    ends = {"earliest": earliest, "suggested": suggested, "latest": latest}
    days = {end: INTERVIEW + timedelta(count) for end, count in ends.items()}
    return {"id": name} | {end: instant(day) if end in instants else day.isoformat() for end, day in days.items()}


def span(case):
    """The days of a step's window as counts from the interview, with the suggested day wherever it lies."""
    first, best, last = ((day(case[end]) - INTERVIEW).days for end in ("earliest", "suggested", "latest"))
    return range(min(first, best), max(last, best) + 1)


def day(end):
    return date.fromisoformat(end) if isinstance(end, str) else datetime.fromtimestamp(end // 1000, UTC).date()


def plan(chance):
    """A plan of steps before and after the interview, of a day or of weeks, at the width that a plan may have."""
    width = chance.choice([3, 20, 60, 400])
    steps = []
    for number in range(chance.randrange(7)):
        first, last = sorted(chance.randrange(-width, width) for _ in range(2))
        best = chance.randrange(first, last + 1) if chance.random() < 0.9 else chance.randrange(-width, width)
        ends = chance.sample(["earliest", "suggested", "latest"], chance.randrange(4))
        steps.append(step(f"step-{number}", first, best, last, ends))
    return {"dated": steps, "interviewDay": INTERVIEW.isoformat(), "firstDay": chance.randrange(7)}


@pytest.fixture(scope="module")
def plans(run):
    seed = random.SystemRandom().randrange(10**9)
    print(f"SEED={seed}")
    chance = random.Random(seed)
    cases = [plan(chance) for _ in range(600)]
    return list(zip(cases, run(LAYOUT, cases), strict=True))


def shown(rows):
    """Every shown day's count from the interview, in order."""
    return [(date.fromisoformat(day) - INTERVIEW).days for row in rows for day in row["days"]]


def covered(rows, name):
    """The days under the bars of a step, one for each bar that covers it."""
    for row in rows:
        first = (date.fromisoformat(row["days"][0]) - INTERVIEW).days
        for bar in row["bars"]:
            if bar["id"] == name:
                yield from range(first + bar["first"], first + bar["last"] + 1)


def test_each_day_of_each_window_is_under_exactly_one_bar_and_no_other_day_is(plans):
    for case, rows in plans:
        days = set(shown(rows))
        for one in case["dated"]:
            assert sorted(covered(rows, one["id"])) == [day for day in span(one) if day in days], case


def test_no_two_bars_or_labels_share_a_place_in_a_lane(plans):
    for case, rows in plans:
        for row in rows:
            places = [(bar["lane"], column) for bar in row["bars"] for column in range(*between(bar["taken"]))]
            assert len(places) == len(set(places)), case
            assert {bar["lane"] for bar in row["bars"]} == set(range(len(row["lanes"])))


def between(ends):
    return ends[0], ends[1] + 1


def test_a_row_is_a_week_of_the_reader_and_holds_only_the_bars_that_touch_it(plans):
    for case, rows in plans:
        for row in rows:
            days = [date.fromisoformat(day) for day in row["days"]]
            assert days == [days[0] + timedelta(count) for count in range(7)]
            assert days[0].isoweekday() % 7 == case["firstDay"]
            for bar in row["bars"]:
                assert 0 <= bar["first"] <= bar["last"] <= 6
                assert bar["taken"][0] <= bar["first"] and bar["last"] <= bar["taken"][1]


def test_each_window_begins_once_ends_once_and_has_one_dot(plans):
    for case, rows in plans:
        for one in case["dated"]:
            bars = [bar for row in rows for bar in row["bars"] if bar["id"] == one["id"]]
            assert [bar["begins"] for bar in bars] == [True] + [False] * (len(bars) - 1)
            assert [bar["ends"] for bar in bars] == [False] * (len(bars) - 1) + [True]
            assert sum(0 <= bar["best"] <= 6 for bar in bars) == 1


def test_weeks_are_left_out_only_of_long_plans_and_only_where_nothing_begins_or_ends(plans):
    for case, rows in plans:
        days = shown(rows)
        weeks = (days[-1] - days[0] + 1) // 7
        marked = {0, *(end for one in case["dated"] for end in (span(one)[0], span(one)[-1]))}
        assert marked <= set(days), case
        assert sum(row["left"] for row in rows) + len(rows) == weeks
        assert weeks > MOST or not any(row["left"] for row in rows)
        assert len(rows) <= max(MOST, 3 * len(case["dated"]) + 1)


def test_a_long_wait_for_a_decision_leaves_the_empty_weeks_out(run):
    dated = [step("thanks", 0, 1, 1), step("check-in", 120, 121, 127)]
    [rows] = run(LAYOUT, [{"dated": dated, "interviewDay": "2026-08-31", "firstDay": 1}])
    assert [(row["days"][0], row["left"]) for row in rows] == [
        ("2026-08-31", 0),
        ("2026-12-28", 16),
        ("2027-01-04", 0),
    ]


def test_an_interview_alone_has_its_week(run):
    [rows] = run(LAYOUT, [{"dated": [], "interviewDay": "2026-08-31", "firstDay": 0}])
    assert [row["days"][0] for row in rows] == ["2026-08-30"]


WEEK_STARTS = {"en-US": 0, "en-GB": 1, "de": 1, "ar-EG": 6, "en-IN": 0, "en": 0, "pt-BR": 0, "fr": 1}


@pytest.mark.parametrize("locale", WEEK_STARTS)
def test_a_week_begins_as_the_readers_region_has_it(run, locale):
    assert run("return (await load('dates/weeks')).weekStart(new Intl.Locale(data))", locale) == WEEK_STARTS[locale]


def test_the_table_for_older_browsers_says_nothing_that_the_browser_denies(run):
    regions = [first + second for first in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    pairs = run(
        """const { weekStart } = await load('dates/weeks');
        return data.map((region) => {
          const locale = new Intl.Locale(`en-${region}`);
          return [region, weekStart({ maximize: () => ({ region }) }), weekStart(locale)];
        })""",
        regions,
    )
    assert [pair for pair in pairs if pair[1] not in (1, pair[2])] == []
    own = {region: fallback for region, fallback, _ in pairs}
    assert (own["US"], own["GB"], own["EG"], own["ZZ"]) == (0, 1, 6, 1)
