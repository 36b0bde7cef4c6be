"""The moderators' record: batches, undo, and edits with what was there before."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from service.decisions import editing, moderation
from service.record import signals
from service.record.models import Comment, Decision, Status, Thread, ThreadPage
from service.rules import forms
from tests.factories import at_once, write


def statuses(*comments):
    return [Comment.objects.values_list("status", flat=True).get(pk=comment.pk) for comment in comments]


def draft(body, name=""):
    return forms.clean({"body": body, "name": name}, [])


# --- batches and undo ---


def test_each_decision_is_kept_with_who_when_and_why(thread, clock):
    comment = write()
    moderation.decide("reject", comment.pk, "Ann", "spam")
    moderation.decide("reopen", comment.pk, "Ben")
    rows = Decision.objects.order_by("pk").values_list("action", "before", "after", "by", "at", "reason")
    now = timezone.now()
    assert list(rows) == [
        ("reject", "pending", "rejected", "Ann", now, "spam"),
        ("reopen", "rejected", "pending", "Ben", now, ""),
    ]


def test_what_was_decided_before_leaves_no_row(thread):
    comment = write("accepted")
    moderation.decide("reject", comment.pk, "Ben")
    assert Decision.objects.count() == 1


def test_a_batch_tells_of_each_comment_who_was_first(thread):
    first, second = write(), write("accepted")
    batch = moderation.decide_all("reject", [first.pk, second.pk], "Ben")
    assert batch.done == [first.pk]
    assert str(batch.outcomes[second.pk]) == "already approved by Ann at 2026-09-01T12:00:00Z"


def test_a_batch_with_an_unknown_comment_changes_nothing(thread):
    comment = write()
    with pytest.raises(Comment.DoesNotExist):
        moderation.decide_all("approve", [comment.pk, 12345], "Ben")
    assert statuses(comment) == ["pending"]


def test_a_batch_bakes_each_thread_once(thread, django_capture_on_commit_callbacks):
    heard = []

    def hear(slug, **_):
        heard.append(slug)

    Thread.objects.create(slug="thanks", title="Thanks")
    comments = [write(slug=slug) for slug in ("follow-up", "thanks", "follow-up")]
    signals.thread_changed.connect(hear)
    with django_capture_on_commit_callbacks(execute=True):
        moderation.decide_all("approve", [comment.pk for comment in comments], "Ben")
    signals.thread_changed.disconnect(hear)
    assert heard == ["follow-up", "thanks"]
    assert Thread.objects.get(slug="follow-up").accepted == 2


def test_undo_reopens_a_whole_batch(thread):
    comments = [write() for _ in range(3)]
    batch = moderation.decide_all("approve", [comment.pk for comment in comments], "Ben")
    assert moderation.undo(batch.name, "Ben").done == [comment.pk for comment in comments]
    assert statuses(*comments) == ["pending"] * 3
    thread.refresh_from_db()
    assert thread.accepted == 0


def test_undo_leaves_what_somebody_else_decided_since(thread, clock):
    first, second = write(), write()
    batch = moderation.decide_all("approve", [first.pk, second.pk], "Ben")
    clock.move(minutes=1)
    moderation.decide("delete", second.pk, "Ann")
    assert moderation.undo(batch.name, "Ben").done == [first.pk]
    assert statuses(first, second) == ["pending", "deleted"]


def test_the_last_batch_is_one_s_own_and_goes_back_step_by_step(thread, clock):
    def last():
        return moderation.last_batch("Ben", timezone.now() - timedelta(hours=1))

    assert last() == ""
    batches = []
    for by in ("Ben", "Ben", "Ann"):
        batches.append(moderation.decide_all("reject", [write().pk], by).name)
        clock.move(seconds=1)
    assert last() == batches[1]
    moderation.undo(last(), "Ben")
    assert last() == batches[0]
    clock.move(hours=2)
    assert last() == ""


def test_a_decision_asks_as_often_in_a_thread_of_many(thread):
    def statements():
        comment = write()
        with CaptureQueriesContext(connection) as asked:
            moderation.decide("approve", comment.pk, "Ann")
        return len(asked)

    statements()
    few = statements()
    for _ in range(20):
        write("accepted")
    assert statements() == few


# --- edits ---


def test_an_edit_keeps_what_was_there_and_who_changed_it(thread):
    comment = write(body="Call me: 555 0100.", name="Ada")
    assert editing.edit(comment.pk, draft("Call me.", "Ada"), editing.fingerprint(comment), "Ann")
    comment.refresh_from_db()
    assert (comment.body, comment.status, comment.digest) == ("Call me.", "pending", draft("Call me.").digest)
    (row,) = Decision.objects.values("action", "by", "kept", "before", "after")
    assert row == {
        "action": "edit",
        "by": "Ann",
        "kept": {"name": "Ada", "body": "Call me: 555 0100."},
        "before": "pending",
        "after": "pending",
    }


def test_an_edit_of_a_published_comment_is_baked(thread):
    comment = write("accepted")
    before = dict(ThreadPage.objects.values_list("number", "version"))
    assert editing.edit(comment.pk, draft("Other words."), editing.fingerprint(comment), "Ann")
    after = dict(ThreadPage.objects.values_list("number", "version"))
    assert after == {page: version + 1 for page, version in before.items()}
    thread.refresh_from_db()
    assert thread.accepted == 1


def test_the_same_words_are_no_edit(thread):
    comment = write(body="Words.")
    assert editing.edit(comment.pk, draft("Words."), editing.fingerprint(comment), "Ann")
    assert not Decision.objects.exists()


def test_whoever_comes_second_changes_nothing(thread):
    comment = write(body="One.")
    was = editing.fingerprint(comment)
    assert editing.edit(comment.pk, draft("Two."), was, "Ann")
    assert not editing.edit(comment.pk, draft("Three."), was, "Ben")
    comment.refresh_from_db()
    assert comment.body == "Two."


def test_of_two_at_once_one_edits_and_one_is_told(file_database):
    comment = write(body="One.")
    was = editing.fingerprint(comment)
    works = [lambda words=words: editing.edit(comment.pk, draft(words), was, "Ann") for words in ("Two.", "Three.")]
    assert sorted(at_once(*works)) == [False, True]
    assert Decision.objects.filter(action="edit").count() == 1


def test_undo_never_takes_an_edit_back(thread):
    comment = write(status=Status.PENDING, body="One.")
    editing.edit(comment.pk, draft("Two."), editing.fingerprint(comment), "Ann")
    assert moderation.last_batch("Ann", timezone.now() - timedelta(hours=1)) == ""
