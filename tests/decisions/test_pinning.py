"""A pinned comment stands before all others on its article, and only there."""

import pytest

from service.decisions import moderation, pinning
from service.record.models import Comment, Decision, Status, Thread, ThreadPage
from service.threads import thread_view
from tests.factories import write


def front():
    return thread_view.front("follow-up")


def ids(view):
    return [comment.id for comment in view.comments]


def test_a_pinned_comment_stands_first_with_its_replies_and_nowhere_else(thread):
    first, second, third = (write(Status.ACCEPTED) for _ in range(3))
    reply = write(Status.ACCEPTED, parent=second)
    assert pinning.pin(second.pk, "mo")
    view = front()
    assert view.pinned.id == second.pk and [one.id for one in view.pinned.replies] == [reply.pk]
    assert ids(view) == [first.pk, third.pk]
    page = thread_view.page_of_thread("follow-up", 1)
    assert page.pinned is None and ids(page) == [first.pk, second.pk, third.pk]


def test_an_old_comment_is_pinned_from_its_page_and_keeps_its_address(thread):
    old = write(Status.ACCEPTED)
    for _ in range(75):
        write(Status.ACCEPTED)
    assert old.pk not in ids(front())
    pinning.pin(old.pk, "mo")
    assert front().pinned.url == f"/follow-up/comments/1/#comment-{old.pk}"
    assert len(ids(front())) == 26


def test_another_pin_takes_the_place_and_a_pin_can_be_taken_off(thread):
    first, second = write(Status.ACCEPTED), write(Status.ACCEPTED)
    pinning.pin(first.pk, "mo")
    pinning.pin(second.pk, "mo")
    assert front().pinned.id == second.pk and ids(front()) == [first.pk]
    pinning.pin(first.pk, "mo", pinned=False)  # it has none
    assert front().pinned.id == second.pk
    pinning.pin(second.pk, "mo", pinned=False)
    assert front().pinned is None and ids(front()) == [first.pk, second.pk]


@pytest.mark.parametrize("action", ["delete", "reopen"])
def test_a_comment_that_is_taken_down_is_pinned_no_longer(thread, action):
    comment = write(Status.ACCEPTED)
    write(Status.ACCEPTED, parent=comment)
    pinning.pin(comment.pk, "mo")
    moderation.decide(action, comment.pk, "mo")
    assert Thread.objects.get().pinned is None
    assert front().pinned is None and ids(front()) == [comment.pk]  # the place of the reply


@pytest.mark.parametrize("status", [Status.PENDING, Status.REJECTED, Status.DELETED])
def test_what_readers_do_not_see_cannot_be_pinned(thread, status):
    assert not pinning.pin(write(status).pk, "mo")
    assert Thread.objects.get().pinned is None


def test_a_reply_cannot_be_pinned(thread):
    reply = write(Status.ACCEPTED, parent=write(Status.ACCEPTED))
    assert not pinning.pin(reply.pk, "mo")


def test_it_is_baked_into_the_article_alone_and_kept_in_the_record(thread, django_capture_on_commit_callbacks):
    comment = write(Status.ACCEPTED)
    before = dict(ThreadPage.objects.values_list("number", "version"))
    pinning.pin(comment.pk, "mo")
    pinning.pin(comment.pk, "mo")  # nothing new
    assert dict(ThreadPage.objects.values_list("number", "version")) == before | {0: before[0] + 1}
    assert list(Decision.objects.filter(action="pin").values_list("comment", "by")) == [(comment.pk, "mo")]


def test_a_pin_is_nothing_that_an_undo_of_a_decision_would_reach(thread, clock):
    comment = write(Status.ACCEPTED)
    clock.move(minutes=1)
    pinning.pin(comment.pk, "Ann")
    batch = moderation.last_batch("Ann", comment.decided.replace(year=2000))
    moderation.undo(batch, "Ann")
    assert Comment.objects.get().status == Status.PENDING


def test_an_unknown_comment_is_an_error(thread):
    with pytest.raises(Comment.DoesNotExist):
        pinning.pin(999, "mo")
