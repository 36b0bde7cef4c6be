"""Decisions: what each does from each status, who wins, and what follows for numbers, counts and pages."""

import sqlite3
import threading
from functools import partial

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from service.decisions import moderation
from service.record import signals, writing
from service.record.models import Comment, Status, Thread, ThreadPage
from service.threads import thread_view
from tests.factories import at_once, write

ACTIONS = {
    "approve": {"pending": "accepted"},
    "reject": {"pending": "rejected"},
    "delete": {"pending": "deleted", "accepted": "deleted", "rejected": "deleted"},
    "reopen": {"accepted": "pending", "rejected": "pending", "deleted": "pending"},
}
TABLE = [(action, before, ACTIONS[action].get(before)) for action in ACTIONS for before in Status.values]


def versions(slug="follow-up"):
    """The version of each page of a thread; 0 is the article."""
    return dict(ThreadPage.objects.filter(thread=slug).values_list("number", "version"))


def raised(change):
    """Which pages have a higher version after the change, and by how much."""
    before = versions()
    change()
    rises = {number: version - before.get(number, 0) for number, version in versions().items()}
    return {number: rise for number, rise in rises.items() if rise}


def decide(action, comment, by="Mo", reason=""):
    return moderation.decide(action, comment.pk, by, reason)


# --- one decision ---


@pytest.mark.parametrize(("action", "before", "after"), TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE])
def test_an_action_leads_to_its_status_or_changes_nothing(thread, clock, action, before, after):
    comment = write(before)
    clock.move(minutes=1)
    outcome = decide(action, comment)
    kept = comment.decided, comment.decided_by
    comment.refresh_from_db()
    assert (outcome.done, outcome.status) == (after is not None, after or before)
    assert comment.status == (after or before)
    if after is None:
        assert (comment.decided, comment.decided_by) == kept
    elif after == Status.PENDING:
        assert (comment.decided, comment.decided_by) == (None, "")
    else:
        assert (comment.decided, comment.decided_by) == (clock.time, "Mo")


TOLD = {
    "accepted": "already approved by Ann at 2026-09-01T12:00:00Z",
    "rejected": "already rejected by Ann at 2026-09-01T12:00:00Z",
    "deleted": "already deleted by Ann at 2026-09-01T12:00:00Z",
}


@pytest.mark.parametrize("status", TOLD)
def test_the_second_moderator_is_told_who_decided_and_when(thread, clock, status):
    comment = write(status)
    clock.move(hours=1)
    assert str(decide("approve", comment)) == TOLD[status]


def test_what_waits_cannot_be_reopened(thread):
    assert str(decide("reopen", write())) == "already waiting"


def test_a_decision_done_is_told_as_well(thread):
    assert str(decide("reject", write(), "Mo", "spam")) == "rejected by Mo at 2026-09-01T12:00:00Z"


def test_a_reason_stays_until_the_comment_is_reopened(thread):
    comment = write()
    decide("reject", comment, reason="spam")
    comment.refresh_from_db()
    assert comment.reason == "spam"
    decide("reopen", comment)
    comment.refresh_from_db()
    assert comment.reason == ""


def test_a_long_name_and_a_long_reason_are_cut_to_what_the_table_holds(thread):
    comment = write()
    decide("reject", comment, "M" * 1000, "r" * 1000)
    comment.refresh_from_db()
    assert (len(comment.decided_by), len(comment.reason)) == (150, 500)


@pytest.mark.parametrize("number", [0, 12345, 10**18, 10**30])
def test_an_unknown_comment_is_an_error(thread, number):
    with pytest.raises(Comment.DoesNotExist):
        moderation.decide("approve", number, "Mo")


# --- numbers, counts, versions ---


def test_a_number_is_given_at_the_first_acceptance_and_kept(thread):
    first, second = write(), write()
    assert (first.number, second.number) == (None, None)
    for comment, number in ((second, 1), (first, 2)):
        for action in ("approve", "reopen", "approve", "delete", "reopen", "approve"):
            decide(action, comment)
            comment.refresh_from_db()
            assert comment.number == number
    thread.refresh_from_db()
    assert (thread.accepted, thread.numbered) == (2, 2)


def test_a_reply_is_counted_and_has_no_number(thread):
    top = write("accepted")
    reply = write("accepted", parent=top)
    assert reply.number is None
    thread.refresh_from_db()
    assert (thread.accepted, thread.numbered) == (2, 1)


