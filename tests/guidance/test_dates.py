"""The page that explains the dates: what it says is what the calculator does, and what this build is made of."""

from datetime import date, datetime, timedelta
from importlib.metadata import version
from zoneinfo import ZoneInfo

import holidays
import pytest
from bs4 import BeautifulSoup

from plugins.guidance import dates, example, post, regions
from plugins.guidance.model import Offset, Step, Window
from tests.guidance import site
from tests.guidance.test_build import FOLLOW_UP
from tests.plan.conftest import address, run
from tests.plan.site import PART_FIVE

__all__ = ["address", "run"]

EXAMPLE = {
    "contacts": ["2026-08-31"],
    "thank-you-email": ["2026-09-01T15:00:00-04:00"],
    "thank-you-card": ["2026-09-01"],
    "check-in": ["2026-09-07", "2026-09-14", "2026-09-08"],
    "second-check-in": ["2026-09-15", "2026-09-22"],
}
COMPUTE = """
const { schedule } = await load('dates/schedule'), { office, post } = await load('dates/calendar');
const { utc } = await load('dates/zones');
const written = (end) => (typeof end === 'number' ? utc(end) : end);
return data.interviews.map((interview) => schedule(data.steps, {
  ...interview, start: '', zone: data.zone, ticks: {}, now: 0, today: interview.day, zoneHere: data.zone,
  office: office(data.table), post: post(data.table),
}).map((step) => [step.earliest, step.suggested, step.latest].map(written)));
"""
COUNTRIES = {"US": "America/New_York", "GB": "Europe/London", "DE": "Europe/Berlin", "CA": "America/Toronto"}
WINDOWS = [
    ("PT0H/PT24H", "end", "email"),
    ("PT0H/PT48H", "end", "post"),
    ("PT10M/PT30M", "end", ""),
    ("-PT2H/-PT1H", "start", ""),
    ("-P3D/-P1D", "day", "email"),
    ("-P3D/-P1D", "day", "post"),
    ("P3D/P3D", "day", "post"),
    ("P1D/P1D", "day", "email"),
    ("P0B/P2B", "day", "email"),
    ("-P5B/-P1B", "day", ""),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return site.build(tmp_path_factory.mktemp("dates"), {"follow-up": FOLLOW_UP})


@pytest.fixture(scope="module")
def page(built):
    return BeautifulSoup(built.page("dates"), "html.parser")


def step(name, iso, anchor, via):
    return Step(name, name, via, Window(*map(Offset.from_iso, iso.split("/")), anchor, "words"))


STEPS = [
    *(step(one.id, one.window.iso, one.window.anchor, one.via) for one in PART_FIVE.steps),
    *(step(f"step-{number}", *window) for number, window in enumerate(WINDOWS)),
]


def written(end):
    return f"{end.astimezone(ZoneInfo('UTC')):%Y-%m-%dT%H:%M:%SZ}" if isinstance(end, datetime) else end.isoformat()


def shown(page, name):
    return [time["datetime"] for time in page.select(f"[data-example={name}] time")]


@pytest.mark.parametrize("name", EXAMPLE)
def test_the_example_gives_each_step_its_dates(page, name):
    assert shown(page, name) == EXAMPLE[name]


def test_the_example_says_why_the_check_in_is_on_tuesday_the_eighth(page):
    row = page.select_one("[data-example=check-in]").get_text()
    assert "Monday 7 September is Labor Day, so Tuesday 8 September." in row


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_python_of_the_example_and_the_calculator_agree_on_every_day_of_two_years(run, country):
    zone, table = COUNTRIES[country], regions.table(country, range(2025, 2029))
    calendar = example.Calendar(table)
    ends = [
        datetime(2026, 1, 1, hour, minute, tzinfo=ZoneInfo(zone)) + timedelta(count)
        for count in range(0, 730)
        for hour, minute in ((10, 0), (17, 0), (23, 30))
    ]
    steps = [{"id": one.id, "via": one.via, "window": one.window.iso, "from": one.window.anchor} for one in STEPS]
    interviews = [{"day": f"{end:%Y-%m-%d}", "time": f"{end:%H:%M}"} for end in ends]
    got = run(COMPUTE, {"steps": steps, "interviews": interviews, "zone": zone, "table": table})
    for end, answers in zip(ends, got, strict=True):
        worked_out = example.work_out(STEPS, end, calendar)
        expected = [[written(when) for when in (one.earliest, one.suggested, one.latest)] for one in worked_out]
        assert dict(zip((s.id for s in STEPS), answers, strict=True)) == dict(
            zip((s.id for s in STEPS), expected, strict=True)
        ), end


def test_another_number_in_the_article_gives_the_example_other_dates(tmp_path):
    changed = FOLLOW_UP.replace("*within 24 hours*{: .when }.", "*within 48 hours*{: .when }.")
    page = BeautifulSoup(site.build(tmp_path, {"follow-up": changed}).page("dates"), "html.parser")
    assert shown(page, "thank-you-email") == ["2026-09-02T15:00:00-04:00"]


def test_sources_and_years_are_those_of_this_build(page):
    text = " ".join(page.get_text().split())
    countries = holidays.list_supported_countries(include_aliases=False)
    this_year = date.today().year
    assert f"holidays, version {version('holidays')}: {len(countries)} countries" in text
    assert f"{sum(map(len, countries.values()))} of their states" in text
    assert f"tzdata {version('tzdata')}" in text
    assert f"from {this_year - 2} to {this_year + 4}" in text


def test_each_country_whose_post_has_a_calendar_is_told_with_its_days(page):
    assert set(dates.KEPT) == set(post.WEEKENDS)
    told = {row.select_one("strong").get_text(): row.get_text() for row in page.select("#post ~ ul")[0].select("li")}
    assert told["United States"].startswith("United States: Monday to Saturday, less federal holidays on their own day")
    assert told["Canada"].startswith("Canada: Monday to Friday")
    assert len(told) == len(post.WEEKENDS) + 1


def test_a_site_without_a_step_to_wait_for_has_the_page_without_an_example(tmp_path):
    thanks = site.post("Thanks", "### Write {: .step #thanks }\n\nWrite *within 24 hours*{: .when }.", slug="thanks")
    page = BeautifulSoup(site.build(tmp_path, {"thanks": thanks}).page("dates"), "html.parser")
    assert not page.select("[data-example], #example")
    assert page.select_one("#rules")


def test_a_theme_may_tell_it_in_its_own_words(tmp_path):
    mine = {"guidance/dates.html": '{% extends "base.html" %}{% block content %}{{ sources.last }}{% endblock %}'}
    built = site.build(tmp_path, {"follow-up": FOLLOW_UP}, theme=mine)
    assert f"<main>{date.today().year + 4}</main>" in built.page("dates")


def test_the_plan_of_an_article_leads_there(built):
    foot = BeautifulSoup(built.page("follow-up"), "html.parser").select("#timeline .timeline__more a")
    assert ("How the dates are worked out", "/dates/") in [(link.get_text(), link["href"]) for link in foot]
