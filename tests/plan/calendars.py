"""The office's and the post's days of a country and its subdivisions, as the browser reads them, and the oracle's."""

from datetime import date, timedelta

import holidays

from tests.plan import oracle

DAYS = [date(2024, 1, 1) + timedelta(n) for n in range((date(2031, 1, 1) - date(2024, 1, 1)).days)]
COUNTRIES = holidays.list_supported_countries(include_aliases=False)
READ = """
const { office, post } = await load('dates/calendar');
const answer = await fetch(`/static/guidance/regions/${data.country}.json`);
const table = answer.ok ? await answer.json() : null;
const flags = (is) => data.days.map((day) => (is(day) ? '1' : '0')).join('');
return data.parts.map((part) => {
  const [days, letters] = [office(table, part), post(table, part)];
  return [flags(days.isOpen), flags(days.isWeekend), flags(days.holiday), flags(letters.isOpen)];
});
"""
ANSWERS = "office days", "weekends", "holidays", "collections"
ORACLE = oracle.is_open, oracle.is_weekend, oracle.is_holiday, oracle.is_collected


def differences(run, country, parts, days=DAYS):
    """(region, what, day, the browser's answer) where the two differ; the part "" is the country itself."""
    read = run(READ, {"country": country, "parts": parts, "days": [day.isoformat() for day in days]})
    for part, flags in zip(parts, read, strict=True):
        region = f"{country}-{part}" if part else country
        for answer, told, ask in zip(ANSWERS, flags, ORACLE, strict=True):
            yield from (
                (region, answer, day.isoformat(), flag == "1")
                for day, flag in zip(days, told, strict=True)
                if ask(region, day) != (flag == "1")
            )
