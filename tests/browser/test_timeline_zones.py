"""The employer's zone and the reader's, in a browser that is older than the clocks' rules or does not know a zone."""

import json
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.plan import older, reading
from tests.plan.reading import enter, plan, status, step

article = reading.article
visit = reading.visit

KEY = "afterword.plan"
DAY, AT = "2026-12-10", "15:00"
CHANGED = "**/regions/changed.json"
STRANGE = "This browser does not know today’s clocks of"


def stored(zone, day=DAY):
    """A plan's text, as the browser keeps it."""
    one = {"id": "one", "date": day, "time": AT, "zone": zone, "region": "none"}
    return json.dumps({"version": 2, "name": "", "chosen": "one", "interviews": [one]})


def older_browser(zone="", route=None, asked=None):
    """Makes a page an older browser's, which keeps an interview in `zone`."""

    def prepare(page):
        page.add_init_script(older.SCRIPT)
        if zone:
            keep = f"localStorage.getItem('{KEY}') || localStorage.setItem('{KEY}', {json.dumps(stored(zone))})"
            page.add_init_script(keep)
        if route:
            page.route(CHANGED, route)
        if asked is not None:
            page.on("request", lambda request: asked.append(request.url))

    return prepare


def deadline(zone, day=DAY):
    """24 hours after the interview's end, as the pinned data has it."""
    end = datetime.fromisoformat(f"{day}T{AT}").replace(tzinfo=ZoneInfo(zone))
    return f"{end.astimezone(UTC) + timedelta(hours=24):%Y-%m-%dT%H:%M:%SZ}"


@pytest.mark.parametrize("zone", older.AS_BEFORE)
def test_where_the_browsers_rules_are_older_than_the_sites_the_sites_count_and_the_page_says_so(visit, zone):
    page = visit(before=older_browser(zone), now="2026-12-10T12:00:00Z")
    expect(step(page, "thank-you-email")).to_have_attribute("data-latest", deadline(zone))
    shown = zone.replace("_", " ").replace("/", " / ")
    expect(plan(page)).to_contain_text(f"{STRANGE} {shown}, so the plan goes by newer ones.")
    expect(reading.time(page)).to_have_accessible_description(re.compile(STRANGE))


def test_both_clocks_links_and_files_go_by_the_new_rules(visit):
    page = visit(before=older_browser("America/Vancouver"), now="2026-12-10T12:00:00Z")
    email = step(page, "thank-you-email")
    expect(email).to_contain_text("Friday, December 11, 3:00 pm (5:00 pm your time)")
    expect(email.locator("[data-export=google]")).to_have_attribute("href", re.compile("20261211T220000Z"))
    email.get_by_text("Add to calendar").click()
    with page.expect_download() as download:
        email.locator("[data-export=ics]").click()
    assert "DTEND:20261211T220000Z" in download.value.path().read_text("utf-8")


def test_a_readers_own_clock_goes_by_the_new_rules_too(visit):
    # at 22:30Z it is 15:30 in Vancouver now, and would be 14:30 by the old rule; so is midnight another moment
    page = visit("en-CA", "America/Vancouver", now="2026-12-10T07:30:00Z", before=older_browser("Europe/London"))
    status(page, "contacts", "due")
    expect(step(page, "thank-you-email")).to_contain_text(re.compile(r"\(8:00 a\.?m\.? your time\)"))


def test_a_zone_that_did_not_change_asks_for_nothing_and_nothing_is_said(visit):
    asked = []
    page = visit(before=older_browser("Europe/Berlin", asked=asked), now="2026-12-10T12:00:00Z")
    expect(step(page, "thank-you-email")).to_have_attribute("data-latest", deadline("Europe/Berlin"))
    assert not [url for url in asked if "changed.json" in url]
    expect(plan(page)).not_to_contain_text(STRANGE)


def test_before_the_rule_changed_nothing_is_said(visit):
    page = visit(before=older_browser("America/Havana"), now="2026-08-31T12:00:00Z")
    enter(page, "2026-08-31", AT)
    expect(step(page, "thank-you-email")).to_have_attribute("data-latest", deadline("America/Havana", "2026-08-31"))
    expect(plan(page)).not_to_contain_text(STRANGE)


def test_where_the_rules_do_not_come_the_browsers_own_count(visit):
    page = visit(before=older_browser("America/Vancouver", route=lambda route: route.abort()))
    expect(step(page, "thank-you-email")).to_have_attribute("data-latest", deadline("America/Los_Angeles"))
    expect(plan(page)).not_to_contain_text(STRANGE)


def test_a_zone_that_is_younger_than_the_browser_is_kept_and_has_the_sites_clock(visit):
    page = visit(before=older_browser("America/Coyhaique"), now="2026-12-10T12:00:00Z")
    expect(reading.zone(page)).to_have_value("America/Coyhaique")
    expect(step(page, "thank-you-email")).to_have_attribute("data-latest", deadline("America/Coyhaique"))


def test_a_zone_that_nobody_knows_is_kept_and_said_and_counted_on_the_readers_own_clock(visit):
    page = visit(before=older_browser("Europe/Neverland"), now="2026-12-10T12:00:00Z")
    expect(plan(page)).to_contain_text(f"{STRANGE} Europe / Neverland, so the plan goes by your own.")
    expect(step(page, "thank-you-email")).to_have_attribute("data-latest", deadline("America/New_York"))
    reading.time(page).fill("15:30")
    expect(step(page, "thank-you-email")).to_have_attribute("data-latest", "2026-12-11T20:30:00Z")
    kept = json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))
    assert kept["interviews"][0]["zone"] == "Europe/Neverland"
    expect(reading.zone(page)).to_have_value("Europe/Neverland")
    reading.zone(page).focus()  # the list comes
    expect(reading.zone(page)).to_have_value("Europe/Neverland")
    reading.zone(page).select_option("Europe/Berlin")
    expect(plan(page)).not_to_contain_text(STRANGE)


LANGUAGES = {"en_US": "US", "en-US@posix": "US", "de_AT.UTF-8": "AT", "C": "GB", "": "GB", "und": "GB"}
LANGUAGES |= {"x-klingon": "GB", "tlh": "GB", "undefined": "GB", "en-001": "GB", "es-419": "GB", "zxx": "GB"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_a_browser_calls_its_language_there_are_english_dates_and_a_region(visit, language):
    given = "undefined" if language == "undefined" else json.dumps(language)
    script = f"Object.defineProperty(navigator, 'language', {{ get: () => {given} }})"
    page = visit("en-US", "Europe/London", before=lambda page: page.add_init_script(script))
    expect(reading.region(page)).to_have_value(LANGUAGES[language])
    enter(page, "2026-08-31", "15:00")
    expect(step(page, "thank-you-email")).to_contain_text(re.compile("Tuesday,? (1 September|September 1)"))
    expect(plan(page).locator("[data-part=strip]")).to_be_visible()
