"""Random interviews, what the browser makes of them, and where that differs from the oracle."""

import os
import random
from datetime import UTC, date, datetime, time, timedelta

import holidays

from tests.plan import oracle
from tests.plan.site import PART_FIVE

ZONES = """
    America/New_York America/St_Johns America/Santiago Europe/London Europe/Berlin Africa/Cairo Asia/Kolkata
    Asia/Tokyo Australia/Sydney Australia/Lord_Howe Pacific/Auckland Pacific/Apia UTC
""".split()
OFTEN = """
    US US-CA GB-ENG GB-SCT GB-NIR DE-BY DE CA CA-QC IE AU AU-NSW AE SA IL CN HU MY-01 TW IR BN NP none
""".split()
# long ago their offices closed every other Saturday or by the moon; the tables take such days as worked
UNEVEN = {"TW", "TH"}


def stated(step):
    """A step as scripts read it from the markup."""
    return {
        "id": step.id,
        "via": step.via,
        "window": step.window.iso,
        "from": step.window.anchor,
        "waits": step.waits,
    }


STEPS = [stated(step) for step in PART_FIVE.steps]
COMPUTE = """
const { schedule } = await load('dates/schedule'), { office, post } = await load('dates/calendar');
const { utc } = await load('dates/zones');
const tables = {};
for (const { country } of data.cases) if (country !== 'none')
  tables[country] ??= await (await fetch(`/static/guidance/regions/${country}.json`)).json();
const written = (end) => (typeof end === 'number' ? utc(end) : end);
return data.cases.map(({ country, part, closed, ...interview }) =>
  schedule(data.steps, {
    ...interview, closed: new Set(closed), office: office(tables[country], part), post: post(tables[country], part),
  }).map((step) => [...[step.earliest, step.suggested, step.latest].map(written), step.status, step.moved ?? null]));
"""


def seed():
    """The SEED of the environment, else one of its own."""
    return int(os.environ.get("SEED") or random.SystemRandom().randrange(10**9))


def interview(day, at=None, zone="America/New_York", region="US", ticks=None, now=None, zone_here=None, **more):
    now = now or datetime.combine(day, time(23), UTC)
    return oracle.Interview(day, at, zone, region, ticks or {}, now, zone_here or zone, **more)


def as_json(interview):
    country, _, part = interview.region.partition("-")
    now = interview.now.replace(tzinfo=UTC)
    return {
        "country": country,
        "part": part,
        "day": interview.day.isoformat(),
        "until": interview.until.isoformat() if interview.until else "",
        "time": interview.time.strftime("%H:%M") if interview.time else "",
        "start": "",
        "zone": interview.zone,
        "decision": interview.decision.isoformat() if interview.decision else "",
        "collection": interview.collection.strftime("%H:%M") if interview.collection else "",
        "ticks": {step: day.isoformat() for step, day in interview.ticks.items()},
        "shifts": {step: day.isoformat() for step, day in interview.shifts.items()},
        "closed": list(interview.closed),
        "now": int(now.timestamp() * 1000),
        "today": now.astimezone(oracle.ZoneInfo(interview.zone_here)).date().isoformat(),
        "zoneHere": interview.zone_here,
    }


def planned(run, interviews):
    """The browser's answers, in the oracle's form."""
    rows = run(COMPUTE, {"steps": STEPS, "cases": [as_json(one) for one in interviews]})
    ids = [step["id"] for step in STEPS]
    return [dict(zip(ids, map(tuple, row), strict=True)) for row in rows]


def expected(interview):
    return {
        step: (*(oracle.written(value) for value in row[:3]), *row[3:]) for step, row in oracle.plan(interview).items()
    }


def mismatches(run, interviews):
    """(interview, step, the browser's answer, the oracle's) where the two differ."""
    return [
        (case, step, got[step], right)
        for case, got in zip(interviews, planned(run, interviews), strict=True)
        for step, right in expected(case).items()
        if got[step] != right
    ]


def regions():
    offered = holidays.list_supported_countries(include_aliases=False)
    return [f"{country}-{part}" if part else country for country, parts in offered.items() for part in ["", *parts]]


def batches(seed, count, size=2_500):
    """`count` random interviews in lists of `size`, each with regions of its own."""
    chance = random.Random(seed)
    every = regions()
    while count > 0:
        chosen = OFTEN + chance.sample(every, 60)  # many cases a region: the oracle's calendars take their time
        yield [_random(chance, chosen) for _ in range(min(size, count))]
        count -= size


def _random(chance, regions):
    def maybe(share, make):
        return make() if chance.random() < share else None

    def near(least, most):
        return day + timedelta(chance.randrange(least, most))

    first, days = (date(2024, 1, 1), 2556) if chance.random() < 0.9 else (date(1900, 1, 1), 109_500)
    day = first + timedelta(chance.randrange(days))
    region = chance.choice(regions)
    if day.year < 2001 and region[:2] in UNEVEN:
        region = "none"
    has_clock = 1975 < day.year < 2037 and chance.random() < 0.75
    return interview(
        day,
        time(chance.randrange(24), chance.choice([0, 0, 15, 30, 59])) if has_clock else None,
        chance.choice(ZONES),
        region,
        {step["id"]: near(-1, 25) for step in STEPS if chance.random() < 0.1},
        datetime.combine(day, time(), UTC) + timedelta(minutes=chance.randrange(-4 * 1440, 45 * 1440)),
        chance.choice(ZONES),
        until=maybe(0.15, lambda: near(1, 5)),
        decision=maybe(0.4, lambda: near(-3, 40)),
        collection=maybe(0.5, lambda: time(chance.randrange(6, 23), chance.choice([0, 15, 30]))),
        shifts={step["id"]: near(-5, 40) for step in STEPS if chance.random() < 0.08},
        closed=tuple(step["id"] for step in STEPS[3:] if chance.random() < 0.04),
    )
