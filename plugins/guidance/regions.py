"""The office calendars of the world, one small JSON file a country, made at build time.

Knows the `holidays` library (public category, observed days on, make-up working days counted) and tzdata's tables of
countries and zones. A file holds what differs: the country's days once, then each subdivision's additions and
omissions, and the post's days where they are others. Where a country's own list leaves to its parts what most people
there have off (see `majority`), the country's days are what most people have, and `note` says so. Dates outside `years`
are in no table, and the page says so. Nothing here knows how a day is moved.
"""

import json
import unicodedata
from datetime import date, timedelta
from functools import cache
from importlib import resources
from pathlib import Path

import holidays

from . import files, majority, post, zones

YEARS_BACK, YEARS_ON = 2, 4
FIRST_YEAR = 1900
MOST_NAMED = 4  # parts that differ, in the note
# what browsers call them (CLDR), where tzdata has another name or none: a country has one name on every page
NAMES = """
AS American Samoa|BL St. Barthélemy|BQ Caribbean Netherlands|CD Congo - Kinshasa|CF Central African Republic
CG Congo - Brazzaville|CZ Czechia|GB United Kingdom|GS South Georgia & South Sandwich Islands
HM Heard & McDonald Islands|KN St. Kitts & Nevis|KP North Korea|KR South Korea|LC St. Lucia|MF St. Martin
MO Macao|PM St. Pierre & Miquelon|PN Pitcairn Islands|SH St. Helena
ST São Tomé & Príncipe|SX Sint Maarten|SZ Eswatini|TC Turks & Caicos Islands|TF French Southern Territories
TL Timor-Leste|TR Türkiye|UM U.S. Outlying Islands|VC St. Vincent & Grenadines|VG British Virgin Islands
VI U.S. Virgin Islands|WS Samoa|XK Kosovo
"""


def write(folder: Path, this_year: int) -> None:
    """Write every country's table, the list for people, and what is to be known of zones into `folder`."""
    countries = tables(covered(this_year))
    for code, content in countries.items():
        _write(folder / f"{code}.json", content)
    _write(folder / "list.json", labels(countries))
    _write(folder / "zones.json", zone_countries())
    _write(folder / "changed.json", zones.changed(covered(this_year)))


def covered(this_year: int) -> range:
    """The years that the tables reach when they are made in `this_year`."""
    return range(this_year - YEARS_BACK, this_year + YEARS_ON + 1)


def known(code: str, years: range) -> range:
    """Those of `years` that the library answers for; Sri Lanka's holidays are announced from year to year.

    >>> known("LK", range(2024, 2031))
    range(2024, 2027)
    """
    country = getattr(holidays, code)
    return range(max(years[0], country.start_year), min(years[-1], country.end_year) + 1)


def countries() -> dict[str, list[str]]:
    """The countries that the library offers, by ISO code, and the codes of their subdivisions."""
    return holidays.list_supported_countries(include_aliases=False)


@cache
def tables(years: range) -> dict[str, dict]:
    """Every country's calendar, by its code."""
    return {code: table(code, years) for code in sorted(countries())}


def table(code: str, years: range) -> dict:
    """One country's calendar over `years`, with what its subdivisions do otherwise."""
    country = _calendar(code, None, years)
    there = {part: _calendar(code, part, years) for part in countries()[code]}
    days = {part: _named(calendar, years) for part, calendar in there.items()}
    own = _named(country, years)
    most = majority.days_off(code, own, days)
    here = dict(sorted((own | most).items()))
    name = {part: subdivision_name(type(country), part) for part in there}
    others = [name[part] for part in there if _is_other(here, days[part], country, there[part])]
    reach = _reach(code, years, [here, *days.values()])
    content = {
        "name": country_name(code),
        "years": reach,
        "weekend": weekends(country),
        "days": post.by_name(here),
        "work": _working(country, years),
        "post": post.calendar(code, years, here),
        "parts": {
            part: {"name": name[part], **_difference(here, days[part], country, there[part], years)} for part in there
        },
        "note": _note(country_name(code), reach, most, others),
    }
    return {key: value for key, value in content.items() if value or key in ("years", "days")}


