"""Regions and zones on the plan page: whose they are at first, and that each keeps its name on every way out and in."""

import pytest
from playwright.sync_api import expect

from tests.plan import cases
from tests.planner.reading import kept

ROUND_TRIP = """
const { linked, unlinked } = await load('device/link_codec'), { fresh, stateOf, VERSION } = await load('device/state');
const base = location.href.split('#')[0];
return data.filter((region) => {
  const one = fresh({ date: '2026-08-31', zone: 'Europe/Berlin', region });
  const { hash } = new URL(`#${linked([one])}`, base); // as an address has it
  const copy = stateOf(JSON.parse(JSON.stringify({ version: VERSION, interviews: [one] })));
  return [unlinked(hash.slice(1))?.[0], copy.interviews[0]].some((back) => back?.region !== region);
});
"""


def test_every_region_comes_back_the_same_by_a_link_and_by_a_copy(run):
    assert run(ROUND_TRIP, ["none", *cases.regions()]) == []


FIRST = [("de", "Europe/Vienna", "AT"), ("en", "UTC", "none"), ("en-GB", "Asia/Kolkata", "GB")]


@pytest.mark.parametrize(("locale", "zone", "region"), FIRST)
def test_a_first_interview_has_the_region_that_an_article_would_guess(visit, locale, zone, region):
    page = visit(locale=locale, timezone_id=zone)
    page.get_by_role("button", name="Add an interview").click()
    expect(page.get_by_label("The employer’s holidays")).to_have_value(region)
    page.wait_for_function("localStorage.getItem('afterword.plan')")
    assert kept(page)["interviews"][0]["region"] == region
