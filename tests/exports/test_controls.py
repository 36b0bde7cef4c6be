"""The ways out of a plan, in the browser: what each row and the plan offer, and that nothing leaves on its own."""

import re
from urllib.parse import urlsplit

import icalendar
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.exports.plans import LI, OKAFOR, plan

ALL = ["ics", "google", "outlook", "office", "mailto", "copy"]
WITH_EXPORTS = ["thank-you-email", "thank-you-card", "check-in", "second-check-in"]
CAUTION = "Calendars may ignore the alarm in a file, so do not count on it."


def row(page, step):
    return page.locator(f"[data-step={step}]")


def export(page, step, name):
    return row(page, step).locator(f"[data-export={name}]")


def unfold(page, step):
    row(page, step).get_by_text("Add to calendar").click()


def read(download):
    with open(download.path(), "rb") as file:  # noqa: PTH123
        return icalendar.Calendar.from_ical(file.read())


def test_without_scripts_nothing_is_offered(new_context, address):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/follow-up/")
    expect(page.locator("[data-export]")).to_have_count(0)
    expect(page.get_by_text("Add to calendar")).to_have_count(0)


@pytest.mark.parametrize("step", WITH_EXPORTS)
def test_each_step_offers_each_export_once(show, step):
    page = show(plan())
    assert row(page, step).locator("[data-export]").evaluate_all(
        "all => all.map((one) => one.dataset.export).sort()"
    ) == sorted(ALL)
    unfold(page, step)
    for name in ALL:
        expect(export(page, step, name)).to_be_visible()


def test_the_names_to_collect_are_not_exported(show):
    page = show(plan())
    expect(row(page, "contacts").locator("[data-export]")).to_have_count(0)


def test_a_step_that_is_not_needed_any_more_is_not_exported(show):
    page = show(plan({"check-in": {"status": "done", "closed": True}}))
    expect(row(page, "check-in").locator("[data-part=exports]")).to_be_hidden()
    expect(row(page, "thank-you-card").locator("[data-part=exports]")).to_be_visible()


def test_a_step_comes_down_as_a_calendar_file_under_the_sites_policy(show):
    page = show(plan())
    unfold(page, "check-in")
    with page.expect_download() as file:
        row(page, "check-in").get_by_role("button", name=re.compile("^Calendar file ?: Ask once how it stands")).click()
    assert file.value.suggested_filename == "check-in.ics"
    (event,) = read(file.value).walk("VEVENT")
    assert event["SUMMARY"] == "Ask once how it stands (Night & Day Bakery)"


def test_the_whole_plan_comes_down_as_one_file(show):
    page = show(plan({"thank-you-card": {"status": "done"}}))
    with page.expect_download() as file:
        page.get_by_role("button", name="Calendar file of the plan").click()
    events = read(file.value).walk("VEVENT")
    assert [event["UID"].split("@")[0].removeprefix("Zk3-9_aXq0LmPwR7-") for event in events] == [
        "thank-you-email",
        "check-in",
        "second-check-in",
    ]


def test_the_file_is_of_the_type_that_phones_open(show):
    page = show()
    page.evaluate(
        """() => {
          const make = URL.createObjectURL;
          URL.createObjectURL = (blob) => { window.type = blob.type; return make(blob); };
        }"""
    )
    show(plan(), page)
    with page.expect_download():
        page.get_by_role("button", name="Calendar file of the plan").click()
    assert page.evaluate("window.type") == "text/calendar"


def test_a_finished_plan_offers_no_file(show):
    page = show(plan({step: {"status": "done"} for step in ["contacts", *WITH_EXPORTS]}))
    expect(page.locator("[data-export=ics-all]")).to_be_hidden()
    expect(page.locator("[data-export=link]")).to_be_visible()


HOSTS = {"google": "calendar.google.com", "outlook": "outlook.live.com", "office": "outlook.office.com"}


@pytest.mark.parametrize(("name", "host"), HOSTS.items(), ids=HOSTS)
def test_a_link_opens_a_new_tab_that_cannot_reach_back(show, name, host):
    page = show(plan())
    link = export(page, "check-in", name)
    assert urlsplit(link.get_attribute("href")).netloc == host
    assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener noreferrer")


def test_beside_the_links_stands_what_they_tell_and_that_no_alarm_is_promised(show):
    page = show(plan())
    unfold(page, "check-in")
    told = row(page, "check-in").locator("details")
    expect(told.get_by_text(CAUTION)).to_be_visible()
    expect(told.get_by_text("Some keep two of it if you add it twice.")).to_be_visible()
    whole = "Some take its first entry alone, and some keep two of each if you add it twice."
    expect(page.locator("#timeline").get_by_text(whole)).to_be_visible()
    expect(told.get_by_text("Nothing leaves this device before you follow one")).to_be_visible()
    expect(
        page.locator("#timeline").get_by_text(re.compile("(will|to) (remind|ring|alert)|reminds you", re.IGNORECASE))
    ).to_have_count(0)


