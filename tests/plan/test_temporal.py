"""Days and clocks against the browser's own Temporal, where it has one."""

import random
from datetime import date, timedelta

import pytest

from tests.plan import cases

SEED = cases.seed()
CASES = 2_000
FIRST, LAST = date(1900, 1, 1), date(2200, 12, 31)
DAYS = """
const { addDays, daysBetween, weekday } = await load('dates/days');
return data.filter(([day, count]) => {
  const from = Temporal.PlainDate.from(day), to = from.add({ days: count });
  return addDays(day, count) !== `${to}` || daysBetween(day, `${to}`) !== count || weekday(day) !== from.dayOfWeek % 7;
});
"""
CLOCKS = """
const { toInstant, wallTime } = await load('dates/zones');
const zones = Intl.supportedValuesOf('timeZone');
const cases = data.map(([day, time, chance]) => [day, time, zones[Math.trunc(chance * zones.length)]]);
return cases.filter(([day, time, zone]) => {
  const { instant } = toInstant(day, time, zone);
  const there = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone, { disambiguation: 'compatible' });
  const later = there.add({ hours: 24 });
  const wall = wallTime(later.epochMilliseconds, zone);
  const [then, clock] = [`${later.toPlainDate()}`, later.toPlainTime().toString({ smallestUnit: 'minute' })];
  return instant !== there.epochMilliseconds || wall.day !== then || wall.time !== clock;
});
"""


@pytest.fixture
def temporal(run):
    """Runs a comparison over random days; gives what differs."""
    if not run("return 'Temporal' in globalThis"):
        pytest.skip("this browser has no Temporal to compare with; zoneinfo does the same in test_zones.py")
    chance = random.Random(SEED)

    def any_day():
        return FIRST + timedelta(chance.randrange((LAST - FIRST).days))

    return lambda body, case: run(body, [case(chance, any_day()) for _ in range(CASES)])


def test_days_are_counted_as_temporal_counts_them(temporal):
    assert temporal(DAYS, lambda chance, day: [f"{day}", chance.randrange(-800, 800)]) == [], f"SEED={SEED}"


def test_clocks_are_read_as_temporal_reads_them_in_any_zone(temporal):
    def case(chance, day):
        return [f"{day}", f"{chance.randrange(24):02}:{chance.randrange(60):02}", chance.random()]

    assert temporal(CLOCKS, case) == [], f"SEED={SEED}"
