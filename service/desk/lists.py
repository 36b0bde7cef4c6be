"""Which comments a page of the desk shows. What it costs grows neither with the comments shown nor with those kept."""

import re
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Case, Count, OuterRef, Prefetch, Q, Subquery, When
from django.http import Http404

from service import limits
from service.decisions.moderation import LARGEST_ID
from service.desk.rows import row
from service.record.models import SPAM, Answer, Comment, Decision, Status, Thread
from service.record.wording import OF_STATUS
from service.text import characters
from service.text.folding import fold

ON_A_PAGE = 50  # comments
TABS = {
    **{str(status): OF_STATUS[status].tab for status in (Status.PENDING, Status.ACCEPTED, Status.REJECTED)},
    "spam": "Spam",
    "deleted": OF_STATUS[Status.DELETED].tab,
    "latest": "Latest",
}
_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)
_OF_TAB = {
    "pending": Q(status=Status.PENDING),
    "accepted": Q(status=Status.ACCEPTED),
    "rejected": Q(status=Status.REJECTED) & ~Q(reason=SPAM),
    "spam": Q(status=Status.REJECTED, reason=SPAM),
    "deleted": Q(status=Status.DELETED),
    "latest": Q(),
}


@dataclass(frozen=True)
class ListQuery:
    """What a moderator looks at: a tab, a search or the company of one comment; and which page of it."""

    tab: str = "pending"
    search: str = ""
    like: int = 0  # comments from the same browser or address as this one
    page: int = 1

    @classmethod
    def read(cls, sent):
        """What a query string (a QueryDict) asks for; 404 for a tab that is none."""
        tab = sent.get("status", "pending")
        if tab not in TABS:
            raise Http404
        search = characters.UNUSABLE.sub(" ", characters.normalise(sent.get("q", "")))[: limits.LONGEST_SEARCH].strip()
        search = search if fold(search) else ""  # nothing that shows
        return cls(tab, search, number(sent.get("like", "")), number(sent.get("page", "")) or 1)

    def url(self, **more):
        """Its address, which is always one of the desk's."""
        return f"/moderate/?{self.encoded(**more)}"

    def encoded(self, **more):
        """As a query string, with these values too."""
        named = {"q": self.search} if self.search else {"like": self.like} if self.like else {"status": self.tab}
        paged = {"page": self.page} if self.page > 1 else {}
        return urlencode(named | paged | {name: value for name, value in more.items() if value})

    def on_page(self, page):
        """The same, on another page."""
        return replace(self, page=page)


@dataclass(frozen=True)
class Group:
    """Comments that follow one another: of one article, or of any (``thread`` is None)."""

    thread: Thread | None
    total: int
    rows: list


@dataclass(frozen=True)
class Results:
    """One page of what was asked for, with how many comments and pages there are."""

    query: ListQuery
    pages: int
    total: int
    groups: list

    @property
    def rows(self):
        return [row for group in self.groups for row in group.rows]


def number(written):
    """A whole number as it is written in an address; 0 for anything else."""
    return int(written) if _NUMBER.fullmatch(written) else 0


def counts():
    """How many comments each tab has."""
    by_status = dict(Comment.objects.order_by().values_list("status").annotate(count=Count("pk")))
    spam = Comment.objects.filter(_OF_TAB["spam"]).count()
    by_tab = {tab: by_status.get(tab, 0) for tab in TABS if tab != "latest"} | {"spam": spam}
    return by_tab | {"rejected": by_tab["rejected"] - spam}


def find(query, counted):
    """The :class:`Results` of a query. ``counted`` is what :func:`counts` gave."""
    if query.tab == "pending" and not query.search and not query.like:
        return _by_article(query)
    comments = Comment.objects.filter(_condition(query))
    known = not query.search and not query.like and query.tab != "latest"
    total = counted[query.tab] if known else comments.count()
    query, pages = _clamped(query, total)
    first = (query.page - 1) * ON_A_PAGE
    ids = list(comments.order_by("-pk").values_list("pk", flat=True)[first : first + ON_A_PAGE])
    return Results(query, pages, total, [Group(None, total, _rows(ids))] if ids else [])


