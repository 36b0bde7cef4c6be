"""Copies of the record that are of one moment, made while others write; and back from one, while others read.

Only for SQLite, by its own online backup: https://sqlite.org/backup.html. The pages need no copy, since every one is a
function of the build and the record.
"""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from service import private_file
from service.publishing import files
from service.publishing.release import release
from service.record.availability import require

IDS = "SELECT seq FROM sqlite_sequence WHERE name = 'discussion_comment'"
NEXT_ID = "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'discussion_comment'"
LONGEST_WAIT = 60  # seconds, for those who write


class BackupError(Exception):
    """The copy cannot be made or used; the message says why and what to do."""


def backup(path=None, name="afterword"):
    """Copy the record into a new file, readable by its owner alone; returns its path."""
    source = _database()
    if not source.is_file():
        require()
    path = Path(path or settings.AFTERWORD.data / "backups" / f"{name}-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}.sqlite3")
    if path.exists():
        raise BackupError(f"{path} is there already; name another file.")
    files.make_folder(path.parent)
    beside = private_file.beside(path)
    try:
        private_file.create(beside)
        with _open(source) as record, _open(beside) as copy:
            record.backup(copy)  # in one step: in several, a writer would make it begin again
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, which can be read where nothing can be written
        _check(beside)
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        beside.rename(path)
    finally:
        beside.unlink(missing_ok=True)
    files.sync_folder(path.parent)
    return path


def restore(path, say=print):
    """Put the record back to this copy, at one instant, and every page with it; what was there is backed up first."""
    path, target = Path(path), _database()
    _check(path)
    _check_migrations(path)
    newest = 0
    if target.is_file():
        say(f"What was there is kept in {backup(name='before-restore')}.")
        with _open(target) as record:
            newest = (record.execute(IDS).fetchone() or [0])[0] if _has_comments(record) else 0
    files.make_folder(target.parent)
    connection.close()
    with _open(path) as copy, _open(target) as record:
        copy.backup(record)
        with record:
            record.execute(NEXT_ID, [newest])  # an address once given never leads to another comment
    call_command("migrate", verbosity=0, interactive=False)
    if (settings.AFTERWORD.data / "output").is_dir():
        release(again=True, say=say)


def _database():
    configured = settings.DATABASES["default"]
    if not configured["ENGINE"].endswith("sqlite3"):
        raise BackupError("This is for SQLite alone; for PostgreSQL use pg_dump and pg_restore, then release --again.")
    return Path(configured["NAME"])


def _open(path):
    return closing(sqlite3.connect(path, timeout=LONGEST_WAIT))


def _check(path):
    """BackupError unless this is a whole database with comments in it."""
    if not path.is_file():
        raise BackupError(f"There is no file {path}.")
    try:
        with _open(path) as copy:
            found = [row[0] for row in copy.execute("PRAGMA integrity_check")]
            known = _has_comments(copy)
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{path} is no database that can be read ({error}).") from None
    if found != ["ok"]:
        raise BackupError(f"{path} is damaged: {found[0]}")
    if not known:
        raise BackupError(f"{path} is a database, but not one of Afterword.")


def _has_comments(database):
    return bool(database.execute("SELECT 1 FROM sqlite_master WHERE name = 'discussion_comment'").fetchone())


def _check_migrations(path):
    """BackupError if the copy is from a version of Afterword that is newer than this one."""
    with _open(path) as copy:
        applied = {tuple(row) for row in copy.execute("SELECT app, name FROM django_migrations")}
    unknown = applied - set(MigrationLoader(None).disk_migrations)
    if unknown:
        app, name = min(unknown)
        raise BackupError(f"{path} is of a newer Afterword (it has the migration {app} {name}); update first.")
