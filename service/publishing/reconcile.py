"""Finish what requests have begun, and bake what they could not, as after a failure or a kill."""

import logging
import time

from django.conf import settings
from django.db import close_old_connections, connection

from service.decisions import closing
from service.publishing import bake, bake_schedule
from service.rules import day_key, rate_limit

EVERY = 30  # seconds; "within a minute" counts the wait and the bake
SOON = 0.5  # seconds between looks for what requests have begun
_log = logging.getLogger(__name__)


def reconcile():
    """Close what is due, bake all that is stale, forget yesterday's key; returns how many pages were baked."""
    day_key.forget(settings.AFTERWORD.data, but=rate_limit.today())
    closing.close_due()
    return _finish()


def _finish():
    baked = bake.bake(bake.stale())
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
    return baked


def for_ever(stop, every=EVERY):
    """Until the event ``stop`` is set, finish what is begun and reconcile now and then; what fails is tried again."""
    seen, due = None, time.monotonic() + every  # whoever did this before may have left something
    while not stop.wait(min(SOON, every)):
        begun, now = bake_schedule.last(), time.monotonic()
        if begun == seen and now < due:
            continue
        try:
            if now < due:
                _finish()
            else:
                reconcile()
        except Exception:
            _log.exception("Stale pages could not be baked; they are tried again in %s seconds", every)
        finally:
            close_old_connections()
        seen, due = begun, (due if now < due else now + every)
