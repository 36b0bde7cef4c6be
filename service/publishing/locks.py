"""Locks between processes and threads alike: one open file each, which the kernel frees when its holder dies."""

import fcntl
import threading
import time
from collections import defaultdict
from contextlib import contextmanager

BETWEEN_TRIES = 0.001  # seconds
# of each file, the lock between the threads of this process: who waits for it is woken, and need not try again
_HERE = defaultdict(threading.Lock)


@contextmanager
def held(data, name, seconds=None):
    """Hold the lock ``name`` of a DATA folder: yields True, or False when it was not free within ``seconds``."""
    data.mkdir(parents=True, exist_ok=True)
    path, began = data / f"{name}.lock", time.monotonic()
    if not _HERE[path].acquire(timeout=-1 if seconds is None else seconds):
        yield False
        return
    try:
        with path.open("a") as file:
            yield _locked(file, seconds and began + seconds)
    finally:
        _HERE[path].release()


def _locked(file, end):
    if end is None:
        fcntl.flock(file, fcntl.LOCK_EX)
        return True
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= end:
                return False
        time.sleep(BETWEEN_TRIES)
