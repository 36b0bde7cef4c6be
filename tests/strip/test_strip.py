"""The strip in the page: what a reader sees of the weeks, on paper, on a phone and without colours."""

import re

import pytest
from playwright.sync_api import expect

from tests.plan import reading
from tests.plan.reading import enter, plan, tick

WEDNESDAY = "2026-09-09T16:00:00Z"


def strip(page):
    return plan(page).get_by_role("img", name=re.compile("^The weeks of your plan"))


def day(page, number):
    """The cell of a day, by its number."""
    return strip(page).locator(".strip__day").filter(has_text=re.compile(rf"^{number}$")).first


def test_without_scripts_there_is_no_strip(new_context, article):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(article)
    expect(page.locator(".strip")).to_have_count(0)


def test_a_date_draws_the_weeks_and_taking_it_back_takes_them_away(visit):
    page = visit()
    expect(page.locator(".strip")).to_have_count(0)
    enter(page, at="15:00")
    expect(strip(page)).to_be_visible()
    reading.date(page).fill("")
    expect(strip(page)).to_have_count(0)


def test_a_screen_reader_hears_one_sentence_and_the_list_for_the_rest(visit):
    page = visit()
    enter(page)
    expect(strip(page)).to_have_accessible_name(
        "The weeks of your plan, Sunday, August 30 to Saturday, September 26; the list of steps says the same."
    )


def test_each_week_is_a_row_from_the_interview_to_the_end_of_the_last_window(visit):
    page = visit()
    enter(page)
    rows = strip(page).locator(".strip__week:not(.strip__head)")
    expect(rows).to_have_count(4)
    assert rows.nth(0).locator(".strip__day").all_inner_texts() == ["30", "31", "1", "2", "3", "4", "5"]
    assert rows.nth(3).locator(".strip__day").all_inner_texts() == ["20", "21", "22", "23", "24", "25", "26"]


def test_a_week_begins_on_monday_where_readers_begin_it_there(visit):
    page = visit("en-GB", "Europe/London")
    enter(page)
    assert strip(page).locator(".strip__day").first.inner_text() == "31"
    assert strip(page).locator(".strip__head").inner_text().split()[0] == "Mon"


def test_interview_today_weekends_and_holidays_are_marked_and_named(visit):
    page = visit(now=WEDNESDAY)
    enter(page)
    expect(day(page, 31).locator("b")).to_have_class(re.compile("strip__interview"))
    expect(day(page, 9).locator("b")).to_have_class(re.compile("strip__today"))
    expect(day(page, 5)).to_have_class(re.compile("strip__off"))
    expect(day(page, 7)).to_have_class(re.compile("strip__holiday"))
    expect(day(page, 7)).to_have_attribute("title", "Labor Day")
    expect(strip(page).get_by_text("Labor Day: Mon, Sep 7")).to_be_visible()
    assert strip(page).locator(".strip__key").all_inner_texts() == [
        "31\ninterview",
        "9\ntoday",
        "the day for it",
        "day off",
        "Labor Day: Mon, Sep 7",
    ]


def test_each_bar_is_named_once_where_it_begins_and_a_done_step_is_checked(visit):
    page = visit(now=WEDNESDAY)
    enter(page, at="15:00")
    tick(page, "contacts").check()
    labels = strip(page).locator(".strip__label")
    expect(labels).to_have_text(
        [
            "✓ Collect names before you go",
            "Thank each of them by email",
            "Post a card as well",
            "Ask once how it stands",
            "Ask a second time, then let it rest",
        ]
    )
    for index, status in enumerate(["done", "overdue", "overdue", "due", "upcoming"]):
        expect(labels.nth(index)).to_have_class(re.compile(rf"strip__{status}"))


def style(element, name):
    return element.evaluate("(element, name) => getComputedStyle(element)[name]", name)


def test_what_is_due_or_late_and_nothing_else_is_in_the_one_red(visit):
    page = visit(now=WEDNESDAY)
    enter(page, at="15:00")
    tick(page, "contacts").check()
    red = page.evaluate(
        """() => { const probe = document.body.appendChild(document.createElement('i'));
        probe.style.color = 'var(--due)'; const { color } = getComputedStyle(probe); probe.remove(); return color }"""
    )
    for status, is_red in {"done": False, "overdue": True, "due": True, "upcoming": False}.items():
        bar = strip(page).locator(f".strip__bar.strip__{status}").first
        assert (style(bar, "borderColor") == red) is is_red, status


WIDTHS = [320, 390, 1200]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("interview", ["2026-08-31", "2026-09-04", "2026-09-05"])
def test_it_fits_its_page_and_no_word_is_too_small_to_read(visit, width, interview):
    page = visit(viewport={"width": width, "height": 800})
    enter(page, interview, "15:00")
    expect(strip(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    root = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    sizes = strip(page).evaluate(
        "whole => [...whole.querySelectorAll('*')].map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 0.75 * root
    box = strip(page).bounding_box()
    for label in strip(page).locator(".strip__label").all():
        inside = label.bounding_box()
        assert box["x"] - 1 <= inside["x"] and inside["x"] + inside["width"] <= box["x"] + box["width"] + 1
        assert inside["width"] >= 0.4 * box["width"], "room for a few words"


def test_it_prints_with_its_shades_and_no_week_is_torn(visit):
    page = visit()
    enter(page)
    expect(strip(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(strip(page)).to_be_visible()
    week = strip(page).locator(".strip__week").nth(1)
    assert style(week, "breakInside") == "avoid"
    assert style(strip(page), "printColorAdjust") == "exact"


def test_without_colours_of_its_own_marks_and_bars_remain(visit):
    page = visit(now=WEDNESDAY, forced_colors="active")
    enter(page)
    ground = style(page.locator("body"), "backgroundColor")
    for mark in (day(page, 9).locator("b"), strip(page).locator(".strip__best").first):
        assert style(mark, "backgroundColor") not in (ground, "rgba(0, 0, 0, 0)")
    assert style(day(page, 7), "backgroundImage") != "none"


def test_weeks_in_which_nothing_happens_are_left_out_and_counted(run):
    counted = run(
        """const { strip } = await import('/static/guidance/article/strip.js');
        const dated = [['thanks', '2026-08-31', '2026-09-01'], ['check-in', '2026-12-28', '2027-01-04']]
          .map(([id, earliest, latest]) => ({ id, earliest, suggested: latest, latest, status: 'upcoming' }));
        const { office } = await load('dates/calendar'), { speaker } = await load('page/words');
        const say = speaker({ language: 'en-GB', zone: 'UTC', zoneHere: 'UTC', today: '2026-08-31' });
        const steps = dated.map(({ id }) => ({ id, title: id }));
        const [interviewDay, today] = ['2026-08-31', '2026-08-31'];
        const whole = strip({ dated, steps, office: office(), interviewDay, today, say, zone: 'UTC' });
        return [...whole.querySelectorAll('p')].map((p) => p.textContent)"""
    )
    assert counted[0] == "16 weeks"
    assert len(counted) == 2, "the other is the legend"


def test_the_policy_has_nothing_against_it(visit):
    said = []
    page = visit(before=lambda page: page.on("console", lambda message: said.append(message.text)))
    enter(page, at="15:00")
    expect(strip(page)).to_be_visible()
    assert said == []