def test_only_acceptance_counts(thread):
    for status in Status.values:
        write(status)
    thread.refresh_from_db()
    assert thread.accepted == 1


def thread_of(count):
    return [write("accepted") for _ in range(count)]


def test_a_comment_raises_its_own_page_and_the_article(thread):
    thread_of(3)
    comment = write()
    assert raised(lambda: decide("approve", comment)) == {0: 1, 1: 1}


def test_a_new_page_raises_the_page_before_it_once_more(thread):
    thread_of(50)
    comment = write()
    assert raised(lambda: decide("approve", comment)) == {0: 1, 2: 1, 3: 1}
    assert raised(lambda: decide("reopen", comment)) == {0: 1, 3: 1}
    assert raised(lambda: decide("approve", comment)) == {0: 1, 3: 1}


def test_a_reply_on_an_old_page_raises_that_page_and_the_article_for_its_count(thread):
    first, *_ = thread_of(60)
    reply = write(parent=first)
    assert raised(lambda: decide("approve", reply)) == {0: 1, 1: 1}
    assert raised(lambda: decide("delete", first)) == {0: 1, 1: 1}


def test_the_first_comment_makes_the_first_page(thread):
    comment = write()
    assert raised(lambda: decide("approve", comment)) == {0: 1, 1: 1}


UNSEEN = [("reject", "pending"), ("delete", "pending"), ("delete", "rejected"), ("reopen", "rejected")]


@pytest.mark.parametrize(("action", "before"), [*UNSEEN, ("approve", "accepted"), ("reopen", "pending")])
def test_what_no_reader_sees_raises_nothing_and_tells_nobody(thread, told, action, before):
    comment = write(before)
    told.clear()
    assert raised(lambda: decide(action, comment)) == {}
    assert told == []


def test_another_thread_stays_as_it_was(thread):
    Thread.objects.create(slug="preparing", title="Preparing")
    write("accepted", slug="preparing")
    before = versions("preparing")
    thread_of(2)
    assert versions("preparing") == before
    assert Thread.objects.get(pk="preparing").accepted == 1


@pytest.fixture
def told():
    """The slugs that the rest of the service was told of."""
    slugs = []

    def hear(sender, slug, **_):
        slugs.append(slug)

    signals.thread_changed.connect(hear)
    yield slugs
    signals.thread_changed.disconnect(hear)


@pytest.mark.django_db(transaction=True)
def test_the_service_is_told_after_the_commit_and_once(thread, told):
    comment = write()
    decide("approve", comment)
    assert told == ["follow-up"]
    with transaction.atomic():
        decide("delete", comment)
        assert told == ["follow-up"]
    assert told == ["follow-up", "follow-up"]


@pytest.mark.django_db(transaction=True)
def test_a_listener_that_fails_undoes_no_decision(thread):
    def fail(**_):
        raise RuntimeError("the disk is full")

    signals.thread_changed.connect(fail)
    comment = write()
    try:
        assert decide("approve", comment).done
    finally:
        signals.thread_changed.disconnect(fail)
    comment.refresh_from_db()
    assert comment.status == Status.ACCEPTED


def test_a_decision_costs_the_same_in_a_long_thread(thread, django_assert_num_queries):
    thread_of(2)
    first, second = write(), write()
    with CaptureQueriesContext(connection) as short:
        decide("approve", first)
    thread_of(60)
    with django_assert_num_queries(len(short)):
        decide("approve", second)


# --- what a deletion leaves ---


def shown():
    return thread_view.front("follow-up").comments


def test_without_replies_a_deleted_comment_vanishes(thread):
    first, second = thread_of(2)
    decide("delete", first)
    assert [view.id for view in shown()] == [second.pk]


def test_with_replies_a_deleted_comment_leaves_a_placeholder(thread):
    top = write("accepted", name="Ada", body="Secret words.")
    reply = write("accepted", parent=top)
    decide("delete", top)
    (view,) = shown()
    assert (view.id, view.placeholder, view.html, view.name) == (top.pk, True, "", thread_view.NOBODY)
    assert [below.id for below in view.replies] == [reply.pk]
    thread.refresh_from_db()
    assert thread.accepted == 1


def test_a_placeholder_goes_with_its_last_reply_and_comes_with_its_first(thread):
    top = write("accepted")
    reply = write("accepted", parent=top)
    decide("delete", top)
    decide("delete", reply)
    assert shown() == ()
    decide("reopen", reply)
    decide("approve", reply)
    assert shown()[0].placeholder


