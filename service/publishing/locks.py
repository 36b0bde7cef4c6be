"""Locks between processes and threads alike: one open file each, which the kernel frees when its holder dies."""

import fcntl
import time
from contextlib import contextmanager

BETWEEN_TRIES = 0.01  # seconds


@contextmanager
def held(data, name, seconds=None):
    """Hold the lock ``name`` of a DATA folder: yields True, or False when it was not free within ``seconds``."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / f"{name}.lock").open("a") as file:
        yield _locked(file, seconds)


def _locked(file, seconds):
    if seconds is None:
        fcntl.flock(file, fcntl.LOCK_EX)
        return True
    end = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= end:
                return False
        time.sleep(BETWEEN_TRIES)
