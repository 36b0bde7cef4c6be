"""What the calculator must answer, worked out again in Python from the rules' own words.

Days by `datetime`, clocks by `zoneinfo`, office days by the `holidays` library asked at each date (not the tables
that the build makes of it). It shares no code with the calculator.
"""

import functools
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

YEARS = range(2024, 2031)  # two years back to four on, from 2026


@functools.cache
def calendar(region):
    if region == "none":
        return None
    country, _, part = region.partition("-")
    english = [name for name in getattr(holidays, country).supported_languages or () if name == "en_US"]
    return holidays.country_holidays(
        country, subdiv=part or None, years=YEARS, expand=False, language=(english or [None])[0]
    )


def is_holiday(region, day):
    return region != "none" and day.year in YEARS and day in calendar(region)


def is_open(region, day):
    if region == "none":
        return day.weekday() < 5
    if day.year in YEARS:
        return calendar(region).is_working_day(day)
    return not calendar(region).is_weekend(day)


def nearest(region, day, step):
    while not is_open(region, day):
        day += timedelta(step)
    return day


@dataclass(frozen=True)
class Interview:
    day: date
    time: time | None
    zone: str
    region: str
    ticks: dict
    now: datetime
    zone_here: str


def written(value):
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(value, datetime) else value.isoformat()


def plan(interview):
    """Part Five's five steps, each (earliest, suggested, latest, status, moved)."""
    first = check_in(interview, "check-in", interview.day)
    counted_from = interview.ticks.get("check-in") or first[1]
    return {
        "contacts": told(interview, "contacts", interview.day, interview.day, interview.day, interview.day, None),
        "thank-you-email": email(interview),
        "thank-you-card": card(interview),
        "check-in": first,
        "second-check-in": check_in(interview, "second-check-in", counted_from),
    }


def email(interview):
    next_day = interview.day + timedelta(1)
    if interview.time is None:
        return told(interview, "thank-you-email", interview.day, next_day, next_day, interview.day, None)
    wall = datetime.combine(interview.day, interview.time, ZoneInfo(interview.zone))
    end = wall.astimezone(UTC)
    due = end.astimezone(ZoneInfo(interview.zone)).date()
    deadline = end + timedelta(hours=24)
    return told(interview, "thank-you-email", end, deadline, deadline, due, None)


def card(interview):
    next_day = interview.day + timedelta(1)
    return told(interview, "thank-you-card", interview.day, next_day, next_day, interview.day, None)


def check_in(interview, step, counted_from):
    floor, end = counted_from + timedelta(7), counted_from + timedelta(14)
    suggested = nearest(interview.region, floor, 1)
    latest = nearest(interview.region, end, -1) if suggested <= end else suggested
    skipped = [floor + timedelta(n) for n in range((suggested - floor).days)]
    moved = None
    if skipped:
        moved = "holiday" if any(is_holiday(interview.region, day) for day in skipped) else "weekend"
    return told(interview, step, floor, suggested, latest, suggested, moved)


def told(interview, step, earliest, suggested, latest, due, moved):
    today = interview.now.astimezone(ZoneInfo(interview.zone_here)).date()
    late = interview.now >= latest if isinstance(latest, datetime) else today > latest
    status = "done" if step in interview.ticks else "overdue" if late else "due" if today >= due else "upcoming"
    return (earliest, suggested, latest, status, moved)
