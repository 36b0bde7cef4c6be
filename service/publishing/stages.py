"""A bake in two stages: the pages at once, while their reader waits; the lists and the feeds within a second.

In the server one thread does both (:func:`start`), the second for all comments of the last moment together; elsewhere
both are done before :func:`bake_thread` returns. A page is noted as baked after its second stage, so what a crash
leaves out the reconciler makes good.
"""

import logging
import threading
import time
from concurrent.futures import Future

from django.conf import settings
from django.db import close_old_connections

from service.publishing import bake, files, releases
from service.publishing.locks import held

LONGEST_IN_A_REQUEST = 2  # seconds; what is left over is baked by the reconciler
TOGETHER = 0.25  # seconds in which others may join the second stage
_log = logging.getLogger(__name__)
_guard = threading.Lock()
_asked = []  # (slug, future) of the bakes that somebody waits for
_own = threading.local()
_slugs = set()  # threads whose lists and feeds are to be written
_written = {}  # primary key of a page: the version that stands on disk, until that is noted
_unsynced = set()  # folders
_wake, _stop = threading.Event(), threading.Event()
_thread = None


def bake_thread(slug):
    """Bake what is stale of one thread; its cost does not grow with the site or the thread."""
    if not _thread:
        _bake([slug], LONGEST_IN_A_REQUEST)
        return finish()
    baked = Future()
    with _guard:
        _asked.append((slug, baked))
    _own.asked = [*getattr(_own, "asked", ()), baked]
    return _wake.set()


def asked():
    """The futures of the bakes that this thread has asked for since the last call; they are done in any case."""
    futures, _own.asked = getattr(_own, "asked", ()), ()
    return futures


def _bake(slugs, seconds=None):
    with held(settings.AFTERWORD.data, "publish", seconds) as locked:
        release = releases.current(settings.AFTERWORD.data)
        for slug in slugs if locked and release else ():
            rows = [row for row in bake.stale(slug) if _written.get(row.pk, 0) < row.version]
            _written.update(written := bake.bake_pages(release, slug, rows, _unsynced))
            _slugs.update({slug} if written else ())


def finish():
    """The second stage, of all that waits for it."""
    slugs, written, unsynced = sorted(_slugs), dict(_written), set(_unsynced)
    for kept in (_slugs, _written, _unsynced):
        kept.clear()
    try:
        _lists_and_feeds(slugs, unsynced)
        files.sync_folders(unsynced)
        bake.mark_baked(written)
    except Exception:
        _log.exception("Lists and feeds of %s could not be baked; it is tried again within a minute", ", ".join(slugs))


def _lists_and_feeds(slugs, unsynced):
    data = settings.AFTERWORD.data
    release = releases.current(data)
    for step in bake.elsewhere(release, slugs) if release else ():
        with held(data, "publish"):  # each by itself, so that no reader who posts waits for all of them
            step(releases.current(data), unsynced)


def start():
    """From now on a thread of this process bakes."""
    global _thread
    _stop.clear()
    _thread = threading.Thread(target=_for_ever, name="baker", daemon=True)
    _thread.start()


def stop():
    """Do what waits, and end the thread."""
    global _thread
    if _thread:
        _stop.set()
        _wake.set()
        _thread.join()
        _thread = None


def _for_ever():
    due = None  # when the second stage is
    while not (_stop.is_set() and due is None and not _asked):
        _wake.wait(None if due is None else max(0, due - time.monotonic()))
        _wake.clear()
        close_old_connections()
        if _asked:
            _bake_asked()
            due = due or time.monotonic() + TOGETHER
        if due and (time.monotonic() >= due or _stop.is_set()):
            finish()
            due = None


def _bake_asked():
    with _guard:
        asked = list(_asked)
        _asked.clear()
    try:
        _bake(sorted({slug for slug, _ in asked}))
    except Exception:  # the comments are stored; the reconciler bakes them within a minute
        _log.exception("Pages could not be baked; it is tried again within a minute")
    finally:
        for _, baked in asked:
            baked.set_result(None)
