"""Filling in the calculator: mistakes, the keyboard alone, what is announced, and what leaves the device (nothing)."""

import gzip
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.plan import reading
from tests.plan.reading import MONDAY, as_asked, date, enter, plan, status, step, tick, time, type_date

article = reading.article
visit = reading.visit


def is_wrong(field, words):
    """Wait until the field is marked, and described by a visible message with these words."""
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(message(field)).to_be_visible()
    expect(message(field)).to_contain_text(words)
    assert message(field).get_attribute("id") in field.get_attribute("aria-describedby").split()


def is_right(field):
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(message(field)).to_be_hidden()


def message(field):
    name = field.get_attribute("id")
    return field.page.locator(f"#{name}-error")


def test_a_day_that_does_not_exist_is_told_and_not_read_as_another(visit):
    page = visit()
    type_date(page, "2026", "04", "31")
    assert date(page).evaluate("field => field.validity.badInput")
    date(page).blur()
    is_wrong(date(page), "That is not a real day.")
    expect(page.locator("#timeline [data-latest]")).to_have_count(0)
    enter(page, "2026-04-30")
    is_right(date(page))


def test_a_year_is_not_told_to_be_out_of_range_while_it_is_typed(visit):
    page = visit()
    type_date(page, "2026", "08", "31")
    expect(step(page, "contacts")).to_have_attribute("data-latest", MONDAY)
    is_right(date(page))
    type_date(page, "020", "08", "31")  # on the way to 0202 and 2026
    assert date(page).input_value() == "0020-08-31"
    is_right(date(page))
    date(page).blur()
    is_wrong(date(page), "Choose a year from 1900 to 2200.")


def test_nothing_is_told_of_half_a_date_and_the_plan_stays_until_it_is_left(visit):
    page = visit()
    order = as_asked(page, "year", "month", "day")
    enter(page, "2026-08-06")
    date(page).blur()
    date(page).focus()
    for _ in range(order.index("day")):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("0")
    assert date(page).evaluate("field => field.validity.badInput")
    expect(step(page, "contacts")).to_have_attribute("data-latest", "2026-08-06")
    is_right(date(page))
    page.keyboard.press("5")
    expect(step(page, "contacts")).to_have_attribute("data-latest", "2026-08-05")
    page.keyboard.press("Backspace")
    expect(step(page, "contacts")).to_have_attribute("data-latest", "2026-08-05")
    date(page).blur()
    is_wrong(date(page), "That is not a real day.")
    expect(page.locator("#timeline [data-latest]")).to_have_count(0)


def test_a_year_on_the_way_leaves_the_plan_as_it_was(visit):
    page = visit()
    order = as_asked(page, "year", "month", "day")
    enter(page, "2026-08-06")
    date(page).blur()
    date(page).focus()
    for _ in range(order.index("year")):
        page.keyboard.press("ArrowRight")
    for typed in ("0002", "0020", "0202"):
        page.keyboard.press(typed[-1])
        assert date(page).input_value() == f"{typed}-08-06"
        expect(step(page, "contacts")).to_have_attribute("data-latest", "2026-08-06")
        is_right(date(page))
    page.keyboard.press("7")
    expect(step(page, "contacts")).to_have_attribute("data-latest", "2027-08-06")


@pytest.mark.parametrize(
    ("day", "is_in"), [("1899-12-31", False), ("1900-01-01", True), ("2200-12-31", True), ("2201-01-01", False)]
)
def test_years_from_1900_to_2200_are_accepted(visit, day, is_in):
    page = visit()
    date(page).fill(day)
    date(page).blur()
    if is_in:
        is_right(date(page))
        expect(step(page, "contacts")).to_have_attribute("data-latest", day)
    else:
        is_wrong(date(page), "Choose a year from 1900 to 2200.")
        expect(page.locator("#timeline [data-latest]")).to_have_count(0)


def test_an_empty_date_is_a_mistake_only_on_enter(visit):
    page = visit()
    is_right(date(page))
    date(page).focus()
    date(page).blur()
    is_right(date(page))
    enter(page)
    date(page).fill("")
    expect(page.locator("#timeline [data-latest]")).to_have_count(0)
    date(page).blur()
    is_right(date(page))
    date(page).press("Enter")
    is_wrong(date(page), "Enter the day of your interview.")
    date(page).fill(MONDAY)
    is_right(date(page))


def test_enter_in_the_time_asks_for_the_date_as_well(visit):
    page = visit()
    time(page).press("Enter")
    is_wrong(date(page), "Enter the day of your interview.")


def test_half_a_time_is_told_when_it_is_left_and_the_plan_counts_days_meanwhile(visit):
    page = visit()
    enter(page)
    time(page).focus()
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    time(page).blur()
    is_wrong(time(page), "That is not a whole time.")
    expect(step(page, "thank-you-email")).to_have_attribute("data-latest", "2026-09-01")
    time(page).fill("15:00")
    is_right(time(page))
    expect(step(page, "thank-you-email")).to_have_attribute("data-latest", "2026-09-01T19:00:00Z")


def reach(page, target):
    """Press Tab until the target has the focus."""
    for _ in range(90):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    expect(target).to_be_focused()


