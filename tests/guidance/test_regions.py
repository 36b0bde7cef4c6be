"""The calendars that the build writes, day by day against the `holidays` library itself."""

import json
from datetime import date, timedelta

import holidays
import pytest

from plugins.guidance import regions

THIS_YEAR = 2026
YEARS = range(2024, 2031)
DAYS = [date(2024, 1, 1) + timedelta(n) for n in range((date(2031, 1, 1) - date(2024, 1, 1)).days)]
SAMPLE = ["US", "US-CA", "FR", "GB-ENG", "GB-SCT", "DE", "DE-BY", "AE", "IL", "SA", "IN", "IN-MH", "JP", "CN", "HU"]
SAMPLE += ["CA-QC", "CA-ON", "IE", "AU-WA", "AU-NSW", "CH-ZH", "BR", "TW", "ES-CT", "MY-11", "BA-SRP"]
COLLECTIONS = ["US", "GB", "DE", "CA", "IE", "AU"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("regions")
    regions.write(folder, THIS_YEAR)
    return folder


@pytest.fixture(scope="module")
def table(folder):
    return lambda code: json.loads((folder / f"{code}.json").read_text(encoding="utf-8"))


def library(region):
    country, _, part = region.partition("-")
    return holidays.country_holidays(country, subdiv=part or None, years=YEARS, expand=False)


def closed(table, part):
    """The holidays of a country or one of its parts, by day."""
    own = table.get("parts", {}).get(part, {})
    named = {day: name for name, days in table["days"].items() for day in days.split()}
    kept = {day: name for day, name in named.items() if day not in own.get("drop", "").split()}
    return kept | {day: name for name, days in own.get("days", {}).items() for day in days.split()}


def is_weekend(table, part, day):
    weekends = table.get("parts", {}).get(part, {}).get("weekend") or table["weekend"]
    latest = max(since for since in weekends if since <= day.isoformat())
    return day.isoweekday() % 7 in weekends[latest]


def working_days(table, part):
    shut = closed(table, part)
    worked = (table.get("parts", {}).get(part, {}).get("work") or table.get("work", "")).split()
    return [
        day
        for day in DAYS
        if (day.isoformat() in worked if is_weekend(table, part, day) else day.isoformat() not in shut)
    ]


@pytest.mark.parametrize("region", SAMPLE)
def test_each_day_of_seven_years_is_what_the_library_says(table, region):
    country, _, part = region.partition("-")
    told, oracle = table(country), library(region)
    assert told["years"] == [2024, 2030]
    assert sorted(closed(told, part)) == sorted(day.isoformat() for day in oracle if day.year in YEARS)
    assert working_days(told, part) == [day for day in DAYS if oracle.is_working_day(day)]


OFF, WORKED = True, False
MOST = {
    "GB": {"2026-04-06": OFF, "2026-08-31": OFF, "2026-08-03": WORKED, "2026-01-02": WORKED, "2026-03-17": WORKED},
    "CA": {"2026-05-18": OFF, "2026-10-12": OFF, "2026-02-16": OFF, "2026-11-11": WORKED, "2026-08-03": WORKED},
    "CH": {"2026-04-03": OFF, "2026-04-06": OFF, "2026-05-25": OFF, "2026-05-01": WORKED, "2026-01-02": WORKED},
    "ES": {"2026-04-02": OFF, "2026-11-02": OFF, "2026-04-06": WORKED, "2026-12-07": WORKED},
    "AU": {"2026-12-28": OFF, "2026-06-08": OFF, "2026-10-05": OFF, "2026-03-09": WORKED, "2026-04-27": WORKED},
    "MY": {"2026-01-01": OFF, "2026-11-09": OFF, "2026-02-02": OFF, "2026-04-03": WORKED},
    "BA": {"2026-04-03": OFF, "2026-04-13": OFF, "2026-11-25": OFF, "2026-01-14": WORKED},
    "SH": {"2026-05-21": OFF, "2026-05-14": WORKED},
}
CONCERNED = sorted(MOST)


@pytest.mark.parametrize("country", MOST)
def test_a_country_whose_own_list_leaves_days_to_its_parts_has_off_what_most_people_there_have(table, country):
    told = table(country)
    open_days = {day.isoformat() for day in working_days(told, "")}
    assert {day: day not in open_days for day in MOST[country]} == MOST[country]


def test_these_are_all_the_countries_whose_own_list_says_less_than_most_people_have(folder, table):
    def lacks(country):
        own, told = library(country), closed(table(country), "")
        return sorted(day for day in told if date.fromisoformat(day) not in own)

    codes = sorted(path.stem for path in folder.glob("??.json"))
    assert [country for country in codes if lacks(country)] == CONCERNED


def test_no_day_that_the_whole_country_has_is_lost(table):
    for country in CONCERNED:
        own = library(country)
        assert {day.isoformat() for day in own if day.year in YEARS} <= closed(table(country), "").keys()


@pytest.mark.parametrize("country", CONCERNED)
def test_the_parts_of_such_a_country_keep_their_own_days(table, country):
    told = table(country)
    for part in told["parts"]:
        assert sorted(closed(told, part)) == sorted(
            day.isoformat() for day in library(f"{country}-{part}") if day.year in YEARS
        ), part


NOTES = {
    "GB": "United Kingdom: weekends and the public holidays that most people there have count as days off. "
    "Northern Ireland and Scotland differ.",
    "CA": "Canada: weekends and the public holidays that most people there have count as days off. Its parts differ.",
    "UA": "Ukraine: weekends only count as days off, since no public holiday is known there.",
    "US": None,
    "DE": None,
}


@pytest.mark.parametrize("country", NOTES)
def test_a_table_says_itself_what_is_out_of_the_common_with_it(table, country):
    assert table(country).get("note") == NOTES[country]


REACHED = {"US": [2024, 2030], "LK": [2024, 2026], "UA": [], "BV": []}


@pytest.mark.parametrize("country", REACHED)
def test_a_table_reaches_no_further_than_the_library_answers(table, country):
    assert table(country)["years"] == REACHED[country]


def test_in_every_year_that_a_table_claims_there_is_a_day_off(folder, table):
    empty = []
    for country in sorted(path.stem for path in folder.glob("??.json")):
        told = table(country)
        found = {day[:4] for part in ["", *told.get("parts", {})] for day in closed(told, part)}
        claimed = {str(year) for year in range(told["years"][0], told["years"][1] + 1)} if told["years"] else set()
        empty += [(country, year) for year in sorted(found ^ claimed)]
    assert empty == []


def test_johor_rests_on_saturday_and_sunday_since_2025_and_kedah_on_friday_and_saturday(table):
    # Johor's government moved its weekend back to Saturday and Sunday from 1 January 2025
    told = table("MY")
    days = [date(2024, 12, 27), date(2024, 12, 29), date(2025, 1, 3), date(2025, 1, 5)]  # Friday, Sunday, and again
    assert [is_weekend(told, "01", day) for day in days] == [True, False, False, True]
    assert [is_weekend(told, "02", day) for day in days] == [True, False, True, False]


WEEKENDS = {
    "US": {"1900-01-01": [0, 6]},
    "IL": {"1900-01-01": [5, 6]},
    "SA": {"1900-01-01": [4, 5], "2013-06-28": [5, 6]},
    "IN": {"1900-01-01": [0, 6]},
}


@pytest.mark.parametrize(("country", "weekend"), WEEKENDS.items(), ids=WEEKENDS)
def test_a_weekend_is_told_with_the_day_from_which_it_holds(table, country, weekend):
    assert table(country)["weekend"] == weekend


@pytest.mark.parametrize("country", ["AE", "IL", "SA", "US", "JP"])
def test_weekends_before_the_tables_are_right_too(table, country):
    told, oracle = table(country), library(country)
    days = [date(1900, 1, 1) + timedelta(n) for n in range(0, 47_480, 13)]
    assert [is_weekend(told, "", day) for day in days] == [oracle.is_weekend(day) for day in days]


def test_a_weekend_day_that_is_worked_for_a_bridge_is_open(table):
    china = table("CN")
    assert "2026-02-14" in china["work"].split()
    assert date(2026, 2, 14) in working_days(china, "")


NAMES = {
    "US": ("2026-07-03", "Independence Day (observed)"),
    "US-CA": ("2026-03-31", "Cesar Chavez Day"),
    "GB-ENG": ("2026-08-31", "Late Summer Bank Holiday"),
    "GB-SCT": ("2026-01-02", "New Year Holiday"),
    "DE-BY": ("2026-06-04", "Corpus Christi"),
    "JP": ("2026-05-05", "Children's Day"),
}


@pytest.mark.parametrize(("region", "told"), NAMES.items(), ids=NAMES)
def test_a_holiday_has_its_english_name(table, region, told):
    country, _, part = region.partition("-")
    day, name = told
    assert closed(table(country), part)[day] == name


OPEN, SHUT = True, False
POST = {
    "US": {
        "2026-07-03": OPEN,  # the offices keep Saturday's holiday on the Friday before, the post does not
        "2026-07-04": SHUT,
        "2027-07-04": SHUT,
        "2027-07-05": SHUT,  # the Monday after a Sunday
        "2027-06-18": OPEN,
        "2027-06-19": SHUT,
        "2027-12-31": OPEN,
        "2028-01-01": SHUT,
        "2026-09-05": OPEN,  # a Saturday
        "2026-09-06": SHUT,
        "2026-03-31": OPEN,  # California's alone
    },
    "GB": {
        "2026-08-31": SHUT,
        "2026-08-03": OPEN,  # Scotland's alone
        "2026-01-02": OPEN,  # Scotland's alone
        "2026-12-26": SHUT,
        "2026-12-28": SHUT,
        "2026-08-29": OPEN,
        "2026-08-30": SHUT,
    },
    "DE": {"2026-10-03": SHUT, "2026-10-10": OPEN, "2026-10-04": SHUT, "2026-06-04": OPEN, "2026-05-14": SHUT},
    "CA": {"2026-07-01": SHUT, "2026-07-04": SHUT, "2026-10-12": SHUT, "2026-05-18": SHUT, "2026-02-16": OPEN},
}


def is_collected(post, day):
    day = date.fromisoformat(day)
    return day.isoweekday() % 7 not in post["weekend"] and day.isoformat() not in post.get("days", "").split()


@pytest.mark.parametrize(("country", "days"), POST.items(), ids=POST)
def test_letters_are_collected_on_the_posts_days_and_not_on_the_offices(table, country, days):
    post = table(country)["post"]
    assert {day: is_collected(post, day) for day in days} == days


@pytest.mark.parametrize("country", ["IE", "AU"])
def test_where_the_post_keeps_the_offices_days_saturdays_included_it_says_no_others(table, country):
    assert table(country)["post"] == {"weekend": [0, 6]}


def test_elsewhere_nothing_is_said_of_the_post(folder, table):
    codes = [path.stem for path in folder.glob("??.json")]
    assert sorted(code for code in codes if "post" in table(code)) == sorted(COLLECTIONS)


def test_post_days_stand_within_the_years_and_never_on_a_day_without_collection(table):
    for country in ["US", "GB", "DE", "CA"]:
        post = table(country)["post"]
        days = [date.fromisoformat(day) for day in post["days"].split()]
        assert days == sorted(set(days) & set(DAYS))
        assert not [day for day in days if day.isoweekday() % 7 in post["weekend"]]


def test_there_is_a_table_for_each_country_and_a_label_for_each_region(folder):
    pairs = json.loads((folder / "list.json").read_text(encoding="utf-8"))
    offered = holidays.list_supported_countries(include_aliases=False)
    values = set(offered) | {f"{code}-{part}" for code, parts in offered.items() for part in parts}
    assert pairs[0] == ["none", "No region: weekends only"]
    assert {value for value, _ in pairs[1:]} == values
    assert len(pairs) == len(values) + 1
    assert {path.stem for path in folder.glob("??.json")} == set(offered)
    assert not (folder / "none.json").exists()


LABELS = {"US": "United States", "US-CA": "United States: California", "GB-SCT": "United Kingdom: Scotland"}
LABELS |= {"DE-BY": "Germany: Bayern", "AX": "Åland Islands", "XK": "Kosovo"}


@pytest.mark.parametrize(("value", "label"), LABELS.items(), ids=LABELS)
def test_a_region_has_a_label_for_people(folder, value, label):
    assert dict(json.loads((folder / "list.json").read_text(encoding="utf-8")))[value] == label


def test_the_list_is_sorted_for_people_accents_or_not(folder):
    labels = [label for _, label in json.loads((folder / "list.json").read_text(encoding="utf-8"))[1:]]
    assert labels.index("Åland Islands") < labels.index("Albania") < labels.index("Germany") < labels.index("Zambia")


ZONES = {"America/New_York": "US", "Europe/Berlin": "DE", "Asia/Kolkata": "IN", "Europe/Kyiv": "UA", "Asia/Dubai": "AE"}
ZONES |= {"America/Montreal": "CA", "Canada/Pacific": "CA", "US/Eastern": "US", "Atlantic/Reykjavik": "IS"}


@pytest.mark.parametrize(("zone", "country"), ZONES.items(), ids=ZONES)
def test_a_zone_tells_its_country(folder, zone, country):
    assert json.loads((folder / "zones.json").read_text(encoding="utf-8"))[zone] == country


@pytest.mark.parametrize("this_year", [2024, 2026, 2031])
def test_tables_reach_from_two_years_back_to_four_years_on(this_year):
    told = regions.table("US", range(this_year - regions.YEARS_BACK, this_year + regions.YEARS_ON + 1))
    years = {day[:4] for day in closed(told, "CA")}
    assert told["years"] == [this_year - 2, this_year + 4]
    assert years == {str(year) for year in range(this_year - 2, this_year + 5)}


def test_the_same_year_gives_the_same_bytes(folder, tmp_path):
    regions.write(tmp_path, THIS_YEAR)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }
