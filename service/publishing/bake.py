"""Write a thread's accepted comments into the files that readers get.

Every bake reads the page as it was built and never the page as it is served. Only one bakes at a time: whoever holds
the lock "publish" reads the rows after it got the lock, so what it writes is never older than what stands there.
"""

import logging
import time

from django.conf import settings
from django.db.models import F

from service.discussion import reading
from service.discussion.models import ARTICLE, Thread, ThreadPage
from service.publishing import feeds, files, releases, render
from service.publishing.locks import held

LONGEST_IN_A_REQUEST = 2  # seconds; what is left over is baked by the reconciler
_log = logging.getLogger(__name__)


def bake_thread(slug, seconds=LONGEST_IN_A_REQUEST):
    """Bake what is stale of one thread; its cost does not grow with the site or the thread."""
    bake(stale(slug), seconds)


def stale(slug=None):
    """The rows of pages that say less on disk than in the record, each thread's articles last."""
    rows = ThreadPage.objects.filter(baked__lt=F("version"), thread__listed=True)
    rows = rows.filter(thread_id=slug) if slug else rows
    return rows.order_by("thread_id", "-number")


def bake(rows, seconds=None):
    """Bake these rows into the served release; returns how many were baked within ``seconds``."""
    end = time.monotonic() + seconds if seconds else None
    baked = 0
    with held(settings.AFTERWORD.data, "publish", seconds) as locked:
        release = releases.current(settings.AFTERWORD.data)
        if not locked or release is None:
            return 0
        for row in list(rows):
            if end and time.monotonic() > end:
                break
            baked += _bake_row(release, row)
    return baked


def _bake_row(release, row):
    try:
        version = bake_page(release, row.thread_id, row.number)
    except Exception:  # one page that cannot be baked must not keep the others from it
        _log.exception("%s could not be baked; it is tried again within a minute", row)
        return 0
    if version is not None:
        mark_baked(row.pk, version)
    return version is not None


def mark_baked(pk, version):
    """Note which version stands on disk, unless a later one does."""
    ThreadPage.objects.filter(pk=pk, baked__lt=version).update(baked=version)


def bake_page(release, slug, number):
    """Write one page of a thread, and with the article its feeds and the lists with its count; returns the version."""
    entry = release.thread(slug)
    if entry is None:
        return None
    if number != ARTICLE:
        return bake_numbered(release, slug, number)
    versions = {path: bake_file(release, path, **on_it) for path, on_it in entry["files"].items()}
    feeds.write(release, slug)
    return versions[entry["page"]]


def bake_numbered(release, slug, number, durable=True):
    """Write page 1, 2, ... of a thread; returns the version written."""
    view = reading.page_of_thread(slug, number)
    page = render.thread_page((release.pristine / "shell.html").read_text(encoding="utf-8"), view)
    _replace_older(release.site / slug / "comments" / str(number) / "index.html", page, view.version, durable)
    return view.version


def bake_file(release, path, article, counts, durable=True):
    """Write a built page again with an article's newest comments, if it has one, and with the counts it shows."""
    known = Thread.objects.filter(slug__in=counts).values_list("slug", "accepted")
    view = reading.front(article) if article else None
    page = render.built_page(
        (release.pristine / path).read_text(encoding="utf-8"), view, dict.fromkeys(counts, 0) | dict(known)
    )
    _replace_older(release.site / path, page, view.version if view else 0, durable)
    return view.version if view else 0


def _replace_older(path, page, version, durable):
    try:
        if render.version_of(path.read_bytes()) > version:
            return
    except FileNotFoundError:
        pass
    files.publish(path, page.encode(), durable)
