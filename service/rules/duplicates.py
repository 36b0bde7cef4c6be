"""What counts as the same comment: the same words in reply to the same comment, with the same answers, on one day."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from service.record import queries
from service.record.models import Status

COUNTS_FOR = timedelta(days=1)
MOST_PLACES = 5
"""In so many places of a thread the same words may stand; from then on they wait."""
LOOKED_AT = 50


@dataclass(frozen=True)
class Twin:
    """A comment of the last day in the same thread that has the same words, whatever their case and spaces."""

    pk: int
    status: str
    is_own: bool  # letter for letter, under the same name, from the same browser
    is_same: bool  # in reply to the same comment, with the same answers


def find(thread, draft, parent, browser_id):
    """The :class:`Twin` of each such comment, newest first. ``parent`` is the comment that is replied to, or None."""
    since = timezone.now() - COUNTS_FOR
    mine = (browser_id, draft.body, draft.name)
    rows = queries.same_words(thread.pk, draft.digest, since, mine, LOOKED_AT)
    beside = [pk for pk, parent_id, _, _ in rows if parent_id in _places(draft, parent)]
    same = _with_answers(beside, draft)
    return [Twin(pk, status, bool(is_own), pk in same) for pk, _, status, is_own in rows]


def is_of(comment, draft, parent):
    """Whether a stored comment is this very draft."""
    said = (comment.body, comment.name) == (draft.body, draft.name) and comment.parent_id in _places(draft, parent)
    return said and bool(_with_answers([comment.pk], draft))


def doubled(twins):
    """Whether these make a comment one that a moderator should see first."""
    shown = [twin for twin in twins if twin.status in (Status.PENDING, Status.ACCEPTED)]
    return len(shown) >= MOST_PLACES or any(twin.is_same for twin in shown)


def _places(draft, parent):
    """What a comment in the draft's place replies to: another than the draft names, where that was taken down since."""
    return draft.parent, parent and parent.pk


def _with_answers(ids, draft):
    """Those of these comments that have the draft's answers and no others."""
    given = {pk: set() for pk in ids}
    for pk, question, _, value, unit, _ in queries.answers(ids):
        given[pk].add((question, value, unit))
    wanted = {(answer.question, answer.value, answer.unit) for answer in draft.answers}
    return {pk for pk, answers in given.items() if answers == wanted}
