"""The comments as Atom feeds: of one thread, and of all."""

import gzip
from datetime import datetime, timedelta
from importlib import import_module
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from service.decisions import editing, moderation, moving, pinning
from service.publishing import feeds, files, manifest, releases
from service.publishing.reconcile import reconcile
from service.publishing.release import release
from service.record.models import Comment, Decision, Thread, ThreadPage
from service.rules import forms
from service.serving.files import content_type

ATOM = "{http://www.w3.org/2005/Atom}"
THREADING = "{http://purl.org/syndication/thread/1.0}"


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


def test_an_entry_names_what_it_answers_by_the_id_of_that_entry(released, accept, siteurl):
    told_of = manifest.read(released / "output")
    told_of.threads["follow-up"]["entry"] = "tag:127.0.0.1,2026-09-01:/follow-up/"
    manifest.sync(told_of)
    top = accept("The top.")
    reply = accept("A reply.", parent=top)
    accept("Below it.", parent=reply)
    for slug in ("follow-up", ""):
        below, between, above = entries(released, slug)
        places = [told.find(f"{THREADING}in-reply-to").attrib for told in (below, between, above)]
        assert [place["ref"] for place in places] == [
            told(between, "id"),
            told(above, "id"),
            "tag:127.0.0.1,2026-09-01:/follow-up/",
        ]
        assert places[0]["href"] == f"{siteurl}/follow-up/comments/1/#comment-{reply.pk}"
        assert places[2]["href"] == f"{siteurl}/follow-up/"
        assert {place["type"] for place in places} == {"text/html"}


def test_what_a_build_without_ids_says_is_enough_for_a_feed(released, accept, siteurl):
    accept()
    (entry,) = entries(released)
    assert entry.find(f"{THREADING}in-reply-to").get("ref") == f"{siteurl}/follow-up/"


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


def moments(data, *comments):
    """What both feeds say of when they and the entries of these comments changed."""
    found = [datetime.fromisoformat(told(feed(data, slug), "updated")) for slug in ("follow-up", "")]
    of = {told(entry, "id").rpartition("-")[2]: told(entry, "updated") for entry in entries(data)}
    return found, [datetime.fromisoformat(of[str(comment.pk)]) for comment in comments]


CHANGES = {
    "the newest is deleted": lambda old, new: moderation.decide("delete", new.pk, by="a test"),
    "the newest waits again": lambda old, new: moderation.decide("reopen", new.pk, by="a test"),
    "both are deleted": lambda old, new: moderation.decide_all("delete", [new.pk, old.pk], by="a test"),
    "an older one is edited": lambda old, new: edit(old),
}


def edit(comment, body="Other words."):
    draft = forms.clean({"body": body, "name": comment.name}, [])
    assert editing.edit(comment.pk, draft, editing.fingerprint(Comment.objects.get(pk=comment.pk)), "a test")


@pytest.mark.parametrize("clock_goes", [timedelta(hours=1), timedelta(0), timedelta(hours=-1)], ids=str)
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_news_in_both_feeds_and_their_time_never_falls(released, accept, monkeypatch, change, clock_goes):
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    old, new = accept("The old one."), accept("The new one.")
    before, _ = moments(released)
    monkeypatch.setattr(timezone, "now", lambda: now + clock_goes)
    change(old, new)
    after, _ = moments(released)
    assert after[0] > before[0] and after[1] > before[1]
    accept("One more.")
    release(again=True, say=lambda words: None)
    last, _ = moments(released)
    assert last[0] > after[0] and last[1] > after[1]


def test_an_edit_raises_the_time_of_its_own_entry_alone(released, accept):
    old, new = accept("The old one."), accept("The new one.")
    _, before = moments(released, old, new)
    edit(old)
    feeds_changed, after = moments(released, old, new)
    assert after[0] > before[0] and after[1] == before[1]
    assert all(moment >= after[0] for moment in feeds_changed)
    assert [content(entry).text.strip() for entry in entries(released)] == ["The new one.", "Other words."]


def test_an_entry_that_comes_back_is_not_older_than_it_was(released, accept, monkeypatch):
    comment = accept()
    edit(comment)
    _, before = moments(released, comment)
    monkeypatch.setattr(timezone, "now", lambda: comment.decided - timedelta(hours=1))
    moderation.decide("reopen", comment.pk, by="a test")
    moderation.decide("approve", comment.pk, by="a test")
    _, after = moments(released, comment)
    assert after >= before


def test_a_pin_is_no_news_of_a_feed(released, accept):
    comment = accept()
    before = raw(released), raw(released, "follow-up")
    pinning.pin(comment.pk, by="a test")
    assert (raw(released), raw(released, "follow-up")) == before


def test_the_feed_of_all_keeps_its_time_when_an_article_leaves_or_moves(released, accept):
    accept("There.", "thank-you")
    ((before, latest), _) = moments(released)
    Thread.objects.filter(slug="thank-you").update(listed=False)
    feeds.write_all(releases.current(released), set())
    assert moments(released)[0] == [before, latest]
    Thread.objects.filter(slug="thank-you").update(listed=True)
    moving.move_threads({"thank-you": "follow-up"})
    release(again=True, say=lambda words: None)
    assert moments(released)[0] == [latest, latest]


def test_a_thread_of_before_has_the_time_that_its_record_tells(released, accept):
    comment = accept()
    edit(comment)
    Thread.objects.update(changed=None)
    import_module("service.record.migrations.0011_changed").from_the_record(apps, None)
    assert Thread.objects.get(pk="follow-up").changed == Decision.objects.get(action="edit").at
    assert Thread.objects.get(pk="thank-you").changed is None


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
    after = path.stat()  # to look at it changes when it was last looked at
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


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
    pending = files.PendingFile
    monkeypatch.setattr(files, "PendingFile", lambda path, *more: (written.append(path.name), pending(path, *more))[1])

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
