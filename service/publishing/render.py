"""What a served page is: a pure function of the page as it was built, the thread's view and the templates."""

import html
import re
from dataclasses import fields
from functools import lru_cache

from service.layout import pages
from service.layout.splice import splice
from service.threads import urls

FEED = '<link rel="alternate" type="application/atom+xml" title="{}" href="{}">\n'
EMPTY_FORM = {"values": pages.Fields(), "errors": pages.Fields(), "parent": None, "alone": False}
_SECTION = re.compile(rb'<section\b[^>]*\bid="comments"[^>]*>')
_VERSION = re.compile(rb'\bdata-version="(\d+)"')


def built_page(pristine, view, accepted):
    """A built page with the newest comments of ``view``, if it is an article, and the counts (slug -> number) on it."""
    parts = {f"count:{slug}": pages.render("guidance/count.html", slug=slug, count=n) for slug, n in accepted.items()}
    if view:
        parts[f"discussion:{view.thread['slug']}"] = _discussion(view)
    return splice(pristine, parts)


def thread_page(shell, view):
    """One page of a thread, in the shell of the site."""
    title = f"Comments on {view.thread['title']}, page {view.page}"
    feed = html.escape(f"Comments on {view.thread['title']}"), urls.feed_url(view.thread["slug"])
    return pages.fill(shell, title, _discussion(view), FEED.format(*feed))


def _discussion(view):
    told = {field.name: getattr(view, field.name) for field in fields(view)}
    about = {"slug": view.thread["slug"], "closed": bool(view.thread["closed"])}
    told["comments"] = [_comment(comment, **about) for comment in view.comments]
    told["pinned"] = view.pinned and _comment(view.pinned, **about)
    told |= {"older": view.older, "newer": view.newer, "form": EMPTY_FORM, "preview": None}
    return pages.render("guidance/discussion.html", **told)


@lru_cache(maxsize=500)
def _comment(comment, slug, closed):
    """A comment's HTML. A function of nothing else, so that the 49 of a page that stay are not made again."""
    return pages.render("guidance/comment.html", comment=comment, thread={"slug": slug, "closed": closed})


def version_of(page):
    """The version stamped into a served page (bytes), 0 where none is.

    >>> version_of(b'<section class="c" id="comments" data-thread="a" data-version="7">')
    7
    """
    section = _SECTION.search(page)
    version = section and _VERSION.search(section.group())
    return int(version.group(1)) if version else 0
