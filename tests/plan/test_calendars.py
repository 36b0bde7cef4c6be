"""Each country's days of the years covered, and some of its parts', against the oracle; `make soak` takes them all."""

import random

import pytest

from tests.plan import cases
from tests.plan.calendars import COUNTRIES, differences

SEED = cases.seed()
WHOLE = {"US", "GB", "DE", "CA", "AU", "IE", "MY", "CH"}
CHANCE = random.Random(SEED)
PARTS = {
    country: parts if country in WHOLE else CHANCE.sample(parts, min(1, len(parts)))
    for country, parts in COUNTRIES.items()
}


@pytest.mark.parametrize("country", PARTS)
def test_each_day_of_the_years_covered_is_what_the_library_says(run, country):
    assert list(differences(run, country, ["", *PARTS[country]])) == [], f"SEED={SEED}"


def test_without_a_region_the_weekend_is_saturday_and_sunday_and_saturdays_post_is_collected(run):
    assert list(differences(run, "none", [""])) == []