def test_only_accepted_replies_keep_a_placeholder(thread):
    top = write("accepted")
    for status in ("pending", "rejected", "deleted"):
        write(status, parent=top)
    decide("delete", top)
    assert shown() == ()


def test_what_was_deleted_by_mistake_comes_back_where_it_stood(thread):
    first, second = thread_of(2)
    for action in ("delete", "reopen", "approve"):
        decide(action, first)
    assert [view.id for view in shown()] == [first.pk, second.pk]


# --- at once ---


@pytest.fixture(params=["in one process", "in several"])
def writers(request, file_database, monkeypatch):
    """Threads that write to one file; those of several processes share no lock of ours."""
    if request.param == "in several":
        monkeypatch.setattr(writing, "_LOCK", threading.Semaphore(100))


def test_of_two_moderators_exactly_one_wins(writers):
    for _ in range(15):
        comment = write()
        outcomes = at_once(*(partial(decide, "approve", comment, by) for by in ("Ann", "Mo")))
        assert sorted(outcome.done for outcome in outcomes) == [False, True]
        assert len({outcome.by for outcome in outcomes}) == 1
    thread = Thread.objects.get()
    assert (thread.accepted, thread.numbered) == (15, 15)


def test_of_two_who_disagree_one_wins_and_the_other_is_told(writers):
    for _ in range(15):
        comment = write()
        approved, rejected = at_once(lambda c=comment: decide("approve", c), lambda c=comment: decide("reject", c))
        assert approved.done != rejected.done
        assert approved.status == rejected.status == ("accepted" if approved.done else "rejected")
        comment.refresh_from_db()
        assert comment.status == approved.status


def test_comments_approved_at_once_are_all_counted_and_numbered(writers):
    for _ in range(6):
        comments = [write() for _ in range(4)]
        before = versions()
        at_once(*(lambda comment=comment: decide("approve", comment) for comment in comments))
        assert versions()[0] == before.get(0, 0) + 4
    assert Thread.objects.get().accepted == 24
    assert sorted(Comment.objects.values_list("number", flat=True)) == list(range(1, 25))
    assert len(shown()) == 24


def test_a_writer_waits_for_one_in_another_process(file_database):
    comment = write()
    other = sqlite3.connect(file_database, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    soon = threading.Timer(0.2, other.rollback)
    soon.start()
    assert decide("approve", comment).done
    soon.join()
    other.close()


# --- for every sequence ---


class Record(RuleBasedStateMachine):
    """Whatever moderators do, the counts are those of the rows and a number once given stays."""

    comments = Bundle("comments")

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.numbers, self.seen = {}, {}
        Thread.objects.create(slug="one", title="One")

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @rule(target=comments, status=st.sampled_from(Status.values))
    def post(self, status):
        return write(status, slug="one")

    @rule(target=comments, parent=comments, status=st.sampled_from(Status.values))
    def reply(self, parent, status):
        return write(status, slug="one", parent=parent)

    @rule(comment=comments, action=st.sampled_from(list(ACTIONS)))
    def decide(self, comment, action):
        comment.refresh_from_db()
        outcome = decide(action, comment)
        assert outcome.done == (comment.status in ACTIONS[action])

    @invariant()
    def the_count_is_that_of_the_rows(self):
        thread = Thread.objects.get(pk="one")
        assert thread.accepted == Comment.objects.filter(thread="one", status=Status.ACCEPTED).count()

    @invariant()
    def numbers_are_contiguous_and_kept(self):
        rows = Comment.objects.filter(thread="one", number__isnull=False).values_list("pk", "number")
        numbers = dict(rows)
        assert sorted(numbers.values()) == list(range(1, Thread.objects.get(pk="one").numbered + 1))
        assert self.numbers.items() <= numbers.items()
        self.numbers = numbers

    @invariant()
    def a_page_that_looks_different_has_another_version(self):
        view = thread_view.front("one")
        looks = view.count, view.comments
        assert self.seen.setdefault(view.version, looks) == looks

    @invariant()
    def what_is_shown_is_what_is_accepted(self):
        def ids(views):
            return [i for view in views for i in ([] if view.placeholder else [view.id]) + ids(view.replies)]

        accepted = Comment.objects.filter(thread="one", status=Status.ACCEPTED)
        assert sorted(ids(thread_view.front("one").comments)) == sorted(accepted.values_list("pk", flat=True))


def test_after_any_sequence_the_record_is_in_order(db):
    examples = settings(
        max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(Record, settings=examples)
