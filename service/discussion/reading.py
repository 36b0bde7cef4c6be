"""What readers see of a thread: its accepted comments as frozen values, ready for ``guidance/discussion.html``.

Every change that readers see raises the version of its pages in the same transaction. So what is read between two
looks at one version belongs together, on any database and without a lock.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

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
_SHOWN = ("thread", "parent", "root", "number", "name", "body", "status", "created")


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


@dataclass(frozen=True)
class ThreadView:
    thread: dict
    version: int
    count: int
    comments: tuple
    page: int | None  # None: the article
    pages: int
    pictures: tuple = ()  # of the answers; on the article alone

    def context(self):
        """The variables of ``guidance/discussion.html``."""
        names = ("thread", "version", "count", "comments", "page", "pages", "pictures")
        return {name: getattr(self, name) for name in names} | {"form": {"values": {}, "errors": {}}}


def page_of_thread(slug, number):
    """One page of the thread, from the oldest; :class:`NoSuchPageError` or Thread.DoesNotExist if it is not there."""
    if number < 1:
        raise NoSuchPageError(f"{slug} has no page {number}")
    return views(slug, [number])[number]


def front(slug):
    """What the article shows: the newest page and the one before it. Thread.DoesNotExist if there is no thread."""
    return views(slug, [ARTICLE])[ARTICLE]


def views(slug, numbers):
    """What these pages of a thread show, all read at one moment: {number: :class:`ThreadView`}."""
    for _ in range(TRIES):
        versions = _versions(slug, numbers)
        found = _read(slug, versions)
        if _versions(slug, numbers) == versions:
            return found
    with transaction.atomic():
        Thread.objects.select_for_update().get(pk=slug)
        return _read(slug, _versions(slug, numbers))


def show(comment):
    """One comment by itself, as it will look; it need not be stored."""
    answers = comment.answers.all() if comment.pk else ()  # a list has fetched them beforehand
    return _view(comment, map(answer_view, answers), 0, "", ())


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
        "closed": thread.closed,
    }


def _versions(slug, numbers):
    known = ThreadPage.objects.filter(thread=slug, number__in=numbers).values_list("number", "version")
    return dict.fromkeys(numbers, 0) | dict(known)


def _read(slug, versions):
    thread = Thread.objects.get(pk=slug)
    pages = page_of(thread.numbered) if thread.numbered else 0
    shown = {number: (number,) if number else (pages - 1, pages) for number in versions}
    comments = _comments(thread, set().union(*shown.values()))
    drawn = pictures.draw(thread.questions, tallies.of(thread)) if ARTICLE in versions else ()
    found = {}
    for number, version in versions.items():
        if number > pages:
            raise NoSuchPageError(f"{slug} has no page {number}")
        on_it = tuple(view for page in shown[number] for view in comments.get(page, ()))
        own = () if number else drawn
        found[number] = ThreadView(as_dict(thread), version, thread.accepted, on_it, number or None, pages, own)
    return found


def _comments(thread, pages):
    """{page: its top-level comments with all replies below them, nested}"""
    has_replies = Exists(Comment.objects.filter(parent=OuterRef("pk")))
    shown = Comment.objects.filter(Q(status=Status.ACCEPTED) | has_replies).only(*_SHOWN)
    wanted = [number for page in sorted(pages) if page > 0 for number in _numbers(page)]
    tops = list(Comment.objects.filter(thread=thread, number__in=wanted).only(*_SHOWN).order_by("number"))
    rows = list(shown.filter(root__in=[top.pk for top in tops]).order_by("pk"))
    answers = {}
    for answer in Answer.objects.filter(comment__in=[row.pk for row in tops + rows]).order_by("pk"):
        answers.setdefault(answer.comment_id, []).append(answer_view(answer))
    below, found = {}, {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    for row in tops:
        page = page_of(row.number)
        found.setdefault(page, []).extend(_nested(row, below, answers, 0, None, f"/{thread.pk}/comments/{page}/"))
    return found


def _numbers(page):
    """The numbers of the top-level comments on a page."""
    return range((page - 1) * TOP_LEVEL_COMMENTS_ON_A_PAGE + 1, page * TOP_LEVEL_COMMENTS_ON_A_PAGE + 1)


def _nested(row, below, answers, level, above, page):
    """The comment with its replies inside it or, at the deepest level, after it; empty if none shows."""
    view = _view(row, answers.get(row.pk, ()), min(level, DEEPEST_LEVEL), page, above)
    children = below.get(row.pk, ())
    replies = [reply for child in children for reply in _nested(child, below, answers, level + 1, view, page)]
    if view.placeholder and not replies:
        return []
    if level >= DEEPEST_LEVEL:
        return [view, *replies]
    return [replace(view, replies=tuple(sorted(replies, key=lambda reply: reply.id)))] if replies else [view]


def _view(row, answers, level, page, above):
    hidden = row.pk is not None and row.status != Status.ACCEPTED and bool(page)
    return CommentView(
        id=row.pk,
        name=NOBODY if hidden else row.name or NOBODY,
        html="" if hidden else text.render(row.body).html,
        created=row.created,
        level=level,
        url=f"{page}#comment-{row.pk}" if page else "",
        in_reply_to=above if above and above.level == DEEPEST_LEVEL else None,
        answers=() if hidden else tuple(answers),
        placeholder=hidden,
    )


def answer_view(answer):
    """The answer in words: "1 day", not "1 days"."""
    unit = answer.unit[:-1] if answer.unit and answer.value == "1" else answer.unit
    return AnswerView(answer.question, answer.wording, f"{answer.value} {unit}".strip())
