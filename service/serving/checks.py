"""What ``check`` looks at. Each finding is a line: what, whether it is right, and otherwise what to do."""

from django.conf import settings
from django.db import DatabaseError, connection

from service.publishing import releases, render
from service.record import availability
from service.record.models import ARTICLE, ThreadPage
from service.threads import urls


def findings():
    """(whether it is right, words) of each thing, until one of them makes the rest impossible."""
    yield True, f"settings: those of {settings.AFTERWORD.data} can be used"
    for look in (_database, _release, _pages):
        right, words = look()
        yield right, words
        if not right:
            return


def _database():
    try:
        availability.require()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except availability.RecordError as error:
        return False, f"database: {error}"
    except DatabaseError as error:
        return False, f"database: it does not answer ({error})"
    return True, f"database: {connection.vendor} answers, and all migrations are applied"


def _release():
    release = releases.current(settings.AFTERWORD.data)
    if release is None or not release.site.is_dir():
        return False, "release: there is none; run the commands build and release"
    return True, f"release: {release.folder.name} is served"


def _pages():
    release = releases.current(settings.AFTERWORD.data)
    rows = list(ThreadPage.objects.filter(thread__listed=True, version__gt=0))
    wrong = [row for row in rows if _version_on_disk(release, row) != row.version]
    if wrong:
        named = ", ".join(map(str, wrong[:5]))
        return False, f"pages: {len(wrong)} of {len(rows)} are not at their version ({named}); run the command bake"
    return True, f"pages: all {len(rows)} with comments stand at their version"


def _version_on_disk(release, row):
    inner = urls.page_file(row.thread_id, row.number)
    if row.number == ARTICLE:
        entry = release.thread(row.thread_id)
        if entry is None:
            return None
        inner = entry["page"]
    try:
        return render.version_of((release.site / inner).read_bytes())
    except OSError:
        return None
