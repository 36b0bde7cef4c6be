"""Whether this node can do its work: its database answers, and it has a release to serve."""

import asyncio

from django.conf import settings
from django.db import DatabaseError, connection

from service.publishing import releases
from service.record.models import Thread

LONGEST = 3  # seconds for the database to answer


async def state():
    """(200, "ok"), or (503, what is wrong)."""
    try:
        wrong = await asyncio.wait_for(asyncio.to_thread(_database_is_wrong), LONGEST)
    except TimeoutError:
        wrong = "the database does not answer"
    if not wrong and not _has_release():
        wrong = "there is no release"
    return (503, f"{wrong}\n") if wrong else (200, "ok")


def _has_release():
    release = releases.current(settings.AFTERWORD.data)
    return release is not None and release.site.is_dir()


def _database_is_wrong():
    try:
        Thread.objects.count()
    except DatabaseError as error:
        return f"the database: {error}"
    finally:
        connection.close()
    return ""
