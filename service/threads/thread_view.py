"""What readers see of a thread: its accepted comments as frozen values, ready for ``guidance/discussion.html``.

Every change that readers see raises the version of its pages in the same transaction. So what is read between two
looks at one version belongs together, on any database and without a lock.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import groupby

from django.db import transaction

from service.record import queries, tallies
from service.record.models import ARTICLE, TOP_LEVEL_COMMENTS_ON_A_PAGE, Status, Thread, page_of
from service.record.writing import locked
from service.text import characters, markdown
from service.threads import pictures, urls

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
    id: int | None  # None: it is only a preview
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

    @property
    def older(self):
        """The address of the page before what is shown here; empty: there is none."""
        number = self.page - 1 if self.page else self.pages - 2  # the article shows the last two
        return urls.page_url(self.thread["slug"], number) if number > 0 else ""

    @property
    def newer(self):
        """The address of the page after this one; empty: there is none, as on the article."""
        return urls.page_url(self.thread["slug"], self.page + 1) if self.page and self.page < self.pages else ""


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
        versions = queries.page_versions(slug, numbers)
        found = _read(slug, versions)
        if queries.page_versions(slug, numbers) == versions:
            return found
    with transaction.atomic():
        locked(slug)
        return _read(slug, queries.page_versions(slug, numbers))


def show(comment):
    """One comment by itself, as it will look; it need not be stored."""
    answers = sorted(comment.answers.all(), key=lambda answer: answer.pk) if comment.pk else ()
    views = (answer_view(one.question, one.wording, one.value, one.unit) for one in answers)
    return _view(comment, views, 0, "", ())


def address(comment):
    """A numbered comment's lasting address. ``comment.root`` is loaded."""
    page = page_of((comment.root or comment).number)
    return urls.anchored(urls.page_url(comment.thread_id, page), comment.pk)


def landing(comment):
    """Where its author is led: to the comment on its article or its page or, while it waits, to its status.

    The query is new with each comment: links2 shows the page that it has stored of any address, whatever Cache-Control
    says of that, and would show it without the comment.
    """
    if comment.status != Status.ACCEPTED:
        return urls.status_url(comment.status_key)
    slug, page = comment.thread_id, page_of((comment.root or comment).number)
    on_article = page >= page_of(comment.thread.numbered) - 1
    url = urls.article_url(slug) if on_article else urls.page_url(slug, page)
    return urls.anchored(f"{url}?c={comment.pk}", comment.pk)


def as_dict(thread):
    """The thread as the templates know it, at build time and here."""
    return {
        "slug": thread.slug,
        "title": thread.title,
        "questions": thread.questions,
        "closed": thread.reason_closed,
    }


def _read(slug, versions):
    thread = queries.thread(slug)
    if not thread:
        raise Thread.DoesNotExist
    pages = page_of(thread.numbered) if thread.numbered else 0
    shown = {number: (number,) if number else (pages - 1, pages) for number in versions}
    first = thread.pinned_id if ARTICLE in versions else None
    comments = _comments(thread, set().union(*shown.values()), first)
    pinned = next((view for on_page in comments.values() for view in on_page if view.id == first), None)
    drawn = pictures.draw(thread.questions, tallies.of(thread)) if ARTICLE in versions else ()
    found = {}
    for number, version in versions.items():
        if number > pages:
            raise NoSuchPageError(f"{slug} has no page {number}")
        all_on_it = (view for page in shown[number] for view in comments.get(page, ()))
        on_it = tuple(view for view in all_on_it if number or view is not pinned)
        shared = {"thread": as_dict(thread), "version": version, "count": thread.accepted, "pages": pages}
        if number == ARTICLE:
            found[number] = ThreadView(**shared, comments=on_it, page=None, pictures=drawn, pinned=pinned)
        else:
            found[number] = ThreadView(**shared, comments=on_it, page=number)
    return found


def _comments(thread, pages, pinned):
    """{page: its top-level comments with all replies below them, nested}; the pinned one by itself, if it is on none"""
    pages = sorted(page for page in pages if page > 0)
    tops = [top for first, last in _runs(pages) for top in queries.top_level_rows(thread.pk, *_numbers(first, last))]
    if pinned and all(top.pk != pinned for top in tops):
        tops = [*queries.comment_row(pinned), *tops]
    replies = queries.reply_rows([top.pk for top in tops])
    answers = answers_of([row.pk for row in tops + replies])
    below, found = {}, {}
    for row in replies:
        below.setdefault(row.parent, []).append(row)
    for row in tops:
        page = page_of(row.number)
        found.setdefault(page, []).extend(_nested(row, below, answers, 0, None, urls.page_url(thread.pk, page)))
    return found


def answers_of(comments):
    """{comment: [:class:`AnswerView`]} of those of these comments that have any."""
    found = {}
    for comment, *answer, _ in queries.answers(comments):
        found.setdefault(comment, []).append(answer_view(*answer))
    return found


def _runs(pages):
    """The first and the last page of each run: what follows upon another is read at once.

    >>> list(_runs([1, 2, 3, 8]))
    [(1, 3), (8, 8)]
    """
    for _, run in groupby(enumerate(pages), lambda placed: placed[1] - placed[0]):
        together = [page for _, page in run]
        yield together[0], together[-1]


def _numbers(first, last):
    """The first and the last number of the top-level comments on these pages."""
    return (first - 1) * TOP_LEVEL_COMMENTS_ON_A_PAGE + 1, last * TOP_LEVEL_COMMENTS_ON_A_PAGE


def _nested(row, below, answers, level, above, page):
    """The comment with its replies inside it or, at the deepest level, after it; empty if none shows."""
    view = _known_view(row, tuple(answers.get(row.pk, ())), min(level, DEEPEST_LEVEL), page, above)
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
        name=NOBODY if hidden else shown_name(row.name),
        html="" if hidden else markdown.render(row.body).html,
        created=row.created,
        level=level,
        url=urls.anchored(page, row.pk) if page else "",
        in_reply_to=above if above and above.level == DEEPEST_LEVEL else None,
        answers=() if hidden else tuple(answers),
        placeholder=hidden,
        by_host=bool(row.staff_author) and not hidden,
    )


_known_view = lru_cache(maxsize=500)(_view)
"""The same for a row of the record, which says all that there is to it."""


def shown_name(name):
    """The name as readers see it; one that shows nothing was kept before such a name counted as none."""
    return NOBODY if characters.is_blank(name) else name


def answer_view(question, wording, value, unit):
    """The answer in words: "1 day", not "1 days"."""
    unit = unit[:-1] if unit and value == "1" else unit
    return AnswerView(question, wording, f"{value} {unit}".strip())
