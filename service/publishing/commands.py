"""``build``, ``release``, ``bake``, ``backup`` and ``restore``."""

import sqlite3
import sys

from django.conf import settings
from django.db import DatabaseError

from service.publishing import releases
from service.publishing.backup import BackupError, backup, restore
from service.publishing.build import BuildError, build
from service.publishing.manifest import ManifestError
from service.publishing.reconcile import reconcile
from service.publishing.release import release
from service.record.availability import RecordError, require
from service.text.plurals import count


def add_commands(subparsers):
    command = subparsers.add_parser("build", help="build the site into DATA/output")
    command.set_defaults(run=_build)
    command = subparsers.add_parser("release", help="publish DATA/output with every accepted comment in its page")
    command.add_argument("--again", action="store_true", help="even if nothing changed, as after restoring a database")
    command.set_defaults(run=_safely(_release))
    command = subparsers.add_parser("bake", help="write what is accepted and not yet in its page")
    command.set_defaults(run=_safely(_bake))
    command = subparsers.add_parser("backup", help="copy the record (SQLite) into a file, while others write")
    command.add_argument("path", nargs="?", help="default: a new file in DATA/backups")
    command.set_defaults(run=_safely(_backup))
    command = subparsers.add_parser("restore", help="put the record back to a copy, and every page with it")
    command.add_argument("path")
    command.set_defaults(run=_safely(_restore))


def _build(options):
    try:
        build(settings.AFTERWORD)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Built into {settings.AFTERWORD.data / 'output'}.")
    return 0


def _release(options):
    require(make=True)
    release(again=options.again)


def _bake(options):
    require()
    if releases.current(settings.AFTERWORD.data) is None:
        raise ManifestError("There is no release to bake into; run the command release first.")
    baked = reconcile()
    print(f"Baked {count(baked, 'page')}.")


def _safely(command):
    """The command, with what goes wrong said in one sentence."""

    def run(options):
        try:
            command(options)
            return 0
        except (BackupError, ManifestError, RecordError, OSError, sqlite3.Error, DatabaseError) as error:
            print(error, file=sys.stderr)
            return 1

    return run


def _backup(options):
    print(f"Kept in {backup(options.path)}.")


def _restore(options):
    restore(options.path)
    print(f"The record is that of {options.path}.")
