"""Bake what a request could not: after a failure, a kill, or a moment when another process held the lock."""

import logging

from django.conf import settings
from django.db import close_old_connections

from service.discussion import closing, daykey, limits
from service.publishing import bake

EVERY = 30  # seconds; "within a minute" counts the wait and the bake
_log = logging.getLogger(__name__)


def reconcile():
    """Close what is due, bake all that is stale, forget yesterday's key; returns how many pages were baked."""
    daykey.forget(settings.AFTERWORD.data, but=limits.today())
    closing.close_due()
    return bake.bake(bake.stale())


def for_ever(stop, every=EVERY):
    """Reconcile until the event ``stop`` is set; a failure is told and tried again."""
    while not stop.wait(every):
        try:
            reconcile()
        except Exception:
            _log.exception("Stale pages could not be baked; they are tried again in %s seconds", every)
        finally:
            close_old_connections()
