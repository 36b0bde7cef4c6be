"""A bake in two stages: the page at once, in the request that changed it; the lists and the feeds within a second.

In the server one thread does the second stage for all comments of the last moment together (:func:`start`); elsewhere
it comes at once. A page is noted as baked after the second stage, so what a crash leaves out the reconciler makes good.
"""

import logging
import threading

from django.conf import settings
from django.db import close_old_connections

from service.publishing import bake, files, releases
from service.publishing.locks import held

LONGEST_IN_A_REQUEST = 2  # seconds; what is left over is baked by the reconciler
TOGETHER = 0.25  # seconds in which others may join the second stage
_log = logging.getLogger(__name__)
_guard = threading.Lock()
_slugs = set()  # threads whose lists and feeds are to be written
_written = {}  # primary key of a page: the version that stands on disk, until that is noted
_unsynced = set()  # folders
_wake, _stop = threading.Event(), threading.Event()
_thread = None


def bake_thread(slug, seconds=LONGEST_IN_A_REQUEST):
    """Bake what is stale of one thread; its cost does not grow with the site or the thread.

    Those who wait for the lock meanwhile share the next bake: whatever was committed before it began is in it.
    """
    with held(settings.AFTERWORD.data, "publish", seconds) as locked:
        release = releases.current(settings.AFTERWORD.data)
        if not locked or release is None:
            return
        rows = [row for row in bake.stale(slug) if _written.get(row.pk, 0) < row.version]
        unsynced = set()
        written = bake.bake_pages(release, slug, rows, unsynced)
    with _guard:
        _slugs.update({slug} if written else ())
        _written.update(written)
        _unsynced.update(unsynced)
    _wake.set() if _thread else finish()


def finish():
    """The second stage, of all that waits for it."""
    with _guard:
        slugs, written, unsynced = sorted(_slugs), dict(_written), set(_unsynced)
        _slugs.clear()
        _unsynced.clear()
    try:
        _lists_and_feeds(slugs, unsynced)
        files.sync_folders(unsynced)
        bake.mark_baked(written)
    except Exception:
        _log.exception("Lists and feeds of %s could not be baked; it is tried again within a minute", ", ".join(slugs))
    finally:
        with _guard:
            for pk in [pk for pk, version in written.items() if _written.get(pk) == version]:
                del _written[pk]


def _lists_and_feeds(slugs, unsynced):
    data = settings.AFTERWORD.data
    release = releases.current(data)
    for step in bake.elsewhere(release, slugs) if release else ():
        with held(data, "publish"):  # each by itself, so that no reader who posts waits for all of them
            step(releases.current(data), unsynced)


def start():
    """From now on the second stage is done by a thread of this process."""
    global _thread
    _stop.clear()
    _thread = threading.Thread(target=_for_ever, name="second stage", daemon=True)
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
    while not _stop.is_set():
        _wake.wait()
        _stop.wait(TOGETHER)
        _wake.clear()
        close_old_connections()
        finish()
