"""One interview worked out in Python: the example on the page that explains the dates.

The calculator itself is schedule.js. These are its rules once more, as far as an interview of one day needs them whose
end is known, of which nothing is ticked, decided or moved by hand. Tests hold the one against the other.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from .model import Step

LAST_COLLECTION = time(17)
DAY = timedelta(1)
MINUTES = {"minutes": 1, "hours": 60}


class Calendar:
    """The days that a country's office works and its post collects, by its table (see `regions`)."""

    def __init__(self, table):
        self.names = {date.fromisoformat(day): name for name, days in table["days"].items() for day in days.split()}
        self.worked = set(table.get("work", "").split())
        self.weekends = sorted(table["weekend"].items(), reverse=True)
        self.post = table.get("post", {})

    def is_weekend(self, day):
        return day.isoweekday() % 7 in next(off for since, off in self.weekends if since <= day.isoformat())

    def is_open(self, day):
        return day.isoformat() in self.worked if self.is_weekend(day) else day not in self.names

    def is_collected(self, day):
        """Only for a country whose table has a post of its own."""
        holidays = self.post["days"].split() if "days" in self.post else map(str, self.names)
        return day.isoweekday() % 7 not in self.post["weekend"] and day.isoformat() not in holidays


@dataclass(frozen=True)
class Dated:
    """A step's days, or moments, and the days without work that moved the suggested one or the last one."""

    step: Step
    earliest: date | datetime
    suggested: date | datetime
    latest: date | datetime
    closed: tuple[date, ...] = ()
    cut: tuple[date, ...] = ()


def work_out(steps, end: datetime, calendar: Calendar) -> list[Dated]:
    """The dated steps after an interview that ended at `end`, a moment in the employer's zone."""
    by_name = {step.id: step for step in steps}
    dated = {}

    def anchor(name):
        if name in ("start", "day"):
            return end.date()
        return end if name == "end" else dated_step(name).suggested

    def dated_step(name):
        if name not in dated:
            dated[name] = _place(by_name[name], anchor(by_name[name].window.anchor), end, calendar)
        return dated[name]

    return [dated_step(step.id) for step in steps]


def _place(step, anchor, end, calendar):
    window = step.window
    if window.instant and isinstance(anchor, datetime) and step.via != "post":
        first, last = (_elapsed(anchor, offset) for offset in (window.earliest, window.latest))
        return Dated(step, first, last, last)
    day = anchor.date() if isinstance(anchor, datetime) else anchor
    first, last = (_shifted(day, offset, calendar) for offset in (window.earliest, window.latest))
    is_before = window.latest.count < 0
    if step.via == "post":
        return _posted(step, first, last, is_before, end, calendar)
    if window.instant:
        return Dated(step, first, last, last)
    return _landed(step, first, last, is_before, calendar) if step.via == "email" else Dated(step, first, first, last)


def _elapsed(moment, offset):
    minutes = timedelta(minutes=offset.count * MINUTES[offset.unit])
    return (moment.astimezone(UTC) + minutes).astimezone(moment.tzinfo)


def _shifted(day, offset, calendar):
    """Hours count as the whole days in them here, for a step whose anchor is a day."""
    if offset.unit == "business days":
        step = DAY if offset.count > 0 else -DAY
        for _ in range(abs(offset.count)):
            day = _nearest(day + step, step, calendar.is_open)
        return day
    return day + timedelta(int(offset.count * MINUTES.get(offset.unit, 1440) / 1440))


def _posted(step, first, last, is_before, end, calendar):
    """On the last day of the window with a collection; with none left, on the next one after it."""
    day = _nearest(last, -DAY, calendar.is_collected)
    if not is_before and day == end.date() and end.time() >= LAST_COLLECTION:
        day = _nearest(day - DAY, -DAY, calendar.is_collected)
    if day < first and not is_before:
        day = _nearest(last + DAY, DAY, calendar.is_collected)
    return Dated(step, min(first, day), day, day)


def _landed(step, first, last, is_before, calendar):
    """On working days: rolled forward at the window's start and back at its end."""
    suggested, latest = _nearest(first, DAY, calendar.is_open), _nearest(last, -DAY, calendar.is_open)
    if suggested > last:
        suggested = latest = latest if is_before else suggested
    closed = (first + timedelta(n) for n in range((suggested - first).days))
    cut = (last - timedelta(n) for n in range((last - latest).days))
    return Dated(step, first, suggested, latest, tuple(d for d in closed if not calendar.is_open(d)), tuple(cut))


def _nearest(day, step, is_open):
    while not is_open(day):
        day += step
    return day
