"""An approval costs the same in a thread of ten or 10,000 comments, on a site of ten or 5,000 articles."""

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from harness import lists, seed
from service.decisions import moderation
from service.publishing import files, manifest, releases
from service.publishing.release import release
from service.record.models import Comment, Thread, ThreadPage

SLUG, SMALL = lists.SLUG, 10


@pytest.fixture
def released(data, transactional_db):
    lists.write(data / "output", SMALL)
    release(say=lambda words: None)
    return data


@pytest.fixture
def cost(released, monkeypatch):
    """(SQL statements, files written) of one approval in the thread."""
    written, rename = [], files._rename
    monkeypatch.setattr(files, "_rename", lambda new: (written.extend(path.name for _, path in new), rename(new)))

    def cost():
        waiting = Comment.objects.filter(status="pending").values_list("pk", flat=True)[0]
        written.clear()
        with CaptureQueriesContext(connection) as asked:
            moderation.decide("approve", waiting, "a test")
        return len(asked), sorted(written)

    return cost


def fill(comments):
    """Give the thread so many accepted comments, in pages that are baked, and some that wait."""
    Comment.objects.all().delete()
    ThreadPage.objects.all().delete()
    seed.fill(SLUG, comments, "accepted")
    seed.fill(SLUG, 2, "pending")
    ThreadPage.objects.update(baked=F("version"))


def grow(data, articles):
    """More articles in the record and in the release, in lists of ten; what an approval elsewhere never opens."""
    told = {"title": "Another", "questions": [], "closed": ""}
    slugs = [f"more-{number}" for number in range(articles)]
    Thread.objects.bulk_create(Thread(slug=slug, title="Another", tallied=True) for slug in slugs)
    made = releases.current(data)
    threads = {slug: {"page": f"{slug}/index.html", **told} for slug in slugs}
    lists = {f"more-{first}.html": slugs[first : first + 10] for first in range(0, articles, 10)}
    for slug, entry in manifest.entries(manifest.Manifest(threads, {}, lists)).items():
        made.note_thread(slug, entry)


def test_in_a_thread_of_ten_thousand_it_costs_what_it_costs_in_one_of_ten(cost):
    fill(10)
    few = cost()
    fill(10_000 - 5)  # its newest page has room, as that of ten has
    assert cost() == few
    assert few[1].count("index.html") == 2 and len(few[1]) == 10


def test_on_a_site_of_five_thousand_articles_it_costs_what_it_costs_on_one_of_ten(cost, released):
    fill(10)
    few = cost()
    grow(released, 5_000 - SMALL)
    assert Thread.objects.filter(listed=True).count() == 5_000
    assert cost() == few