def test_one_message_can_be_opened_for_each_person(show):
    page = show(plan(people=[OKAFOR, LI]))
    links = export(page, "thank-you-email", "mailto")
    assert [link.split("?")[0] for link in links.evaluate_all("all => all.map((one) => one.href)")] == [
        "mailto:okafor@example.org",
        "mailto:li@example.org",
    ]
    expect(
        row(page, "thank-you-email").get_by_role(
            "link", name=re.compile("^Email to Mr Li ?: Thank each of them by email")
        )
    ).to_be_visible()
    show(plan(people=[LI]), page)
    expect(links).to_have_count(1)
    expect(links).to_have_attribute("href", re.compile("^mailto:li@example.org"))


def test_a_card_goes_to_nobody_but_the_reader(show):
    page = show(plan())
    unfold(page, "thank-you-card")
    link = export(page, "thank-you-card", "mailto")
    expect(link).to_have_accessible_name(re.compile("^Email to yourself ?: Post a card as well"))
    assert link.get_attribute("href").startswith("mailto:?subject=Post%20a%20card")


def test_a_message_too_long_for_a_link_can_be_copied_alone(show):
    page = show(plan(role="baker of the night " * 100))
    expect(export(page, "thank-you-email", "mailto")).to_be_hidden()
    expect(export(page, "thank-you-email", "copy")).to_be_visible()
    expect(page.locator("[data-draft=thank-you-email] [data-export=mailto]")).to_be_hidden()


def test_the_plan_is_copied_as_text_and_says_so(show):
    page = show(plan(), settings={"permissions": ["clipboard-read", "clipboard-write"]})
    page.get_by_role("button", name="Copy the plan as text").click()
    expect(page.locator("[data-part=plan-exports] .said")).to_have_text("Copied.")
    text = page.evaluate("navigator.clipboard.readText()")
    assert "Tuesday, September 8: Ask once how it stands (Night & Day Bakery)\nOne to two weeks: " in text
    assert "Okafor" not in text


def test_a_link_with_the_dates_is_copied_and_not_followed(show):
    page = show(plan(), settings={"permissions": ["clipboard-read", "clipboard-write"]})
    link = page.get_by_role("link", name="Copy a link with the dates")
    link.click()
    expect(page.locator("[data-part=plan-exports] .said")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == link.get_attribute("href")
    assert "#p=1!2026-08-31~" in link.get_attribute("href") and "#" not in page.url


def test_the_print_button_prints(show):
    page = show(plan())
    page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")


def test_a_changed_plan_changes_the_links_and_leaves_the_list_open(show):
    page = show(plan())
    unfold(page, "check-in")
    export(page, "check-in", "google").focus()
    show(plan({"check-in": {"suggested": "2026-09-10"}}), page)
    expect(export(page, "check-in", "google")).to_have_attribute(
        "href", re.compile("20260910/20260911|20260910%2F20260911")
    )
    expect(export(page, "check-in", "google")).to_be_visible()
    expect(export(page, "check-in", "google")).to_be_focused()


def test_without_a_plan_nothing_is_offered_any_more(show):
    page = show(plan())
    show(None, page)
    for place in page.locator("[data-part$=exports]").all():
        expect(place).to_be_hidden()


def test_nothing_leaves_the_device_while_exports_are_made_and_used(show, new_context, address):
    asked = []
    page = show(settings={"permissions": ["clipboard-read", "clipboard-write"]})
    page.context.on("request", lambda request: asked.append((request.method, request.url)))
    show(plan(decision="2026-09-04"), page)
    page.get_by_role("button", name="Copy the plan as text").click()
    page.get_by_role("link", name="Copy a link with the dates").click()
    for step in WITH_EXPORTS:
        unfold(page, step)
        with page.expect_download():
            export(page, step, "ics").click()
        export(page, step, "copy").click()
        export(page, step, "google").hover()
    page.get_by_role("textbox", name="Message to Ms Okafor").first.press("a")
    assert asked == []


def test_the_keyboard_alone_takes_a_step_to_a_file(show):
    page = show(plan())
    export(page, "check-in", "copy").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(export(page, "check-in", "ics")).to_be_focused()
    with page.expect_download() as file:
        page.keyboard.press("Enter")
    assert file.value.suggested_filename == "check-in.ics"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(show, scheme):
    page = show(plan(people=[OKAFOR, LI], decision="2026-09-04"), settings={"color_scheme": scheme})
    for summary in page.locator("[data-part=exports] summary").all():
        summary.click()
    assert Axe().run(page).response["violations"] == []
