"""Write a thread's accepted comments into the files that readers get.

Every bake reads the page as it was built and never the page as it is served. Only one bakes at a time: whoever holds
the lock "publish" reads the rows after it got the lock, so what it writes is never older than what stands there.

``unsynced`` gathers the folders whose names must still reach the disk; None: nothing need reach it yet.
"""

import logging
from functools import partial
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.db.models import F

from service.discussion import reading
from service.discussion.models import Thread, ThreadPage
from service.publishing import feeds, files, releases, render
from service.publishing.locks import held

_log = logging.getLogger(__name__)


def stale(slug=None):
    """The rows of pages that say less on disk than in the record, each thread's articles last."""
    rows = ThreadPage.objects.filter(baked__lt=F("version"), thread__listed=True)
    rows = rows.filter(thread_id=slug) if slug else rows
    return rows.order_by("thread_id", "-number")


def bake(rows):
    """Bake these rows into the served release, with all that follows; returns how many were baked."""
    baked = 0
    with held(settings.AFTERWORD.data, "publish"):
        release = releases.current(settings.AFTERWORD.data)
        if release is None:
            return 0
        for slug, its in groupby(rows, key=lambda row: row.thread_id):
            baked += _bake_rows(release, slug, list(its))
    return baked


def _bake_rows(release, slug, rows):
    unsynced = set()
    try:
        written = bake_pages(release, slug, rows, unsynced)
        for step in elsewhere(release, [slug]) if written else ():
            step(release, unsynced)
        files.sync_folders(unsynced)
    except Exception:
        _log.exception("What shows the thread %s could not be baked; it is tried again within a minute", slug)
        return 0
    mark_baked(written)
    return len(written)


def bake_pages(release, slug, rows, unsynced):
    """Write these pages of a thread, and nothing else; {primary key: version} of those that could be written."""
    entry, written = release.thread(slug), {}
    views = reading.views(slug, [row.number for row in rows]) if entry and rows else {}
    for row in rows if entry else ():
        try:
            _bake_page(release, entry, views[row.number], unsynced)
        except Exception:  # one page that cannot be baked must not keep the others from it
            _log.exception("%s could not be baked; it is tried again within a minute", row)
        else:
            written[row.pk] = views[row.number].version
    return written


def mark_baked(written):
    """Note which versions (primary key: version) stand on disk, unless a later one does, or the record went back."""
    with transaction.atomic():
        for pk, version in written.items():
            ThreadPage.objects.filter(pk=pk, baked__lt=version, version__gte=version).update(baked=version)


def _bake_page(release, entry, view, unsynced):
    if view.page:
        return _bake_numbered(release, view, unsynced)
    return _bake_file(release, unsynced, entry["page"], view, entry["files"][entry["page"]]["counts"])


def elsewhere(release, slugs):
    """What else shows something of these threads, as steps to be called with a release and ``unsynced``."""
    entries = [entry for slug in slugs if (entry := release.thread(slug))]
    lists = {path: on_it for entry in entries for path, on_it in entry["files"].items() if path != entry["page"]}
    steps = [partial(bake_file, path=path, **on_it) for path, on_it in lists.items()]
    steps += [partial(feeds.write_thread, slug=slug) for slug in slugs]
    return [*steps, feeds.write_all] if slugs else []


def bake_numbered(release, slug, number, unsynced):
    """Write page 1, 2, ... of a thread; returns the version written."""
    return _bake_numbered(release, reading.page_of_thread(slug, number), unsynced)


def _bake_numbered(release, view, unsynced):
    page = render.thread_page((release.pristine / "shell.html").read_text(encoding="utf-8"), view)
    folder = release.site / view.thread["slug"] / "comments" / str(view.page)
    _replace_older(folder / "index.html", page, view.version, unsynced)
    return view.version


def bake_file(release, unsynced, path, article, counts):
    """Write a built page again with an article's newest comments, if it has one, and with the counts it shows."""
    return _bake_file(release, unsynced, path, reading.front(article) if article else None, counts)


def _bake_file(release, unsynced, path, view, counts):
    known = Thread.objects.filter(slug__in=counts).values_list("slug", "accepted")
    page = render.built_page(
        (release.pristine / path).read_text(encoding="utf-8"), view, dict.fromkeys(counts, 0) | dict(known)
    )
    _replace_older(release.site / path, page, view.version if view else 0, unsynced)
    return view.version if view else 0


def _replace_older(path, page, version, unsynced):
    try:
        if render.version_of(path.read_bytes()) > version:
            return
    except FileNotFoundError:
        pass
    files.publish(path, page.encode(), unsynced)
