"""Calendar days, in the browser that counts them, against Python's own."""

from datetime import date, timedelta

import pytest

REAL = ["1900-01-01", "2000-02-29", "2024-02-29", "2026-12-31", "2200-12-31"]
UNREAL = [
    "2026-02-29",
    "1900-02-29",
    "2026-02-31",
    "2026-04-31",
    "2026-13-01",
    "2026-00-10",
    "2026-01-00",
    "2026-1-1",
    "26-01-01",
    "",
    "today",
]


@pytest.mark.parametrize("day", REAL)
def test_a_real_day_is_one(run, day):
    assert run("return (await load('dates/days')).isDay(data)", day)


@pytest.mark.parametrize("day", UNREAL)
def test_what_is_no_day_is_refused_instead_of_read_as_another(run, day):
    assert not run("return (await load('dates/days')).isDay(data)", day)
    assert (
        run("const {addDays} = await load('dates/days'); try { addDays(data, 1) } catch (e) { return e.name }", day)
        == "RangeError"
    )


def test_days_are_counted_as_python_counts_them_from_1900_to_2200(run):
    days = [date(1900, 1, 1) + timedelta(n) for n in range(0, 109_938, 97)]
    steps = [(n % 41) - 20 for n in range(len(days))]
    got = run(
        "const d = await load('dates/days'); return data.map(([day, n]) =>"
        " [d.addDays(day, n), d.weekday(day), d.daysBetween(day, d.addDays(day, n))])",
        [[day.isoformat(), step] for day, step in zip(days, steps, strict=True)],
    )
    assert got == [
        [(day + timedelta(step)).isoformat(), day.isoweekday() % 7, step] for day, step in zip(days, steps, strict=True)
    ]


@pytest.mark.parametrize("zone", ["America/Santiago", "Africa/Cairo", "Asia/Beirut", "Pacific/Kiritimati"])
def test_a_reader_whose_midnight_is_skipped_counts_the_same_days(browser, address, zone):
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    page.goto(f"{address}/static/guidance/main.js")
    days = page.evaluate(
        """async () => { const { addDays } = await import('/static/guidance/dates/days.js');
        const all = ['2024-01-01']; while (all.length < 800) all.push(addDays(all.at(-1), 1)); return all }"""
    )
    context.close()
    assert days == [(date(2024, 1, 1) + timedelta(n)).isoformat() for n in range(800)]
