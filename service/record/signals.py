"""What the record tells the rest of the service."""

from django.dispatch import Signal

thread_changed = Signal()
"""Sent after the commit with ``slug``: something that readers see in this thread is no longer as published."""
