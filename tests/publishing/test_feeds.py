"""The comments as Atom feeds: of one thread, and of all."""

import gzip
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from service.discussion import moderation
from service.discussion.models import Comment, Thread, ThreadPage
from service.publishing import feeds, releases
from service.publishing.reconcile import reconcile
from service.publishing.release import release
from service.serving.files import content_type

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def siteurl(data, settings):
    return settings.AFTERWORD.siteurl


def raw(data, slug=""):
    return (data / "current/site" / slug / "comments.atom").read_bytes()


def feed(data, slug="follow-up"):
    return ET.fromstring(raw(data, slug))


def entries(data, slug="follow-up"):
    return feed(data, slug).findall(f"{ATOM}entry")


def told(element, name):
    return element.find(ATOM + name).text


def content(entry):
    found = entry.find(f"{ATOM}content")
    assert found.get("type") == "html"
    return BeautifulSoup(found.text, "html.parser")


def test_a_thread_without_comments_has_an_empty_feed(released, siteurl):
    found = feed(released, "thank-you")
    assert told(found, "title") == "Comments on Thank-You"
    assert told(found, "id") == f"{siteurl}/thank-you/comments.atom"
    assert told(found, "updated") == "1970-01-01T00:00:00+00:00"
    assert not entries(released, "thank-you") and not entries(released, "")


@pytest.mark.parametrize("slug", ["follow-up", ""])
def test_an_accepted_comment_is_in_its_feed_when_the_decision_returns(released, accept, siteurl, slug):
    comment = accept("I *waited*.", days=3)
    (entry,) = entries(released, slug)
    assert told(entry, "title") == "Ada on Follow-Up"
    assert told(entry.find(f"{ATOM}author"), "name") == "Ada"
    assert told(entry, "id").endswith(f":comment-{comment.pk}")
    assert entry.find(f"{ATOM}link").get("href") == f"{siteurl}/follow-up/comments/1/#comment-{comment.pk}"
    assert told(entry, "published")[:19] == f"{comment.created:%Y-%m-%dT%H:%M:%S}"
    assert told(entry, "updated") == told(feed(released, slug), "updated")
    assert content(entry).em.text == "waited" and "How soon? 3 days" in content(entry).text


def test_what_a_reader_wrote_stays_text(released, accept):
    accept("1 < 2 & ]]> <script>alert(1)</script>", name="<b>Bo</b> & Co\x0b")
    (entry,) = entries(released)
    assert told(entry.find(f"{ATOM}author"), "name") == "<b>Bo</b> & Co\ufffd"
    assert not content(entry).find("script") and "<script>" in content(entry).text


def test_the_feed_holds_the_newest_fifty_the_last_accepted_first(released, accept):
    late = accept("The first of all.")
    for number in range(51):
        accept(f"Letter {number}.")
    shown = [content(entry).text.strip() for entry in entries(released)]
    assert shown == [f"Letter {number}." for number in range(50, 0, -1)]
    moderation.decide("reopen", late.pk, by="a test")
    moderation.decide("approve", late.pk, by="a test")
    assert content(entries(released)[0]).text.strip() == "The first of all."


def test_a_deleted_comment_is_gone_from_both(released, accept):
    comment = accept("Something rash.")
    moderation.decide("delete", comment.pk, by="a test")
    assert b"rash" not in raw(released, "follow-up") + raw(released)


def test_only_the_feed_of_all_has_every_thread_and_none_that_left_the_site(released, accept):
    accept("Here.", "follow-up")
    accept("There.", "thank-you")
    assert [told(entry, "title") for entry in entries(released, "")] == ["Ada on Thank-You", "Ada on Follow-Up"]
    Thread.objects.filter(slug="thank-you").update(listed=False)
    accept("Here again.", "follow-up")
    assert [told(entry, "title") for entry in entries(released, "")] == ["Ada on Follow-Up"] * 2


def test_the_same_record_gives_the_same_bytes_in_the_next_release(released, accept):
    for number in range(3):
        accept(f"Letter {number}.", days=number + 1)
    before = raw(released), raw(released, "follow-up"), raw(released, "thank-you")
    release(again=True, say=lambda words: None)
    assert (raw(released), raw(released, "follow-up"), raw(released, "thank-you")) == before


def test_a_feed_has_its_type_and_its_compressed_form(released, accept):
    accept("Words. " * 100)
    path = released / "current/site/comments.atom"
    assert content_type(path) == "application/atom+xml; charset=utf-8"
    assert gzip.decompress(path.with_name("comments.atom.gz").read_bytes()) == raw(released)


def test_a_feed_that_could_not_be_written_is_written_by_the_reconciler(released, accept, monkeypatch):
    def fail(*_, **__):
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(feeds.files, "publish", fail)
        accept("A patient letter.")
    assert ThreadPage.objects.get(thread="follow-up", number=0).baked == 0
    reconcile()
    assert b"A patient letter." in raw(released) and b"A patient letter." in raw(released, "follow-up")


def test_a_feed_that_did_not_change_is_not_written_again(released, accept):
    accept()
    path = released / "current/site/comments.atom"
    before = path.stat()
    feeds.write_all(releases.current(released), set())
    assert path.stat() == before


def test_the_newest_are_found_by_an_index_however_many_there_are(released, accept):
    accept()
    with CaptureQueriesContext(connection) as seen:
        feeds.write_thread(releases.current(released), set(), "follow-up")
        feeds.write_all(releases.current(released), set())
    for query in (query["sql"] for query in seen if "decided" in query["sql"] and "LIMIT 50" in query["sql"]):
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {query}")
            plan = " ".join(row[-1] for row in cursor.fetchall())
        assert "newest_" in plan and "TEMP B-TREE" not in plan


def test_baking_asks_and_writes_as_often_in_a_long_thread_as_in_a_short_one(released, accept, monkeypatch):
    written = []
    begin = feeds.files.begin
    monkeypatch.setattr(feeds.files, "begin", lambda path, *more: (written.append(path.name), begin(path, *more))[1])

    def cost():
        written.clear()
        with CaptureQueriesContext(connection) as seen:
            accept(days=2)
        return len(seen), len(written)

    for _ in range(9):
        accept(days=1)
    few = cost()
    for _ in range(50):
        accept(days=3)
    assert cost() == few and few[1] == 5
    assert Comment.objects.count() == 61
