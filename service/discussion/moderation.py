"""What moderators decide, and what follows from it: numbers, counts and the versions of the pages concerned.

A decision is one conditional UPDATE, so that of two moderators one wins and the other is told who it was. All that
follows is in the same transaction; the rest of the service hears of it after the commit.
"""

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone

from service.discussion import signals, tallies, text
from service.discussion.models import ARTICLE, Comment, Status, Thread, ThreadPage, page_of

LONGEST_WAIT = 5
"""Seconds that a writer waits for the others of this process, before it says that the store is busy."""

# action: (the statuses that it can change, the one that it leads to)
ACTIONS = {
    "approve": ({Status.PENDING}, Status.ACCEPTED),
    "reject": ({Status.PENDING}, Status.REJECTED),
    "delete": ({Status.PENDING, Status.ACCEPTED, Status.REJECTED}, Status.DELETED),
    "reopen": ({Status.ACCEPTED, Status.REJECTED, Status.DELETED}, Status.PENDING),
}
WORDS = {
    Status.PENDING: "waiting",
    Status.ACCEPTED: "approved",
    Status.REJECTED: "rejected",
    Status.DELETED: "deleted",
}
_LOCK = threading.Lock()


@dataclass(frozen=True)
class Outcome:
    """What became of a decision; ``done`` is False when somebody had decided before."""

    done: bool
    status: str
    by: str
    at: datetime | None

    def __str__(self):
        word = WORDS[self.status] if self.done else f"already {WORDS[self.status]}"
        by = f" by {self.by}" if self.by else ""
        return f"{word}{by}" + (f" at {self.at:%Y-%m-%dT%H:%M:%SZ}" if self.at else "")


@contextmanager
def writing():
    """A transaction that writes. One at a time in this process: SQLite would sleep between its tries."""
    if not _LOCK.acquire(timeout=LONGEST_WAIT):
        raise OperationalError("other writers did not finish in time")
    try:
        with transaction.atomic():
            yield
    finally:
        _LOCK.release()


def announce(slug):
    """Tell the rest of the service, once the transaction under way (if any) has been committed."""
    transaction.on_commit(partial(signals.thread_changed.send_robust, sender=Thread, slug=slug))


def decide(action, comment_id, by, reason=""):
    """Carry out one of ACTIONS on a comment and return the :class:`Outcome`; Comment.DoesNotExist if there is none."""
    with writing():
        slug = Comment.objects.values_list("thread_id", flat=True).get(pk=comment_id)
        thread = Thread.objects.select_for_update().get(pk=slug)
        before = Comment.objects.values_list("status", flat=True).get(pk=comment_id)
        done = _change(action, comment_id, by, reason)
        comment = Comment.objects.select_related("root").get(pk=comment_id)
        seen = done and Status.ACCEPTED in (before, comment.status)
        if seen:
            follow(thread, comment, before)
    if seen:
        announce(slug)
    return Outcome(done, comment.status, comment.decided_by, comment.decided)


def _change(action, comment_id, by, reason):
    allowed, status = ACTIONS[action]
    reopened = status == Status.PENDING
    return Comment.objects.filter(pk=comment_id, status__in=allowed).update(
        status=status,
        decided=None if reopened else timezone.now(),
        decided_by="" if reopened else text.UNUSABLE.sub("\ufffd", by)[:150],
        reason="" if reopened else text.UNUSABLE.sub("\ufffd", reason)[:500],
    )


def follow(thread, comment, before):
    """After the status of a comment went to or from accepted: its number, the counts, the versions of its pages.

    In the caller's transaction. ``comment.root`` is loaded; ``before`` is the status it had, None when it is new.
    """
    top = comment.root or comment
    born = None
    if comment.status == Status.ACCEPTED and top.number is None:
        top.number = thread.numbered = thread.numbered + 1
        Comment.objects.filter(pk=top.pk).update(number=top.number)
        if page_of(top.number) != page_of(top.number - 1):
            born = page_of(top.number)
    gained = (comment.status == Status.ACCEPTED) - (before == Status.ACCEPTED)
    thread.accepted += gained
    tallies.change(thread, comment, gained)
    thread.save(update_fields=["accepted", "numbered"])
    pages = {ARTICLE, page_of(top.number)}
    if born and born > 1:
        pages.add(born - 1)  # it gains its link to the next
    for number in sorted(pages):
        page, _ = ThreadPage.objects.get_or_create(thread=thread, number=number)
        ThreadPage.objects.filter(pk=page.pk).update(version=F("version") + 1)
