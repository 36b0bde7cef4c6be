"""Plain SQL for a comment's way into its page: Django takes ten times as long to write a query as SQLite to answer it.

Statements that SQLite and PostgreSQL both understand, with ``%s`` for each value. Dates may be given as values; a model
is read and written by Django's own conversions, and elsewhere what a database returns is its own: text or a date.
"""

from contextlib import closing
from datetime import UTC, datetime
from functools import lru_cache

from django.db import connection, connections


def rows(statement, *values):
    """What the statement selects, a list of tuples."""
    database = connections["default"]
    with closing(_executed(database, statement, values)) as cursor, database.wrap_database_errors:
        return cursor.fetchall()


def row(statement, *values):
    """The first row that the statement selects, None if there is none."""
    found = rows(statement, *values)
    return found[0] if found else None


def change(statement, *values):
    """Carry out a statement that writes; how many rows it changed."""
    with closing(_executed(connections["default"], statement, values)) as cursor:
        return cursor.rowcount


def insert(instance):
    """Store a new model instance, and give it its primary key."""
    fields, statement = _insertion(instance.__class__)
    values = [field.get_db_prep_save(field.pre_save(instance, True), connection) for field in fields]
    (instance.pk,) = row(statement, *values)
    instance._state.adding = False
    instance._state.db = connection.alias


def first(model, condition, *values, locked=False):
    """The first instance of a model for which the condition holds, None if there is none.

    ``locked``: nobody else changes it before the transaction ends; SQLite lets only one write anyway.
    """
    lock = " FOR UPDATE" if locked and connection.features.has_select_for_update else ""
    names, columns, converters = _reading(model, connection.vendor)
    found = row(f"SELECT {columns} FROM {model._meta.db_table} WHERE {condition}{lock}", *values)
    if found is None:
        return None
    told = list(found)
    for place, column, convert in converters:
        told[place] = convert(told[place], column, connection)
    return model.from_db(connection.alias, names, told)


def instant(value):
    """A time as a statement selects it, with its zone: SQLite has text, in UTC."""
    return datetime.fromisoformat(value).replace(tzinfo=UTC) if isinstance(value, str) else value


def marks(values):
    """``(%s, %s)``: a placeholder for each of these values."""
    return f"({', '.join(['%s'] * len(values))})"


@lru_cache
def _reading(model, vendor):
    """The names of a model's fields, its columns, and (place, column, conversion) where a database has another type."""
    fields = model._meta.concrete_fields
    converters = []
    for place, field in enumerate(fields):
        column = field.get_col(model._meta.db_table)
        converting = (*connection.ops.get_db_converters(column), *column.get_db_converters(connection))
        converters += [(place, column, convert) for convert in converting]
    return [field.attname for field in fields], ", ".join(field.column for field in fields), converters


@lru_cache
def _insertion(model):
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    columns = ", ".join(field.column for field in fields)
    return fields, f"INSERT INTO {model._meta.db_table} ({columns}) VALUES {marks(fields)} RETURNING id"


def _executed(database, statement, values):
    """A cursor that has carried out the statement: SQLite's own, since Django's takes longer than most statements."""
    adapt = database.ops.adapt_datetimefield_value
    given = [adapt(value) if isinstance(value, datetime) else value for value in values]
    if database.vendor == "sqlite" and not database.queries_logged:
        database.ensure_connection()
        with database.wrap_database_errors:
            return database.connection.execute(statement.replace("%s", "?"), given)
    cursor = database.cursor()
    cursor.execute(statement, given)
    return cursor
