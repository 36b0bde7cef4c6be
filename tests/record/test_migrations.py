"""A record of an older Afterword is brought up to date with nothing lost."""

from datetime import UTC, date, datetime

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from service.record.models import Block, Comment, Thread

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)


def migrate(name):
    executor = MigrationExecutor(connection)
    executor.migrate([("discussion", name)])
    return MigrationExecutor(connection).loader.project_state([("discussion", name)]).apps


def test_columns_keep_what_they_held_under_their_old_names(file_database):
    old = migrate("0012_entry")
    thread = old.get_model("discussion", "Thread").objects.create(
        slug="a", title="A", closed="Moved.", closes=date(2027, 3, 1), over=True, shut="Enough.", shut_by="mo"
    )
    comment = old.get_model("discussion", "Comment").objects.create(
        thread=thread, body="Yes.", created=NOW, ticket="key", reader="browser", source="hash", host="ada"
    )
    old.get_model("discussion", "Block").objects.create(
        reader="browser", source="hash", comment=comment, by="mo", created=NOW, until=NOW
    )
    migrate("0013_names")
    thread, comment, block = Thread.objects.get(slug="a"), Comment.objects.get(), Block.objects.get()
    assert (thread.author_closed_reason, thread.closes_on, thread.closing_noted) == ("Moved.", date(2027, 3, 1), True)
    assert (thread.moderator_closed_reason, thread.closed_by) == ("Enough.", "mo")
    assert (comment.status_key, comment.browser_id, comment.address_hash) == ("key", "browser", "hash")
    assert comment.staff_author == "ada"
    assert (block.browser_id, block.address_hash, block.comment) == ("browser", "hash", comment)
