"""A page left open offers the comments that came meanwhile, from a conditional GET of the page itself."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.serving.asking import post


@pytest.fixture(scope="module")
def site(tmp_path_factory, serving_blog):
    with serving_blog(tmp_path_factory.mktemp("open"), MODERATION="none") as running:
        post(running.url, "Here from the start.")
        yield running


@pytest.fixture
def left_open(page, site):
    """The article, open long enough to look for news; `come_back` lets five more minutes pass."""
    page.clock.install()
    open_for_a_while(page, site)
    return page


def open_for_a_while(page, site):
    page.goto(f"{site.url}/follow-up/")
    expect(page.locator("#comment-form").get_by_role("status")).to_be_attached()
    expect(page.locator(".comments__news")).to_have_count(0)
    page.clock.run_for(30_000)
    expect(page.locator(".comments__news")).to_be_attached()


def come_back(page):
    with page.expect_response(re.compile("/follow-up/$")) as response:
        page.clock.run_for(300_000)
    response.value.finished()


def offer(page):
    return page.get_by_role("button", name=re.compile("new comment"))


def test_two_new_comments_are_offered_and_shown_and_what_was_begun_stays(left_open, site):
    page = left_open
    field = page.get_by_role("textbox", name="Your comment", exact=True)
    field.fill("Half of a thought")
    for words in ("Written meanwhile.", "And this one."):
        post(site.url, words)
    come_back(page)
    expect(offer(page)).to_have_text("Show 2 new comments")
    expect(page.get_by_text("Written meanwhile.")).to_have_count(0)
    offer(page).click()
    shown = page.get_by_role("article").filter(has_text="Written meanwhile.").last
    expect(shown).to_be_focused()
    expect(page.get_by_text("And this one.")).to_be_visible()
    expect(offer(page)).to_have_count(0)
    expect(field).to_have_value("Half of a thought")
    expect(page.get_by_role("button", name="Post comment")).to_have_count(1)
    post(site.url, "One after that.")
    come_back(page)
    expect(offer(page)).to_have_text("Show 1 new comment")


def test_after_they_are_shown_the_form_still_posts(left_open, site):
    page = left_open
    page.get_by_role("textbox", name="Your comment", exact=True).fill("Mine, after theirs.")
    post(site.url, "Theirs, before mine.")
    come_back(page)
    offer(page).click()
    page.get_by_role("button", name="Post comment").click()
    page.wait_for_url(re.compile(r"/follow-up/#comment-\d+$"))
    expect(page.get_by_text("Mine, after theirs.")).to_be_visible()


def test_while_nothing_is_new_the_answer_is_a_304_and_nothing_is_offered(left_open):
    page = left_open
    with page.expect_request(re.compile("/follow-up/$")) as asked:
        page.clock.run_for(300_000)
    assert asked.value.all_headers()["if-none-match"]
    assert asked.value.response().status in (200, 304)  # Chromium tells what it made of a 304
    assert asked.value.sizes()["responseBodySize"] == 0
    expect(offer(page)).to_have_count(0)


def test_nobody_is_asked_by_a_page_that_was_just_opened_or_is_out_of_sight(page, site):
    page.clock.install()
    page.add_init_script("Object.defineProperty(document, 'hidden', { get: () => window.away ?? false })")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.resource_type == "fetch" else None)
    open_for_a_while(page, site)
    page.evaluate("window.away = true")
    page.clock.run_for(600_000)
    assert asked == []
    with page.expect_request(re.compile("/follow-up/$")):
        page.evaluate("window.away = false; document.dispatchEvent(new Event('visibilitychange'))")


def test_the_offer_is_a_polite_live_region_that_is_there_from_the_start(left_open):
    status = left_open.locator(".comments__news")
    expect(status).to_have_attribute("role", "status")
    expect(status).to_be_empty()


def days(page):
    """What the page says of each comment's time, and the moments in its markup."""
    return page.locator("#comments article time").evaluate_all(
        "all => all.map((one) => [one.textContent, one.dateTime])"
    )


def test_without_scripts_a_comments_day_names_its_zone(new_context, site):
    page = new_context(java_script_enabled=False, timezone_id="Pacific/Auckland").new_page()
    page.goto(f"{site.url}/follow-up/")
    told = days(page)
    assert told
    for words, moment in told:
        assert words == f"{datetime.fromisoformat(moment):%-d %B %Y}, UTC"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])  # 25 hours apart: one has another day
def test_with_scripts_it_is_the_readers_own_day_of_new_comments_too(new_context, site, zone):
    page = new_context(timezone_id=zone).new_page()
    page.clock.install()
    open_for_a_while(page, site)
    post(site.url, f"Read in {zone}.")
    come_back(page)
    offer(page).click()
    expect(page.get_by_text(f"Read in {zone}.")).to_be_visible()
    for words, moment in days(page):
        assert words == f"{datetime.fromisoformat(moment).astimezone(ZoneInfo(zone)):%-d %B %Y}"


def test_away_from_the_network_nothing_happens_and_the_next_look_sees_it(left_open, site):
    page = left_open
    problems = []
    page.on("pageerror", lambda error: problems.append(error))
    post(site.url, "While they were offline.")
    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        page.clock.run_for(130_000)
    page.context.set_offline(False)
    come_back(page)
    expect(offer(page)).to_be_visible()
    assert problems == []