def _reach(code, years, lists) -> list[int]:
    """The first year and the last that a table answers for; none where no day is known, as in Ukraine at war."""
    found = {int(day[:4]) for days in lists for day in days}
    reached = [year for year in known(code, years) if found and min(found) <= year <= max(found)]
    return [reached[0], reached[-1]] if reached else []


def _is_other(here, days, country, there) -> bool:
    """Whether a part has another weekend than its country's, or another day off on a day of the week that is worked."""
    differing = (date.fromisoformat(day) for day in here.keys() ^ days.keys())
    return weekends(there) != weekends(country) or any(not country.is_weekend(day) for day in differing)


def _note(name, reach, most, others) -> str:
    """What a reader has to know who chose the whole country; "" where it is what everybody expects."""
    if not reach:
        return f"{name}: weekends only count as days off, since no public holiday is known there."
    if not most:
        return ""
    kept = "weekends and the public holidays that most people there have count as days off"
    return f"{name}: {kept}. {_differ(others)}"


def _differ(names: list[str]) -> str:
    """Which parts have other days off than most people.

    >>> _differ(["Northern Ireland", "Scotland"])
    'Northern Ireland and Scotland differ.'
    """
    if len(names) > MOST_NAMED:
        return "Its parts differ."
    *first, last = names
    return f"{', '.join(first)} and {last} differ." if first else f"{last} differs."


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
    """The country of each time zone, for readers whose browser tells a language without a region.

    An alias has its zone's country (America/Montreal, Canada/Pacific), unless that zone stands for those of many.
    """
    by_zone = {zone: country for country, _, zone, *_ in _rows("zone.tab")}
    shared = {zone: countries.split(",") for countries, _, zone, *_ in _rows("zone1970.tab")}
    links = (line.split() for line in _tzdata("tzdata.zi") if line.startswith("L "))
    aliases = {alias: zone for _, zone, alias in links if "/" in alias and len(shared.get(zone, ())) in (1, 2)}
    return dict(sorted(({alias: by_zone[zone] for alias, zone in aliases.items()} | by_zone).items()))


def country_name(code: str) -> str:
    """The country's short English name.

    >>> country_name("DE")
    'Germany'
    """
    return _country_names().get(code, code)


def subdivision_name(country: type[holidays.HolidayBase], code: str) -> str:
    """A subdivision's name as the library knows it first; some are their own names."""
    return next(iter(country.get_subdivision_aliases().get(code) or ()), code)


def weekends(calendar) -> dict[str, list[int]]:
    """Which days of the week are off (0 is Sunday), by the date from which that held.

    A change is dated to the day. Weekends that came only every other week (Taiwan before 2001) count as working days.
    """
    if type(calendar)._get_weekend is holidays.HolidayBase._get_weekend:
        return {f"{FIRST_YEAR}-01-01": _off(calendar, date(FIRST_YEAR, 1, 1))}
    since: dict[str, list[int]] = {}
    for year in range(FIRST_YEAR, max(calendar.years) + 2):
        now = _off(calendar, date(year, 1, 1))
        if not since or now != list(since.values())[-1]:
            since[_since(calendar, year).isoformat() if since else f"{year}-01-01"] = now
    return since


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


def _english(country: type[holidays.HolidayBase]) -> str | None:
    """The library's English for this country: American if it has it, else any; None where it has but one language."""
    offered = sorted(language for language in country.supported_languages or () if language.startswith("en"))
    return "en_US" if "en_US" in offered else next(iter(offered), None)


def _difference(here: dict[str, str], days: dict[str, str], country, there, years: range) -> dict:
    """What a part has otherwise than its country: `days` and not those of `here`."""
    difference = {
        "days": post.by_name({day: name for day, name in days.items() if here.get(day) != name}),
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
    names = dict(_rows("iso3166.tab"))
    return names | {row[:2]: row[3:] for line in NAMES.split("\n") for row in line.split("|") if row}


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in _tzdata(name)]


def _tzdata(name: str) -> list[str]:
    text = resources.files("tzdata.zoneinfo").joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _plain(label: str) -> str:
    """A label without accents, so that Åland stands at A."""
    return "".join(c for c in unicodedata.normalize("NFD", label.casefold()) if not unicodedata.combining(c))


def _write(path: Path, content) -> None:
    files.put(path, json.dumps(content, ensure_ascii=False, separators=(",", ":")))
