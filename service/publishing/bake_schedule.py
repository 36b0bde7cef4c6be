"""When a thread is baked: in the server in two stages, elsewhere at once and as a whole.

The server notes which threads a request has changed and bakes their pages while the reader waits: :func:`changed`,
:func:`bake_changed`. The process beside it, ``attend``, sees that :func:`last` has risen and does the rest.
"""

import os
import threading
import time

from django.conf import settings

from service.publishing import bake

NAME = "baked"  # a file in DATA, whose time is when the first stage was last done
_own = threading.local()
_in_the_server = False


def start():
    """From now on this process is the server."""
    global _in_the_server
    _in_the_server = True


def bake_thread(slug):
    """Bake what is stale of one thread, or note that it is to be baked before the request is answered."""
    if _in_the_server:
        _own.changed = {*getattr(_own, "changed", ()), slug}
    else:
        bake.bake(bake.stale(slug), bake.LONGEST_IN_A_REQUEST)


def changed():
    """The slugs of the threads that this thread of the process has changed since the last call."""
    slugs, _own.changed = getattr(_own, "changed", ()), ()
    return slugs


def bake_changed(slugs):
    """The first stage of these threads; from now on the second is due."""
    for slug in sorted(slugs):
        bake.bake_at_once(slug)
    seen = settings.AFTERWORD.data / NAME
    seen.touch()
    now = time.time_ns()  # the kernel's own clock stands still for some milliseconds
    os.utime(seen, ns=(now, now))


def last():
    """When the first stage was last done; 0 if it never was. Any other number than before means that more is due."""
    try:
        return (settings.AFTERWORD.data / NAME).stat().st_mtime_ns
    except FileNotFoundError:
        return 0
