"""A person reads Part Five, gets the dates and leaves a comment, on the real site as `make serve` runs it."""

import re
import urllib.request

import pytest
from playwright.sync_api import expect

from harness.running import serving

TEXT = "I wrote on the eighth day and had an answer within the hour."


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("site"), MODERATION="none", RATE_LIMIT="0", WATCH="0") as running:
        yield running


@pytest.fixture(scope="module")
def moderated(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("moderated"), MODERATION="all", RATE_LIMIT="0", WATCH="0") as running:
        yield running


@pytest.fixture(params=[False, True], ids=["scripts off", "scripts on"])
def reader(browser, request):
    context = browser.new_context(java_script_enabled=request.param, locale="en-US", timezone_id="America/New_York")
    context.scripts = request.param
    yield context
    context.close()


def source(url):
    with urllib.request.urlopen(url) as answer:  # only ever a server that a test started
        return answer.read().decode()


def test_with_scripts_off_part_five_lists_its_steps_and_windows(site, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site.url}/follow-up/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Follow-Up")
    timeline = page.locator("#timeline")
    expect(timeline.locator("form")).to_be_hidden()
    for words in ("within 24 hours", "one to two weeks", "a week later"):
        expect(timeline.get_by_text(words).first).to_be_visible()
    assert timeline.locator("[data-step]").count() == 5


def test_a_comment_stands_in_the_source_of_the_page_once_posted(site, reader):
    page = reader.new_page()
    text = f"{TEXT} {reader.scripts}"
    page.goto(f"{site.url}/follow-up/")
    page.get_by_label(re.compile("^Your name")).fill("Mara")
    page.locator("#comments textarea[name=body]").fill(text)
    if reader.scripts:
        page.get_by_role("button", name="Post comment").click()
    else:
        page.get_by_role("button", name=re.compile("Preview")).click()
        expect(page.locator("#confirm")).to_have_count(1)
        page.locator("#confirm").get_by_role("button").first.click()
    page.wait_for_url(re.compile(r"/follow-up/(\?c=\d+)?#comment-\d+$"))
    expect(page.get_by_text(text)).to_be_visible()
    assert text in source(f"{site.url}/follow-up/")


def test_an_approved_comment_appears_and_survives_a_new_build_and_release(moderated, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{moderated.url}/follow-up/")
    page.locator("#comments textarea[name=body]").fill(TEXT)
    page.get_by_role("button", name=re.compile("Preview")).click()
    page.locator("#confirm").get_by_role("button").first.click()
    page.wait_for_url(re.compile("/comments/mine/"))
    assert TEXT not in source(f"{moderated.url}/follow-up/")
    number = moderated.command("moderate", "list").stdout.split("\t")[0]
    assert moderated.command("moderate", "approve", number).returncode == 0
    assert TEXT in source(f"{moderated.url}/follow-up/")
    for command in ("build", "release"):
        assert moderated.command(command).returncode == 0
    assert TEXT in source(f"{moderated.url}/follow-up/")
    assert 'data-comments="1"' in source(f"{moderated.url}/")


def test_a_date_in_new_york_gives_the_dates_of_the_article(site, browser):
    context = browser.new_context(locale="en-US", timezone_id="America/New_York")
    page = context.new_page()
    page.goto(f"{site.url}/follow-up/")
    timeline = page.locator("#timeline")
    timeline.locator("[name=date]").fill("2026-08-31")
    timeline.locator("[name=time]").fill("15:00")
    check_in = timeline.locator("[data-step=check-in]")
    expect(check_in).to_have_attribute("data-suggested", "2026-09-08")
    expect(check_in).to_have_attribute("data-earliest", "2026-09-07")
    expect(check_in).to_have_attribute("data-latest", "2026-09-14")
    expect(check_in).to_contain_text("Labor Day")
    email = timeline.locator("[data-step=thank-you-email]")
    expect(email).to_have_attribute("data-latest", "2026-09-01T19:00:00Z")
    expect(page.locator(".prose [data-when=thank-you-email]")).to_contain_text("Sep")
    page.reload()
    expect(check_in).to_have_attribute("data-suggested", "2026-09-08")


def test_nothing_breaks_the_policy_and_nothing_leaves_for_elsewhere(site, browser):
    page = browser.new_context(locale="en-US").new_page()
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.url}/follow-up/")
    page.locator("#timeline [name=date]").fill("2026-08-31")
    expect(page.locator("[data-step=check-in]")).to_have_attribute("data-suggested", re.compile("2026"))
    page.locator("#comments textarea[name=body]").focus()
    expect(page.get_by_role("button", name="Post comment")).to_be_visible()
    assert said == []
    assert {url for url in asked if not url.startswith(site.url)} == set()
