"""Whether the record, the database, is there and has the tables that this release of Afterword needs."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor


class RecordError(Exception):
    """The record cannot be used as it is; the message says where it was looked for and what to do."""


def require(make=False):
    """Return when the record can be used, else raise :class:`RecordError`; ``make`` makes one where there is none.

    One of an older release is left to ``serve``, which a service that still runs on it has to give way to.
    """
    if not make:
        present()
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not waiting:
        return
    if executor.loader.applied_migrations:
        raise RecordError(
            f"The record in {_name()} is of an older Afterword ({len(waiting)} migrations are not applied). "
            "Stop the service and start it again with the command serve, which brings the record up to date."
        )
    if not make:
        raise RecordError(_absent())
    call_command("migrate", verbosity=0, interactive=False)


def present():
    """Raise :class:`RecordError` where SQLite has no file, before it makes one; asks the database nothing."""
    in_memory = getattr(connection, "is_in_memory_db", lambda: True)  # SQLite's alone has it
    if not in_memory() and not Path(_name()).is_file():
        raise RecordError(_absent())


def reason(otherwise):
    """Why the database refused a statement: what :func:`require` objects to, else these words."""
    try:
        require()
    except RecordError as error:
        return str(error)
    except (DatabaseError, InterfaceError):
        pass
    return otherwise


def _name():
    return settings.DATABASES["default"]["NAME"]


def _absent():
    return (
        f"There is no record in {_name()}, and DATA is {settings.AFTERWORD.data}. "
        "Name the DATA that make serve was given, as in DATA=/srv/afterword .venv/bin/python -m service ..., "
        "or start the command serve once."
    )
