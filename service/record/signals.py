"""What the record tells the rest of the service."""

from functools import partial

from django.db import transaction
from django.dispatch import Signal

from service.record.models import Thread

thread_changed = Signal()
"""Sent after the commit with ``slug``: something that readers see in this thread is no longer as published."""


def announce(slug):
    """Tell the rest of the service, once the transaction under way (if any) has been committed."""
    transaction.on_commit(partial(thread_changed.send_robust, sender=Thread, slug=slug))