def only(comment_id):
    """The row of one comment; 404 if there is none."""
    rows = _rows([comment_id]) if 0 < comment_id <= LARGEST_ID else []
    if not rows:
        raise Http404
    return rows[0]


def _condition(query):
    if query.search:
        return _saying(fold(query.search))
    if not query.like:
        return _OF_TAB[query.tab]
    comment = Comment.objects.filter(pk=query.like).first()
    if not comment:
        raise Http404
    browser = Q(browser_id=comment.browser_id) if comment.browser_id else Q()
    address = Q(address_hash=comment.address_hash) if comment.address_hash else Q()
    return browser | address if browser or address else Q(pk=comment.pk)


def _saying(words):
    """Comments that say this (folded) in their name, their text or an answer, or are on an article called so."""
    answers = Answer.objects.filter(folded__contains=words).values("comment")
    threads = Thread.objects.values_list("slug", "title")
    articles = [slug for slug, title in threads if words in fold(f"{slug} {title}")]
    return Q(folded__contains=words) | Q(pk__in=answers) | Q(thread__in=articles)


def _clamped(query, total):
    pages = max(1, -(-total // ON_A_PAGE))
    return query.on_page(min(max(query.page, 1), pages)), pages


def _by_article(query):
    """What waits: the article last written to comes first, whatever is decided here; in it the oldest comment does."""
    newest = Comment.objects.filter(thread=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    waiting = Thread.objects.filter(comments__status=Status.PENDING)
    threads = list(waiting.annotate(waiting=Count("comments"), newest=Subquery(newest)).order_by("-newest"))
    total = sum(thread.waiting for thread in threads)
    query, pages = _clamped(query, total)
    shown, skip = _overlapping(threads, (query.page - 1) * ON_A_PAGE)
    rank = Case(*(When(thread=thread.pk, then=position) for position, thread in enumerate(shown)))
    ids = Comment.objects.filter(status=Status.PENDING, thread__in=shown).order_by(rank, "pk")
    rows = _rows(list(ids.values_list("pk", flat=True)[skip : skip + ON_A_PAGE])) if shown else []
    rows_of = {thread.pk: [row for row in rows if row["comment"].thread_id == thread.pk] for thread in shown}
    groups = [Group(thread, thread.waiting, rows_of[thread.pk]) for thread in shown]
    return Results(query, pages, total, [group for group in groups if group.rows])


def _overlapping(threads, first):
    """The threads of which a page shows something, and how many comments of the first one are on pages before."""
    shown, before, skip = [], 0, 0
    for thread in threads:
        if before < first + ON_A_PAGE and before + thread.waiting > first:
            skip = skip if shown else max(0, first - before)
            shown.append(thread)
        before += thread.waiting
    return shown, skip


def _rows(ids):
    edits = Prefetch("decisions", Decision.objects.filter(action="edit").order_by("-pk"), to_attr="edits")
    by_id = Comment.objects.select_related("thread", "root").prefetch_related("answers", edits).in_bulk(ids)
    comments = [by_id[pk] for pk in ids if pk in by_id]
    browsers, addresses = _together("browser_id", comments), _together("address_hash", comments)
    nothing = (0, 0)
    return [
        row(comment, browsers.get(comment.browser_id, nothing), addresses.get(comment.address_hash, nothing))
        for comment in comments
    ]


def _together(field, comments):
    """How many comments, and how many rejected ones, have the same value in this field, for each value."""
    values = {getattr(comment, field) for comment in comments} - {""}
    rejected = Count("pk", filter=Q(status=Status.REJECTED))
    rows = Comment.objects.filter(**{f"{field}__in": values}).order_by().values_list(field)
    return {value: (count, bad) for value, count, bad in rows.annotate(count=Count("pk"), bad=rejected)}
