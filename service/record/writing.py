"""Transactions that write, one at a time in this process, and what is locked in them."""

import threading
from contextlib import contextmanager

from django.db import OperationalError, transaction

from service.record import queries
from service.record.models import Thread

LONGEST_WAIT = 5  # seconds that a writer waits for the others of this process, before it says that the store is busy
_LOCK = threading.Lock()


@contextmanager
def writing():
    """A transaction that writes. One at a time in this process: SQLite would sleep between its tries."""
    if not _LOCK.acquire(timeout=LONGEST_WAIT):
        raise OperationalError("other writers did not finish in time")
    try:
        with transaction.atomic():
            yield
    finally:
        _LOCK.release()


def locked(slug):
    """The thread, so that nobody else changes it before the transaction ends; Thread.DoesNotExist if there is none."""
    thread = queries.thread(slug, locked=True)
    if not thread:
        raise Thread.DoesNotExist
    return thread
