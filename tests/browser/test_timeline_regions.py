"""The employer's region: what most of a country has off, its parts, its name, and a list that is slow to come."""

import re

import pytest
from playwright.sync_api import expect

from tests.plan import reading
from tests.plan.reading import enter, plan, region, step

article = reading.article
visit = reading.visit

# the day before, the interview; from here the check-in's first day is one that most people in the country have off
OFF = {
    "GB": ("en-GB", "2026-08-24", "2026-09-01", "Late Summer Bank Holiday"),
    "CA": ("en-CA", "2026-05-11", "2026-05-19", "Victoria Day"),
    "CH": ("de-CH", "2026-03-27", "2026-04-07", "Good Friday"),
    "ES": ("es-ES", "2026-03-26", "2026-04-06", "Maundy Thursday"),
    "AU": ("en-AU", "2026-12-21", "2026-12-29", "Boxing Day"),
    "MY": ("ms-MY", "2025-12-25", "2026-01-02", "New Year’s Day|New Year's Day"),
}


@pytest.mark.parametrize("country", OFF)
def test_by_default_a_reader_has_the_days_off_that_most_people_there_have(visit, country):
    locale, day, suggested, why = OFF[country]
    page = visit(locale)
    enter(page, day)
    expect(region(page)).to_have_value(country)
    expect(step(page, "check-in")).to_have_attribute("data-suggested", suggested)
    expect(step(page, "check-in")).to_contain_text(re.compile(why))
    expect(plan(page)).to_contain_text("the public holidays that most people there have count as days off.")


def test_the_part_of_the_country_is_one_click_away_and_then_counts(visit):
    page = visit("en-GB", "Europe/London")
    enter(page, "2026-07-27")  # a week before Scotland's bank holiday
    expect(step(page, "check-in")).to_have_attribute("data-suggested", "2026-08-03")
    expect(plan(page)).to_contain_text("Northern Ireland and Scotland differ.")
    plan(page).get_by_role("button", name="Scotland").click()
    expect(region(page)).to_have_value("GB-SCT")
    expect(region(page)).to_be_focused()
    expect(region(page).locator("option:checked")).to_have_text("United Kingdom: Scotland")
    expect(step(page, "check-in")).to_have_attribute("data-suggested", "2026-08-04")
    expect(plan(page).get_by_role("button", name="Scotland")).to_have_count(0)
    expect(plan(page)).to_contain_text("Scotland, United Kingdom: weekends and public holidays count as days off.")
    page.reload()
    expect(region(page).locator("option:checked")).to_have_text("United Kingdom: Scotland")


@pytest.mark.parametrize(("locale", "country"), [("en-US", "US"), ("de-DE", "DE"), ("fr-FR", "FR")])
def test_a_country_whose_own_list_is_right_offers_no_parts(visit, locale, country):
    page = visit(locale)
    enter(page)
    expect(region(page)).to_have_value(country)
    expect(plan(page)).to_contain_text("weekends and public holidays count as days off.")
    expect(plan(page).locator("[data-part=parts]")).to_be_hidden()


def test_beyond_the_days_that_a_table_really_has_weekends_count_and_the_page_says_so(visit):
    page = visit("si-LK", "Asia/Colombo", now="2027-01-27T12:00:00Z")
    enter(page, "2027-01-27")  # the check-in falls on 3 February
    expect(region(page)).to_have_value("LK")
    expect(plan(page)).to_contain_text(
        "For 2027, weekends only count as days off: the list of holidays for Sri Lanka covers 2024 to 2026."
    )


def test_a_country_without_any_known_day_off_says_so(visit):
    page = visit("uk-UA", "Europe/Kyiv")
    enter(page)
    expect(plan(page)).to_contain_text("Ukraine: weekends only count as days off, since no public holiday is known")


def test_a_country_keeps_its_name_when_the_list_comes(visit):
    page = visit("en-GB", "Europe/London")
    chosen = region(page).locator("option:checked")
    expect(chosen).to_have_text("United Kingdom")
    enter(page)
    region(page).focus()
    expect(region(page).locator("option").nth(500)).to_be_attached()
    expect(chosen).to_have_text("United Kingdom")
    region(page).press("S")
    page.keyboard.type("outh K")
    expect(chosen).to_have_text("South Korea")


def test_the_list_calls_each_country_as_the_browser_does(visit):
    # of the Falkland Islands browsers tell two names, or one
    page = visit()
    different = page.evaluate(
        """async () => {
        const list = await (await fetch('/static/guidance/regions/list.json')).json();
        const names = new Intl.DisplayNames('en', { type: 'region' });
        return list.filter(([value, label]) => value.length === 2 && !names.of(value).startsWith(label));
        }"""
    )
    assert different == []


def test_a_list_that_is_slow_says_that_it_comes_and_then_comes(visit):
    waiting = []
    page = visit(before=lambda page: page.route("**/regions/list.json", lambda route: waiting.append(route)))
    enter(page)
    region(page).focus()
    region(page).hover()  # touched again while it is on its way
    options = region(page).locator("option")
    expect(options).to_have_count(3)
    expect(options.last).to_have_text("The list is on its way …")
    expect(options.last).to_be_disabled()
    waiting.pop().continue_()
    expect(options.nth(500)).to_be_attached()
    expect(options.filter(has_text="on its way")).to_have_count(0)
    expect(region(page)).to_have_value("US")


def test_a_list_that_does_not_come_leaves_the_region_and_is_asked_for_again(visit):
    asked = []

    def refuse_once(route):
        asked.append(route)
        route.continue_() if len(asked) > 1 else route.abort()

    page = visit(before=lambda page: page.route("**/regions/list.json", refuse_once))
    enter(page)
    region(page).focus()
    options = region(page).locator("option")
    expect(options).to_have_count(2)
    region(page).blur()
    region(page).focus()
    expect(options.nth(500)).to_be_attached()
