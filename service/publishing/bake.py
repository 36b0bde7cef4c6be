"""Write a thread's accepted comments into the files that readers get, in two stages.

First the pages of the thread, :func:`bake_at_once`, while somebody waits for them; soon afterwards the lists and feeds
that show something of it, and the note that all of this is on disk: :func:`bake`. What a crash leaves out between the
two is still noted as stale.

Every bake reads the page as it was built and never the page as it is served. Pages are written, and releases switched,
by whoever holds the lock "publish"; lists and feeds by whoever holds the lock "lists", so that no reader who posts
waits for those. The rows are read after the lock is got, so what is written is never older than what stands there.

``unsynced`` gathers the folders whose names must still reach the disk; None: nothing need reach it yet.
"""

import logging
from contextlib import contextmanager, nullcontext
from functools import partial
from itertools import groupby
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from service.layout import pages
from service.publishing import feeds, files, releases, render
from service.publishing.locks import held
from service.record import queries
from service.record.models import ThreadPage
from service.threads import thread_view, urls

LONGEST_IN_A_REQUEST = 2  # seconds; what is left over is baked soon afterwards
_log = logging.getLogger(__name__)


class Stale(NamedTuple):
    """A page that says less on disk than in the record."""

    pk: int
    thread_id: str
    number: int
    version: int


def stale(slug=None):
    """The :class:`Stale` pages, of one thread or of all, each thread's article last."""
    return [Stale(*row) for row in queries.stale_pages(slug)]


def bake_at_once(slug):
    """The first stage, of one thread; its cost does not grow with the site or the thread."""
    data = settings.AFTERWORD.data
    with held(data, "publish", LONGEST_IN_A_REQUEST) as locked:
        release = releases.current(data) if locked else None
        with _logged(slug):
            if release:
                bake_pages(release, slug, stale(slug), set())


def bake(rows, seconds=None):
    """Both stages, for these :class:`Stale` pages, if no lock takes longer; returns how many were baked."""
    data, unsynced, written, slugs = settings.AFTERWORD.data, set(), {}, []
    with held(data, "lists", seconds) as lists_locked, held(data, "publish", seconds) as pages_locked:
        release = releases.current(data) if lists_locked and pages_locked else None
        for slug, rows_of_thread in groupby(rows, key=lambda row: row.thread_id) if release else ():
            with _logged(slug):
                if on_disk := bake_pages(release, slug, list(rows_of_thread), unsynced):
                    written.update(on_disk)
                    slugs.append(slug)
    return _finish(release, slugs, unsynced, written) if written else 0


def _finish(release, slugs, unsynced, written):
    data = settings.AFTERWORD.data
    try:
        with held(data, "lists"):
            bake_dependents(release, slugs, unsynced, partial(held, data, "publish"))
        files.sync_folders(unsynced)
        with held(data, "publish"):
            if releases.current(data) == release:  # else they may say less in the one that is served now
                mark_baked(written)
    except Exception:
        _log.exception("What shows %s could not be baked; it is tried again within a minute", ", ".join(slugs))
        return 0
    return len(written)


def bake_dependents(release, slugs, unsynced, locked=nullcontext):
    """Write what else shows something of these threads; ``locked()`` is held for what is an article itself."""
    entries = [entry for slug in slugs if (entry := release.thread(slug))]
    lists = {path: shown for entry in entries for path, shown in entry["files"].items() if path != entry["page"]}
    for path, shown in lists.items():
        with locked() if shown["article"] else nullcontext():
            bake_file(release, unsynced, path, **shown)
    for slug in slugs:
        feeds.write_thread(release, unsynced, slug)
    if slugs:
        feeds.write_all(release, unsynced)


def bake_pages(release, slug, rows, unsynced):
    """Write these pages of a thread, and nothing else; {primary key: version} of those that stand on disk now."""
    entry = release.thread(slug)
    paths = {row: _path(entry, slug, row.number) for row in rows} if entry else {}
    fresh = [row for row, path in paths.items() if _version_at(release.site / path) >= row.version]
    if unsynced is not None:
        unsynced.update((release.site / paths[row]).parent for row in fresh)
    on_disk = {row.pk: row.version for row in fresh}
    outdated = [row for row in paths if row not in fresh]
    if not outdated:
        return on_disk
    views = thread_view.views(slug, [row.number for row in outdated])
    counts = queries.accepted_counts(entry["files"][entry["page"]]["counts"])
    pending = {}
    for row in outdated:
        with _logged(paths[row]):
            pending[row] = _pending(release, views[row.number], paths[row], counts, unsynced)
    for row, file in pending.items():
        with _logged(paths[row]):
            file.commit()
            on_disk[row.pk] = views[row.number].version
    return on_disk


@contextmanager
def _logged(what):
    """One page or thread that cannot be baked must not keep the others from it."""
    try:
        yield
    except Exception:
        _log.exception("%s could not be baked; it is tried again within a minute", what)


def mark_baked(written):
    """Note which versions (primary key: version) stand on disk, unless a later one does, or the record went back."""
    with transaction.atomic():
        for pk, version in written.items():
            ThreadPage.objects.filter(pk=pk, baked__lt=version, version__gte=version).update(baked=version)


def bake_numbered(release, slug, number, unsynced):
    """Write page 1, 2, ... of a thread; returns the version written."""
    view = thread_view.page_of_thread(slug, number)
    return _write(release, view, _path(None, slug, number), {}, unsynced)


def bake_file(release, unsynced, path, article, counts):
    """Write a built page again with an article's newest comments, if it has one, and with the counts it shows."""
    return _write(
        release, thread_view.front(article) if article else None, path, queries.accepted_counts(counts), unsynced
    )


def _path(entry, slug, number):
    return urls.page_file(slug, number) if number else entry["page"]


def _write(release, view, path, counts, unsynced):
    """Write a page from what has been read, unless a later version stands there; returns the version read."""
    version = view.version if view else 0
    if _version_at(release.site / path) <= version:
        _pending(release, view, path, counts, unsynced).commit()
    return version


def _pending(release, view, path, counts, unsynced):
    """A page that is made, and being written: a :class:`files.PendingFile`."""
    if view and view.page:
        page = render.thread_page((release.pristine / pages.SHELL).read_text(encoding="utf-8"), view)
    else:
        page = render.built_page((release.pristine / path).read_text(encoding="utf-8"), view, counts)
    return files.PendingFile(release.site / path, page.encode(), unsynced)


def _version_at(path):
    try:
        return render.version_of(path.read_bytes())
    except FileNotFoundError:
        return 0
