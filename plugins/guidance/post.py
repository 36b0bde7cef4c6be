"""On which days letters are collected, where that does not follow from the office calendar.

Says what `regions` writes as a country's `post`: the days of the week without a collection (0 is Sunday) and, where
they are other than the office's holidays, the days, with the names of those that the country's own list does not
have. A country without it: the office calendar, with Saturday collected where the weekend is Saturday and Sunday.
"""

from datetime import timedelta

import holidays

WEEKENDS = {"US": [0], "GB": [0], "DE": [0], "CA": [0, 6], "IE": [0, 6], "AU": [0, 6]}
SUNDAY = 6  # as Python counts


def calendar(code: str, years: range, offices: dict[str, str]) -> dict:
    """A country's days without collection over `years`, beside its `offices` days; empty where those say it.

    >>> calendar("US", range(2026, 2027), {})["days"].split()[5:7]
    ['2026-07-04', '2026-09-07']
    """
    if code not in WEEKENDS:
        return {}
    days = DAYS[code](years) if code in DAYS else {}
    days = {day: name for day, name in sorted(days.items()) if day.isoweekday() % 7 not in WEEKENDS[code]}
    names = {day.isoformat(): name for day, name in days.items() if day.isoformat() not in offices}
    content = {"weekend": WEEKENDS[code], "days": " ".join(map(str, days)), "names": by_name(names)}
    return {key: value for key, value in content.items() if value}


def by_name(days: dict[str, str]) -> dict[str, str]:
    """Days under their name, each written once: {"Labor Day": "2026-09-07 2027-09-06"}."""
    names: dict[str, str] = {}
    for day, name in days.items():
        names[name] = f"{names[name]} {day}" if name in names else day
    return names


def _united_states(years: range) -> dict:
    """Federal holidays on their own day and, when that is a Sunday, the Monday after; never the Friday before."""
    days = dict(holidays.country_holidays("US", years=years, expand=False, observed=False))
    return {day + timedelta(1): name for day, name in days.items() if day.weekday() == SUNDAY} | days


def _canada(years: range) -> dict:
    """What the federal government keeps, which is more than what every province has in common."""
    return dict(holidays.country_holidays("CA", years=years, expand=False, categories=("government", "public")))


def _england(years: range) -> dict:
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=years, expand=False))


def _germany(years: range) -> dict:
    return dict(holidays.country_holidays("DE", years=years, expand=False))


DAYS = {"US": _united_states, "CA": _canada, "GB": _england, "DE": _germany}
