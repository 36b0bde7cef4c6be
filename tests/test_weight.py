"""The budget of a first visit. A size is the same on every machine, so it is a test and not only a measurement."""

import random
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from harness.weight import BUDGET, CALCULATOR_BUDGET, VISIT_BUDGET, all_scripts, calculator, first_visit
from service.decisions import moderation
from service.publishing.release import release
from service.record.models import Comment

COMMENTS, LENGTH = 50, 190
WRITTEN = datetime(2026, 11, 28, 19, 46, tzinfo=UTC)  # one for all: a weight hangs on the digits of what it weighs
OTHER_PARTS = "applying", "preparing", "first-impressions", "the-interview"
WORD = re.compile(r"[A-Za-z’]+[,.]?")


@pytest.fixture(scope="module")
def weight(blog, browser):
    return first_visit(blog, "follow-up", browser)


@pytest.fixture
def weighed(record_property):
    """Takes a weight down for the table, and gives it back."""

    def weighed(what, size, budget=None):
        record_property("weight", (what, size, budget))
        return size

    return weighed


@pytest.fixture
def discussed(blog, tmp_path, settings, transactional_db):
    """The site as it is served, with 50 comments in Part Five."""
    settings.AFTERWORD = replace(settings.AFTERWORD, data=tmp_path)
    (tmp_path / "output").symlink_to(blog)
    release(say=lambda words: None)
    for number, text in enumerate(texts(), start=1):
        key = f"{number:032}"
        about = {"pk": number, "thread_id": "follow-up", "name": text.split()[0], "body": text, "created": WRITTEN}
        comment = Comment.objects.create(**about, nonce=key, status_key=key)
        moderation.decide("approve", comment.pk, by="a test")
    return tmp_path / "current" / "site"


def texts():
    """Words of the other parts at random, which gzip finds harder than what people write."""
    parts = [Path("content", "posts", f"{part}.md").read_text("utf-8") for part in OTHER_PARTS]
    words = WORD.findall(" ".join(parts))
    chance = random.Random(1)
    return [" ".join(chance.choices(words, k=LENGTH))[:LENGTH].strip().ljust(LENGTH, ".") for _ in range(COMMENTS)]


@pytest.mark.parametrize("part", BUDGET)
def test_a_first_visit_stays_within_its_budget(weight, part, weighed):
    assert 0 < weighed(f"first visit to Part Five: {part}", weight[part], BUDGET[part]) <= BUDGET[part]


def test_the_calculator_of_an_article_stays_within_its_budget_with_all_that_comes_on_use(blog, weighed):
    weighed("every script of the site", all_scripts(blog))
    size = weighed("calculator, with all that comes on use", calculator(blog), CALCULATOR_BUDGET)
    assert 0 < size <= CALCULATOR_BUDGET


def test_a_first_visit_with_fifty_comments_stays_within_its_budget(discussed, browser, weighed):
    page = (discussed / "follow-up" / "index.html").read_text("utf-8")
    assert page.count('<article class="comment"') == COMMENTS
    sizes = first_visit(discussed, "follow-up", browser)
    for part in ("page", "styles", "scripts"):
        weighed(f"with {COMMENTS} comments, as served: {part}", sizes[part])
    total = sum(sizes[part] for part in ("page", "styles", "scripts"))
    assert weighed(f"with {COMMENTS} comments, as served: all", total, VISIT_BUDGET) <= VISIT_BUDGET
