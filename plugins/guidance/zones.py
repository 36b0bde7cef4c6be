"""The time zones whose clocks changed their rule lately, for browsers that were built before.

Knows tzdata's compiled files. A zone is one of these when its clocks do not change in each year that is covered as
they did in the year before: in as many steps, to the same offsets, within a week of the day. No list is kept by hand,
and a zone leaves by itself once its change lies before the years covered.
"""

from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from itertools import pairwise
from zoneinfo import ZoneInfo

WEEK = timedelta(7)
MINUTE = timedelta(minutes=1)


@cache
def changed(years: range) -> dict[str, list[list]]:
    """How far each of these zones is ahead of UTC: pairs of an instant and the minutes from there on, the latest first.

    The first instant begins the years covered. Minutes of None end them, where the clocks go on to change: from there
    on the browser's own data must do. Without it the last offset is for good. Aliases are zones too.
    """
    same: dict[bytes, list[str]] = {}
    files = resources.files("tzdata.zoneinfo")
    for name in resources.files("tzdata").joinpath("zones").read_text("utf-8").split():
        same.setdefault(files.joinpath(name).read_bytes(), []).append(name)
    by_zone = {}
    for aliases in same.values():
        offsets = _offsets(files.joinpath(aliases[0]), years)
        if not _is_steady(offsets, years):
            by_zone |= dict.fromkeys(aliases, _written(offsets, years))
    return dict(sorted(by_zone.items()))


def _offsets(file, years) -> list[tuple[datetime, timedelta]]:
    """Each change of the clocks in these years, (instant, offset), after the offset with which they begin."""
    with file.open("rb") as data:
        zone = ZoneInfo.from_file(data)
    now, end = _new_year(years[0]), _new_year(years[-1] + 1)
    changes = [(now, now.astimezone(zone).utcoffset())]
    while now < end:
        if (now + WEEK).astimezone(zone).utcoffset() != changes[-1][1]:
            changes.append(_change(zone, now, now + WEEK))
        now += WEEK
    return [change for change in changes if change[0] < end]


def _change(zone, before, after):
    """The minute between these two at which the clocks change."""
    offset = after.astimezone(zone).utcoffset()
    while after - before > MINUTE:
        middle = before + (after - before) // (2 * MINUTE) * MINUTE
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after, offset


def _is_steady(offsets, years):
    yearly = [[change for change in offsets[1:] if change[0].year == year] for year in years]
    return all(_is_alike(one, other) for one, other in pairwise(yearly))


def _is_alike(one, other):
    pairs = zip(one, other, strict=False)
    return len(one) == len(other) and all(
        offset == later and abs(when.replace(year=2000) - then.replace(year=2000)) <= WEEK
        for (when, offset), (then, later) in pairs
    )


def _written(offsets, years):
    rows = [[f"{when:%Y-%m-%dT%H:%MZ}", offset // MINUTE] for when, offset in offsets]
    if offsets[-1][0].year == years[-1]:
        rows.append([f"{_new_year(years[-1] + 1):%Y-%m-%dT%H:%MZ}", None])
    return rows[::-1]


def _new_year(year):
    return datetime(year, 1, 1, tzinfo=UTC)