def test_the_whole_plan_can_be_made_and_ticked_by_keyboard_alone(visit):
    page = visit()
    parts = as_asked(page, "2026", "08", "31")
    page.reload()
    expect(date(page)).to_be_visible()
    reach(page, date(page))
    page.keyboard.type("".join(parts))
    expect(step(page, "contacts")).to_have_attribute("data-latest", MONDAY)
    reach(page, time(page))
    page.keyboard.type("0300PM")
    expect(step(page, "thank-you-email")).to_have_attribute("data-latest", reading.INSTANT)
    reach(page, reading.decision(page))
    reach(page, reading.zone(page))
    reach(page, reading.region(page))
    reach(page, reading.may_call(page))
    page.keyboard.press("Space")
    expect(step(page, "check-in")).to_contain_text("as good as an email")
    reach(page, plan(page).locator("form summary"))
    page.keyboard.press("Enter")
    reach(page, plan(page).get_by_label("Who interviewed you"))
    for name in ("contacts", "thank-you-email", "thank-you-card", "check-in", "second-check-in"):
        reach(page, tick(page, name))
        page.keyboard.press("Space")
        status(page, name, "done")
    reach(page, plan(page).get_by_role("button", name="Forget this date"))
    page.keyboard.press("Enter")
    expect(date(page)).to_be_focused()


def test_a_status_line_that_was_there_before_announces_what_is_next(visit):
    page = visit()
    news = plan(page).get_by_role("status")
    assert news.evaluate("line => getComputedStyle(line).display") != "none"
    enter(page)
    date(page).fill("")
    expect(news).to_have_text("")
    assert news.evaluate("line => getComputedStyle(line).display") != "none", "a reader would not hear it start"
    enter(page, MONDAY, "15:00")
    expect(news).to_have_text("Your plan is ready. First: Collect names before you go, on Mon, Aug 31.")
    tick(page, "contacts").check()
    expect(news).to_have_text("Next: Thank each of them by email, by Tue, Sep 1, 3:00 pm.")
    for name in ("thank-you-email", "thank-you-card", "check-in", "second-check-in"):
        tick(page, name).check()
    expect(news).to_have_text("Well done. Every step is taken; now let it rest.")


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("filled", ["empty", "dated", "wrong"])
def test_axe_finds_nothing_to_mend(visit, colours, filled):
    page = visit(color_scheme=colours, now="2026-09-02T16:00:00Z")
    reading.open_details(page)
    if filled == "dated":
        enter(page, MONDAY, "15:00")
        tick(page, "contacts").check()
        status(page, "contacts", "done")
        status(page, "thank-you-email", "overdue")
    if filled == "wrong":
        date(page).press("Enter")
        is_wrong(date(page), "Enter the day")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def test_no_request_carries_what_was_typed(visit, article):
    asked, sockets = [], []

    def listen(page):
        page.on("request", lambda request: asked.append(request))
        page.on("websocket", lambda socket: sockets.append(socket.url))

    page = visit(before=listen)
    enter(page, MONDAY, "15:00")
    reading.open_details(page)
    reading.zone(page).focus()
    reading.zone(page).select_option("Europe/Berlin")
    reading.may_call(page).check()
    tick(page, "check-in").check()
    date(page).press("Enter")
    page.clock.fast_forward("10:00")
    page.reload()
    status(page, "check-in", "done")
    here = urlsplit(article)
    for request in asked:
        url = urlsplit(request.url)
        assert (request.method, url.netloc, url.query, request.post_data) == ("GET", here.netloc, "", None)
        assert url.path == here.path or url.path.startswith("/static/")
        assert "2026" not in request.url
    assert len(asked) > 10
    assert page.url == article
    assert sockets == []
    assert page.context.cookies() == []


def test_scripts_fetched_before_the_reader_touches_anything_stay_under_7_kb(visit):
    answers = []
    page = visit(before=lambda page: page.on("response", lambda answer: answers.append(answer)))
    page.wait_for_load_state("networkidle")
    scripts = [answer.body() for answer in answers if answer.request.resource_type == "script"]
    assert len(scripts) >= 3
    assert sum(len(gzip.compress(script, 9)) for script in scripts) < 7 * 1024


def test_five_keys_in_a_date_are_one_piece_of_news_when_the_keys_rest(visit):
    page = visit()
    enter(page)
    news = plan(page).get_by_role("status")
    expect(news).to_contain_text("First: Collect names before you go, on Mon, Aug 31.")
    page.evaluate(
        """(news) => {
        window.heard = [];
        const hear = () => news.textContent.trim() && window.heard.push(news.textContent);
        new MutationObserver(hear).observe(news, { childList: true, characterData: true, subtree: true });
        }""",
        news.element_handle(),
    )
    page.clock.pause_at("2026-08-31T23:30:00Z")
    date(page).focus()
    for _ in range(5):
        page.keyboard.press("ArrowUp")
    shown = date(page).input_value()
    expect(step(page, "contacts")).to_have_attribute("data-latest", shown)
    assert page.evaluate("window.heard") == []
    page.clock.run_for(1_000)
    expect(news).not_to_contain_text("Mon, Aug 31")
    assert len(page.evaluate("window.heard")) == 1
