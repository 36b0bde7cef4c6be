"""Whether this node can do its work: its database answers, and it has a release to serve."""

import asyncio

from django.conf import settings
from django.db import DatabaseError, connection

from service.publishing import releases

LONGEST = 3  # seconds


async def state():
    """(200, "ok"), or (503, what is wrong)."""
    try:
        wrong = await asyncio.wait_for(asyncio.to_thread(_database_is_wrong), LONGEST)
    except TimeoutError:
        wrong = "the database does not answer"
    if not wrong and not release_folder():
        wrong = "there is no release"
    return (503, f"{wrong}\n") if wrong else (200, "ok")


def release_folder():
    """The name of the served release, None without one."""
    release = releases.current(settings.AFTERWORD.data)
    return release.folder.name if release and release.site.is_dir() else None


def _database_is_wrong():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM discussion_thread")
    except DatabaseError as error:
        return f"the database: {error}"
    finally:
        connection.close()
    return ""
