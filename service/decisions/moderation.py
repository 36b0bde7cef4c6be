"""What moderators decide, and what follows from it: numbers, counts and the versions of the pages concerned.

A decision is one conditional UPDATE, so that of two moderators one wins and the other is told who it was. All that
follows is in the same transaction; the rest of the service hears of it after the commit.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from service import limits
from service.record import queries, tallies
from service.record.models import ARTICLE, Comment, Decision, Status, new_name, page_of
from service.record.signals import announce
from service.record.wording import OF_STATUS
from service.record.writing import locked, writing
from service.text import characters

LARGEST_ID = 2**63 - 1

# action: (the statuses that it can change, the one that it leads to)
ACTIONS = {
    "approve": ({Status.PENDING}, Status.ACCEPTED),
    "reject": ({Status.PENDING}, Status.REJECTED),
    "delete": ({Status.PENDING, Status.ACCEPTED, Status.REJECTED}, Status.DELETED),
    "reopen": ({Status.ACCEPTED, Status.REJECTED, Status.DELETED}, Status.PENDING),
}


@dataclass(frozen=True)
class Outcome:
    """What became of a decision; ``done`` is False when somebody had decided before."""

    done: bool
    status: str
    by: str
    at: datetime | None

    def __str__(self):
        word = OF_STATUS[Status(self.status)].command
        word = word if self.done else f"already {word}"
        by = f" by {self.by}" if self.by else ""
        return f"{word}{by}" + (f" at {self.at:%Y-%m-%dT%H:%M:%SZ}" if self.at else "")


@dataclass
class Batch:
    """What one press of a button did: a name to undo it by, and the outcome of each comment."""

    name: str
    outcomes: dict = field(default_factory=dict)

    @property
    def done(self):
        """The ids of the comments that were changed."""
        return [pk for pk, outcome in self.outcomes.items() if outcome.done]


@dataclass(frozen=True)
class Change:
    """One of ACTIONS, by whom and why; ``since``: only where this is when the comment was last decided."""

    action: str
    by: str
    reason: str = ""
    since: datetime | None = None
    at: datetime = field(default_factory=lambda: timezone.now())

    def update(self, pk):
        """Decide, if the comment is still to be decided; whether it was."""
        allowed, status = ACTIONS[self.action]
        rows = Comment.objects.filter(pk=pk, status__in=allowed)
        rows = rows.filter(decided=self.since) if self.since else rows
        if status == Status.PENDING:
            return bool(rows.update(status=status, decided=None, decided_by="", reason=""))
        return bool(rows.update(status=status, decided=self.at, decided_by=self.by, reason=self.reason))


def decide(action, comment_id, by, reason=""):
    """Carry out one of ACTIONS on a comment and return the :class:`Outcome`; Comment.DoesNotExist if there is none."""
    return decide_all(action, [comment_id], by, reason).outcomes[comment_id]


def decide_all(action, comment_ids, by, reason=""):
    """Carry out one of ACTIONS on each of these comments, as one :class:`Batch`; all of it in one transaction.

    Comment.DoesNotExist if one of them is unknown; then nothing has changed.
    """
    change = Change(
        action, characters.usable(by, limits.LONGEST_USERNAME), characters.usable(reason, limits.LONGEST_REASON)
    )
    return _carry_out(dict.fromkeys(comment_ids, change))


def undo(batch, by):
    """Reopen what a batch decided and nobody has touched since, as one :class:`Batch`."""
    rows = Decision.objects.filter(batch=batch).exclude(action="edit")
    by = characters.usable(by, limits.LONGEST_USERNAME)
    return _carry_out({row.comment_id: Change("reopen", by, since=row.at) for row in rows})


def last_batch(by, since):
    """The name of the last batch that this moderator decided after ``since`` and that can be undone, else ""."""
    rows = Decision.objects.filter(by=by, at__gt=since, comment__decided=F("at"), comment__status=F("after"))
    return rows.order_by("-at", "-pk").values_list("batch", flat=True).first() or ""


def _carry_out(changes):
    batch, seen = Batch(new_name()), set()
    possible = [pk for pk in changes if 0 < pk <= LARGEST_ID]
    with writing():
        slugs = dict(Comment.objects.filter(pk__in=possible).values_list("pk", "thread_id"))
        if len(slugs) < len(changes):
            raise Comment.DoesNotExist
        threads = {slug: locked(slug) for slug in sorted(set(slugs.values()))}
        for pk, change in changes.items():
            thread = threads[slugs[pk]]
            if _decide_one(thread, pk, change, batch):
                seen.add(thread.pk)
    for slug in sorted(seen):
        announce(slug)
    return batch


def _decide_one(thread, pk, change, batch):
    """Decide on one comment in the caller's transaction; whether readers see it."""
    before = Comment.objects.values_list("status", flat=True).get(pk=pk)
    done = change.update(pk)
    comment = Comment.objects.select_related("root").get(pk=pk)
    batch.outcomes[pk] = Outcome(done, comment.status, comment.decided_by, comment.decided)
    if not done:
        return False
    keep(comment, change, before, batch.name)
    seen = Status.ACCEPTED in (before, comment.status)
    if seen:
        apply_effects(thread, comment, before)
    return seen


def keep(comment, change, before, batch="", kept=None):
    """Write a decision into the moderators' record, in the caller's transaction."""
    Decision.objects.create(
        comment=comment,
        action=change.action,
        before=before,
        after=comment.status,
        by=change.by,
        at=change.at,
        reason=change.reason,
        batch=batch,
        kept=kept or {},
    )


def apply_effects(thread, comment, before):
    """After the status of a comment went to or from accepted: number, counts, moment, and the versions of its pages.

    In the caller's transaction. ``comment.root`` is loaded; ``before`` is the status it had, None when it is new, and
    has its number if it is accepted.
    """
    top = comment.root or comment
    was_public, is_public = before == Status.ACCEPTED, comment.status == Status.ACCEPTED
    is_added = _assign_number(thread, top, is_public) or (before is None and top is comment)
    gained = int(is_public) - int(was_public)
    thread.accepted += gained
    tallies.change(thread, comment, gained)
    if comment.pk == thread.pinned_id and not is_public:
        thread.pinned = None
    thread.changed = _after(thread.changed, comment.decided if gained > 0 else timezone.now())
    queries.save_counts(thread)
    queries.raise_page_versions(thread.pk, _pages_changed(top.number, is_added))


def _assign_number(thread, top, is_public):
    """Give a top-level comment its number, the first time that readers see it or a reply to it; whether it got one."""
    if not is_public or top.number is not None:
        return False
    top.number = thread.numbered = thread.numbered + 1
    queries.give_number(top.pk, top.number)
    return True


def _pages_changed(number, is_added):
    """The pages that show the top-level comment with this number, or a reply to it, in another way now."""
    pages = {ARTICLE, page_of(number)}
    if is_added and number > 1:
        pages.add(page_of(number - 1))  # where a page is born, the one before gains its link to it
    return pages


def _after(last, now):
    """This moment, or the first one after the last where a clock was set back."""
    return max(now, last + timedelta(microseconds=1)) if last else now
