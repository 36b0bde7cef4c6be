"""Comments as Atom feeds, baked like pages: ``/<slug>/comments.atom`` of one thread, ``/comments.atom`` of all.

The newest stand first: the last to have been accepted, since one that waited for long is news all the same.
"""

from datetime import UTC, datetime
from functools import lru_cache
from io import StringIO
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Exists, Max, OuterRef
from django.db.models.functions import Coalesce
from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from service.layout import pages
from service.publishing import files
from service.record.models import Comment, Decision, Status, Thread, page_of
from service.text import characters, markdown
from service.threads import thread_view, urls

NEWEST = 50  # entries in a feed
# when a feed without entries was last changed: a feed must say it, and the same record must give the same bytes
NOTHING_YET = datetime(1970, 1, 1, tzinfo=UTC)


class _Feed(Atom1Feed):
    """With what an entry answers, as RFC 4685 has it."""

    def root_attributes(self):
        return super().root_attributes() | {"xmlns:thr": "http://purl.org/syndication/thread/1.0"}

    def latest_post_date(self):
        return self.feed["updated"]

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("thr:in-reply-to", None, item["answers"])
        handler.addQuickElement("content", item["content"], {"type": "html"})


def write_thread(release, unsynced, slug):
    """Write the feed of one thread into a release."""
    thread = Thread.objects.get(pk=slug)
    newest = _newest(Comment.objects.filter(thread=thread)) if thread.accepted else ()
    page, own = urls.article_url(slug), urls.feed_url(slug)
    feed = _feed(f"Comments on {thread.title}", page, own, newest, thread.changed)
    _publish(release.site / urls.feed_file(slug), feed, unsynced)


def write_all(release, unsynced):
    """Write the feed of every listed thread into a release."""
    listed = Exists(Thread.objects.filter(pk=OuterRef("thread"), listed=True))
    changed = Thread.objects.aggregate(last=Max("changed"))["last"]  # of those too that left: it never falls
    feed = _feed("Comments on every article", "/", urls.feed_url(), _newest(Comment.objects.filter(listed)), changed)
    _publish(release.site / urls.feed_file(), feed, unsynced)


def _newest(comments):
    """The newest accepted ones as tuples: what :func:`_entry` needs of each."""
    accepted = comments.filter(status=Status.ACCEPTED).order_by("-decided", "-pk")
    number = Coalesce("root__number", "number")
    thread, parent = ("thread_id", "thread__title", "thread__entry"), ("parent_id", "parent__created")
    rows = list(accepted.values_list("pk", *thread, number, *parent, "name", "body", "created", "decided")[:NEWEST])
    comments = [row[0] for row in rows]
    answers, changes = thread_view.answers_of(comments), _changes(comments)
    found = []
    for *told, created, decided in rows:
        updated = max(filter(None, (created, decided, changes.get(told[0]))))
        found.append((*told, created, updated, tuple(answers.get(told[0], ()))))
    return found


def _changes(comments):
    """{comment: when its words or its state last changed} of those of these on which somebody decided."""
    seen = Decision.objects.filter(comment__in=comments).exclude(action__in=("pin", "unpin"))
    return dict(seen.order_by().values_list("comment").annotate(last=Max("at")))


def _feed(title, page, own, newest, changed):
    """The bytes of a feed that last changed at this moment (None: never, or before that was kept)."""
    site = settings.AFTERWORD.siteurl
    updated = max(filter(None, (changed, *(row[-2] for row in newest))), default=NOTHING_YET)
    addresses = {"feed_url": site + own, "feed_guid": site + own}
    feed = _Feed(_clean(title), site + page, None, settings.LANGUAGE_CODE, updated=updated, **addresses)
    entries = "".join(_entry(site, *row) for row in newest)
    return f"{feed.writeString('utf-8').removesuffix('</feed>')}{entries}</feed>".encode()


@lru_cache(maxsize=1000)
def _entry(site, pk, slug, title, article, number, parent, parents, name, body, created, updated, answers):
    """One comment as the XML of an entry; ``parents`` is when its parent was written, ``article`` the article's id.

    A function of nothing else, so that one written before is not made again.
    """
    content = pages.render("publishing/entry.html", answers=answers, html=markdown.render(body).html)
    feed, written = _Feed("", site, None), StringIO()
    page = site + urls.page_url(slug, page_of(number))
    above = urls.anchored(page, parent) if parent else site + urls.article_url(slug)
    ref = _id(site, parent, parents) if parent else article or above
    feed.add_item(
        _clean(f"{thread_view.shown_name(name)} on {title}"),
        urls.anchored(page, pk),
        None,  # type: ignore[arg-type]  # no summary beside the content; an empty text would write one
        answers={"ref": ref, "href": above, "type": "text/html"},
        author_name=_clean(thread_view.shown_name(name)),
        pubdate=created,
        updateddate=updated,
        unique_id=_id(site, pk, created),
        content=_clean(content),
    )
    feed.write_items(SimplerXMLGenerator(written, "utf-8", short_empty_elements=True))
    return written.getvalue()


def _id(site, pk, created):
    """The id of a comment's entry, without the slug, which may change."""
    return f"tag:{urlsplit(site).hostname},{created:%Y-%m-%d}:comment-{pk}"


def _clean(words):
    return characters.printable(words)


def _publish(path, content, unsynced):
    if not path.is_file() or path.read_bytes() != content:
        files.publish(path, content, unsynced)
