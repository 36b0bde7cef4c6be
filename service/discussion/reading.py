"""What readers see of a thread: its accepted comments as frozen values, ready for ``guidance/discussion.html``.

Every change that readers see raises the version of its pages in the same transaction. So what is read between two
looks at one version belongs together, on any database and without a lock.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, prefetch_related_objects

from service.discussion import pictures, tallies, text
from service.discussion.models import (
    ARTICLE,
    TOP_LEVEL_COMMENTS_ON_A_PAGE,
    Answer,
    Comment,
    Status,
    Thread,
    ThreadPage,
    page_of,
)

DEEPEST_LEVEL = 2
NOBODY = "A reader"
TRIES = 4


class NoSuchPageError(LookupError):
    """The thread has no page of that number."""


@dataclass(frozen=True)
class AnswerView:
    question: str
    wording: str
    value: str  # in words: "3 days", "An offer"


@dataclass(frozen=True)
class CommentView:
    id: int
    name: str
    html: str
    created: datetime
    level: int  # 0 for a top-level comment, 2 at most
    url: str
    replies: tuple = ()
    in_reply_to: "CommentView | None" = None  # where its place in the page does not show it
    answers: tuple = ()
    placeholder: bool = False  # no longer shown, but its replies are
    by_host: bool = False  # written at the desk, by one of those who run the site


@dataclass(frozen=True)
class ThreadView:
    thread: dict
    version: int
    count: int
    comments: tuple
    page: int | None  # None: the article
    pages: int
    pictures: tuple = ()  # of the answers; on the article alone
    pinned: CommentView | None = None  # stands before the others, and not among them; on the article alone

    def context(self):
        """The variables of ``guidance/discussion.html``."""
        names = ("thread", "version", "count", "comments", "page", "pages", "pictures", "pinned")
        return {name: getattr(self, name) for name in names} | {"form": {"values": {}, "errors": {}}}


def page_of_thread(slug, number):
    """One page of the thread, from the oldest; :class:`NoSuchPageError` or Thread.DoesNotExist if it is not there."""
    if number < 1:
        raise NoSuchPageError(f"{slug} has no page {number}")
    return _consistently(slug, number)


def front(slug):
    """What the article shows: the newest page and the one before it. Thread.DoesNotExist if there is no thread."""
    return _consistently(slug, ARTICLE)


def show(comment):
    """One comment by itself, as it will look; it need not be stored."""
    return _view(comment, 0, "", ())


def address(comment):
    """A numbered comment's lasting address. ``comment.root`` is loaded."""
    page = page_of((comment.root or comment).number)
    return f"/{comment.thread_id}/comments/{page}/#comment-{comment.pk}"


def as_dict(thread):
    """The thread as the templates know it, at build time and here."""
    return {
        "slug": thread.slug,
        "title": thread.title,
        "questions": thread.questions,
        "closed": thread.reason_closed,
    }


def _consistently(slug, number):
    for _ in range(TRIES):
        version = _version(slug, number)
        view = _read(slug, number, version)
        if _version(slug, number) == version:
            return view
    with transaction.atomic():
        Thread.objects.select_for_update().get(pk=slug)
        return _read(slug, number, _version(slug, number))


def _version(slug, number):
    return ThreadPage.objects.filter(thread=slug, number=number).values_list("version", flat=True).first() or 0


def _read(slug, number, version):
    thread = Thread.objects.get(pk=slug)
    pages = page_of(thread.numbered) if thread.numbered else 0
    if number > pages:
        raise NoSuchPageError(f"{slug} has no page {number}")
    first, last = (number, number) if number else (pages - 1, pages)
    on_page = TOP_LEVEL_COMMENTS_ON_A_PAGE
    numbers = ((first - 1) * on_page + 1, last * on_page)
    drawn = () if number else pictures.draw(thread.questions, tallies.of(thread))
    first = None if number else thread.pinned_id
    comments = _comments(thread, Q(thread=thread, number__range=numbers) | Q(pk=first))
    pinned = next((view for view in comments if view.id == first), None)
    others = tuple(view for view in comments if view is not pinned)
    return ThreadView(as_dict(thread), version, thread.accepted, others, number or None, pages, drawn, pinned)


def _comments(thread, meant):
    """The top-level comments that are meant and all replies below them, nested."""
    has_replies = Exists(Comment.objects.filter(parent=OuterRef("pk")))
    shown = Comment.objects.filter(Q(status=Status.ACCEPTED) | has_replies)
    tops = list(Comment.objects.filter(meant).order_by("number"))
    rows = list(shown.filter(root__in=[top.pk for top in tops]).order_by("pk"))
    prefetch_related_objects(tops + rows, Prefetch("answers", Answer.objects.order_by("pk")))
    below = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    views = (_nested(row, below, 0, None, f"/{thread.pk}/comments/{page_of(row.number)}/") for row in tops)
    return tuple(view for group in views for view in group)


def _nested(row, below, level, above, page):
    """The comment with its replies inside it or, at the deepest level, after it; empty if none shows."""
    view = _view(row, min(level, DEEPEST_LEVEL), page, above)
    replies = [reply for child in below.get(row.pk, ()) for reply in _nested(child, below, level + 1, view, page)]
    if view.placeholder and not replies:
        return []
    if level >= DEEPEST_LEVEL:
        return [view, *replies]
    return [replace(view, replies=tuple(sorted(replies, key=lambda reply: reply.id)))]


def _view(row, level, page, above):
    hidden = row.pk is not None and row.status != Status.ACCEPTED and bool(page)
    return CommentView(
        id=row.pk,
        name=NOBODY if hidden else row.name or NOBODY,
        html="" if hidden else text.render(row.body).html,
        created=row.created,
        level=level,
        url=f"{page}#comment-{row.pk}" if page else "",
        in_reply_to=above if above and above.level == DEEPEST_LEVEL else None,
        answers=() if hidden or row.pk is None else tuple(map(answer_view, row.answers.all())),
        placeholder=hidden,
        by_host=bool(row.host) and not hidden,
    )


def answer_view(answer):
    """The answer in words: "1 day", not "1 days"."""
    unit = answer.unit[:-1] if answer.unit and answer.value == "1" else answer.unit
    return AnswerView(answer.question, answer.wording, f"{answer.value} {unit}".strip())
