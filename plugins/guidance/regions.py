"""The office calendars of the world, one small JSON file a country, made at build time.

Knows the `holidays` library (public category, observed days on, make-up working days counted) and tzdata's tables of
countries and zones. A file holds what differs: the country's days once, then each subdivision's additions and
omissions, and the post's days where they are others. Dates outside `years` are in no table, and the page says so.
Nothing here knows how a day is moved.
"""

import json
import unicodedata
from datetime import date, timedelta
from functools import cache
from importlib import resources
from pathlib import Path

import holidays

from . import files, post

YEARS_BACK, YEARS_ON = 2, 4
FIRST_YEAR = 1900
NOT_IN_TZDATA = {"XK": "Kosovo"}


def write(folder: Path, this_year: int) -> None:
    """Write every country's table, the list for people, and each zone's country into `folder`."""
    tables = {code: table(code, covered(this_year)) for code in sorted(countries())}
    for code, content in tables.items():
        _write(folder / f"{code}.json", content)
    _write(folder / "list.json", labels(tables))
    _write(folder / "zones.json", zone_countries())


def covered(this_year: int) -> range:
    """The years that the tables reach when they are made in `this_year`."""
    return range(this_year - YEARS_BACK, this_year + YEARS_ON + 1)


def countries() -> dict[str, list[str]]:
    """The countries that the library offers, by ISO code, and the codes of their subdivisions."""
    return holidays.list_supported_countries(include_aliases=False)


def table(code: str, years: range) -> dict:
    """One country's calendar over `years`, with what its subdivisions do otherwise."""
    country = _calendar(code, None, years)
    content = {"name": country_name(code), "years": [years[0], years[-1]], **_content(country, years)}
    if collections := post.calendar(code, years):
        content["post"] = collections
    parts = {}
    for subdivision in countries()[code]:
        there = _calendar(code, subdivision, years)
        parts[subdivision] = {
            "name": subdivision_name(type(country), subdivision),
            **_difference(country, there, years),
        }
    return content | ({"parts": parts} if parts else {})


def labels(tables: dict[str, dict]) -> list[list[str]]:
    """What the region's list offers: pairs of value and label, sorted for people; `none` comes first."""
    pairs = []
    for code, content in tables.items():
        name = content["name"]
        pairs.append([code, name])
        for part, difference in content.get("parts", {}).items():
            pairs.append([f"{code}-{part}", f"{name}: {difference['name']}"])
    return [["none", "No region: weekends only"], *sorted(pairs, key=lambda pair: _plain(pair[1]))]


def zone_countries() -> dict[str, str]:
    """The country of each time zone, for readers whose browser tells a language without a region."""
    rows = (line.split("\t") for line in _tzdata("zone.tab"))
    return dict(sorted((row[2], row[0]) for row in rows))


def country_name(code: str) -> str:
    """The country's short English name.

    >>> country_name("DE")
    'Germany'
    """
    return _country_names().get(code) or NOT_IN_TZDATA.get(code) or code


def subdivision_name(country: type, code: str) -> str:
    """A subdivision's name as the library knows it first; some are their own names."""
    return next(iter(country.get_subdivision_aliases().get(code) or ()), code)


def weekends(calendar) -> dict[str, list[int]]:
    """Which days of the week are off (0 is Sunday), by the date from which that held.

    A change is dated to the day. Weekends that came only every other week (Taiwan before 2001) count as working days.
    """
    if type(calendar)._get_weekend is holidays.HolidayBase._get_weekend:
        return {f"{FIRST_YEAR}-01-01": _off(calendar, date(FIRST_YEAR, 1, 1))}
    found: dict[str, list[int]] = {}
    for year in range(FIRST_YEAR, max(calendar.years) + 2):
        now = _off(calendar, date(year, 1, 1))
        if not found or now != list(found.values())[-1]:
            found[_since(calendar, year).isoformat() if found else f"{year}-01-01"] = now
    return found


def _since(calendar, year: int) -> date:
    """The first day from which the weekend is what it is on 1 January of `year`."""
    day = date(year, 1, 1)
    now = _off(calendar, day)
    while _off(calendar, day - timedelta(1)) == now:
        day -= timedelta(1)
    return day


def _off(calendar, day: date) -> list[int]:
    return sorted((weekday + 1) % 7 for weekday in calendar._get_weekend(day))


def _calendar(code: str, subdivision: str | None, years: range):
    language = _english(getattr(holidays, code))
    return holidays.country_holidays(
        code, subdiv=subdivision, years=years, expand=False, observed=True, language=language
    )


def _english(country: type) -> str | None:
    """The library's English for this country: American if it has it, else any; None where it has but one language."""
    offered = sorted(language for language in country.supported_languages or () if language.startswith("en"))
    return "en_US" if "en_US" in offered else next(iter(offered), None)


def _content(calendar, years: range) -> dict:
    content = {"weekend": weekends(calendar), "days": post.by_name(_named(calendar, years))}
    working = _working(calendar, years)
    return content | ({"work": working} if working else {})


def _difference(country, there, years: range) -> dict:
    here, days = _named(country, years), _named(there, years)
    added = {day: name for day, name in days.items() if here.get(day) != name}
    difference = {
        "days": post.by_name(added),
        "drop": " ".join(day for day in here if day not in days),
        "work": _working(there, years) if _working(there, years) != _working(country, years) else "",
        "weekend": weekends(there) if weekends(there) != weekends(country) else {},
    }
    return {key: value for key, value in difference.items() if value}


def _named(calendar, years: range) -> dict[str, str]:
    return {day.isoformat(): name for day, name in sorted(calendar.items()) if day.year in years}


def _working(calendar, years: range) -> str:
    """The weekend days that are worked to make up for a bridge day."""
    return " ".join(day.isoformat() for day in sorted(calendar.weekend_workdays) if day.year in years)


@cache
def _country_names() -> dict[str, str]:
    return dict(line.split("\t") for line in _tzdata("iso3166.tab"))


def _tzdata(name: str) -> list[str]:
    text = resources.files("tzdata.zoneinfo").joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _plain(label: str) -> str:
    """A label without accents, so that Åland stands at A."""
    return "".join(c for c in unicodedata.normalize("NFD", label.casefold()) if not unicodedata.combining(c))


def _write(path: Path, content) -> None:
    files.put(path, json.dumps(content, ensure_ascii=False, separators=(",", ":")))
