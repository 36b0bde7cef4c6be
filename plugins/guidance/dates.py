"""The page `/dates/`: the rules in words, the sources that this build used, and an example worked out from them.

Counts, years and versions come from the data itself. What a country's post keeps is told here, once, in words; what
it does stands in `post`.
"""

from datetime import datetime
from importlib.metadata import version
from zoneinfo import ZoneInfo

import tzdata

from . import example, post, regions, zones

PAGE = "dates/index.html"
INTERVIEW = datetime(2026, 8, 31, 15, tzinfo=ZoneInfo("America/New_York"))  # the Monday before Labor Day
CITY, COUNTRY = "New York", "US"
# not strftime's, which follow the locale of whoever builds
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
KEPT = {
    "US": "federal holidays on their own day, and the Monday after one that falls on a Sunday; "
    "one that falls on a Saturday does not close the Friday before",
    "GB": "the bank holidays of England, in Scotland too",
    "DE": "the holidays that all of Germany keeps",
    "CA": "federal holidays",
    "IE": "public holidays",
    "AU": "public holidays",
}


def content(articles, this_year):
    """What the template shows; `example` is None on a site where no article has a step that waits."""
    return {"sources": sources(this_year), "post": collections(), "example": worked_out(articles)}


def sources(this_year):
    countries, years = regions.countries(), regions.covered(this_year)
    return {
        "holidays": version("holidays"),
        "tzdata": version("tzdata"),
        "iana": tzdata.IANA_VERSION,
        "changed": zones.changed(years),
        "most": most(regions.tables(years)),
        "shorter": shorter(regions.tables(years), years[-1]),
        "first": years[0],
        "last": years[-1],
        "countries": len(countries),
        "parts": sum(map(len, countries.values())),
    }


def most(tables):
    """The countries whose days are what most people there have (see `majority`), by name."""
    return sorted(one["name"] for one in tables.values() if one["years"] and "note" in one)


def shorter(tables, end):
    """The countries whose holidays are known, but not up to the last year, with the last one that is."""
    reached = [(one["name"], one["years"][-1]) for one in tables.values() if one["years"]]
    return [{"country": name, "last": last} for name, last in reached if last < end]


def collections():
    """What the post of each country keeps that has a calendar of its own, by name."""
    return [
        {"country": regions.country_name(code), "days": _weekdays(off), "less": KEPT[code]}
        for code, off in post.WEEKENDS.items()
    ]


def worked_out(articles):
    """The example interview with the steps of the first article that has one to wait for."""
    article = next((one for one in articles if one.guidance and any(step.waits for step in one.guidance.steps)), None)
    if not article:
        return None
    years = range(INTERVIEW.year, INTERVIEW.year + 2)
    table = regions.table(COUNTRY, years)
    calendar = example.Calendar(table)
    dated = example.work_out(article.guidance.steps, INTERVIEW, calendar)
    return {
        "article": article,
        "interview": {**told(INTERVIEW.date()), "iso": INTERVIEW.isoformat(), "clock": f"{INTERVIEW:%H:%M}"},
        "city": CITY,
        "country": table["name"],
        "rows": [_row(one, calendar) for one in dated],
    }


def told(when):
    """A day or a moment as {"iso", "words"}.

    >>> from datetime import date
    >>> told(date(2026, 9, 8))
    {'iso': '2026-09-08', 'words': 'Tuesday 8 September'}
    """
    words = f"{WEEKDAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]}"
    return {"iso": when.isoformat(), "words": f"{words}, {when:%H:%M}" if isinstance(when, datetime) else words}


def _row(dated, calendar):
    ends = {name: told(getattr(dated, name)) for name in ("earliest", "suggested", "latest")}
    by = isinstance(dated.latest, datetime) or dated.step.via == "post"
    shape = "by" if by else "on" if dated.earliest == dated.latest else "from"
    best = dated.suggested != dated.earliest
    return {"step": dated.step, "shape": shape, "best": best, "why": _why(dated, calendar), **ends}


def _why(dated, calendar):
    """Why the step has these days, in sentences; "" where the window alone says it."""
    if isinstance(dated.latest, datetime):
        return "Hours are counted as they pass, so this one has its minute."
    if dated.step.via == "post":
        return "The last day with a collection that is still in time."
    why = f"{_closed(dated.closed, calendar)}, so {told(dated.suggested)['words']}." if dated.closed else ""
    end = f" {_closed(dated.cut, calendar)}, so the last day is {told(dated.latest)['words']}." if dated.cut else ""
    return f"{why}{end}".strip()


def _closed(days, calendar):
    """Why these days are without work.

    >>> from datetime import date
    >>> calendar = example.Calendar({"days": {"Labor Day": "2026-09-07"}, "weekend": {"1900-01-01": [0, 6]}})
    >>> _closed([date(2026, 9, 6), date(2026, 9, 7)], calendar)
    'Sunday 6 September is a day of the weekend and Monday 7 September is Labor Day'
    """
    named = (f"{told(day)['words']} is {calendar.names.get(day, 'a day of the weekend')}" for day in sorted(days))
    return " and ".join(named)


def _weekdays(off):
    return "Monday to Friday" if 6 in off else "Monday to Saturday"
