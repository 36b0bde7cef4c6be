"""Every plain statement of the service, by name: for what each comment, page and decision asks while somebody waits.

Each is understood by SQLite and PostgreSQL alike; :mod:`sql` says why they are not Django's. What need not be that
fast, asks through the models.
"""

from datetime import datetime
from typing import NamedTuple

from service.record import sql
from service.record.models import Comment, Status, Thread

# --- threads ---


def thread(slug, locked=False):
    """The thread, None if there is none. ``locked``: nobody else changes it before the transaction ends."""
    return sql.first(Thread, "slug = %s", slug, locked=locked)


def listed_thread(slug):
    """The thread of this slug, or the one whose article had it before; None if the site has neither."""
    renamed = "slug = (SELECT thread_id FROM discussion_alias WHERE slug = %s) AND listed"
    return sql.first(Thread, "slug = %s AND listed", slug) or sql.first(Thread, renamed, slug)


def accepted_counts(slugs):
    """{slug: how many accepted comments it has}, 0 where there is no such thread."""
    if not slugs:
        return {}
    statement = f"SELECT slug, accepted FROM discussion_thread WHERE slug IN {sql.marks(slugs)}"
    return dict.fromkeys(slugs, 0) | dict(sql.rows(statement, *slugs))


def save_counts(thread):
    """Store what a decision changes in its thread's row."""
    sql.change(
        "UPDATE discussion_thread SET accepted = %s, numbered = %s, pinned_id = %s, changed = %s WHERE slug = %s",
        thread.accepted,
        thread.numbered,
        thread.pinned_id,
        thread.changed,
        thread.pk,
    )


# --- the pages of a thread ---


def page_versions(slug, numbers):
    """{number: version} of these pages, 0 where nothing was published yet."""
    statement = (
        f"SELECT number, version FROM discussion_threadpage WHERE thread_id = %s AND number IN {sql.marks(numbers)}"
    )
    return dict.fromkeys(numbers, 0) | dict(sql.rows(statement, slug, *numbers))


def raise_page_versions(slug, numbers):
    """These pages show something else from now on."""
    rows = ", ".join(["(%s, %s, 1, 0)"] * len(numbers))
    sql.change(
        f"INSERT INTO discussion_threadpage (thread_id, number, version, baked) VALUES {rows} "
        "ON CONFLICT (thread_id, number) DO UPDATE SET version = discussion_threadpage.version + 1",
        *(value for number in sorted(numbers) for value in (slug, number)),
    )


def stale_pages(slug=None):
    """(primary key, slug, number, version) of pages that say less on disk, of one thread or all; articles last."""
    of_one = "AND thread_id = %s" if slug else ""
    statement = f"""
        SELECT page.id, thread_id, number, version FROM discussion_threadpage page
        JOIN discussion_thread ON slug = thread_id
        WHERE baked < version AND listed {of_one} ORDER BY thread_id, number DESC
    """
    return sql.rows(statement, *filter(None, [slug]))


# --- comments ---


class CommentRow(NamedTuple):
    """What a page shows of a comment."""

    pk: int
    parent: int | None
    number: int | None
    name: str
    body: str
    status: str
    created: datetime
    staff_author: str


def _comment_rows(condition, *values):
    columns = "id, parent_id, number, name, body, status, created, staff_author"
    rows = sql.rows(f"SELECT {columns} FROM discussion_comment WHERE {condition}", *values)
    return [row._replace(created=sql.instant(row.created)) for row in map(CommentRow._make, rows)]


def comment_row(pk):
    """The :class:`CommentRow` of this comment, in a list; empty if there is none."""
    return _comment_rows("id = %s", pk)


def top_level_rows(slug, first, last):
    """A :class:`CommentRow` for each top-level comment from the number ``first`` to ``last``, in their order."""
    return _comment_rows("thread_id = %s AND number BETWEEN %s AND %s ORDER BY number", slug, first, last)


def reply_rows(roots):
    """A :class:`CommentRow` for each reply under these that is accepted or has replies itself, the oldest first."""
    if not roots:
        return []
    return _comment_rows(
        "(status = %s OR EXISTS (SELECT 1 FROM discussion_comment below WHERE below.parent_id = discussion_comment.id))"
        f" AND root_id IN {sql.marks(roots)} ORDER BY id",
        Status.ACCEPTED,
        *roots,
    )


def answers(comments):
    """(comment, question, wording, value, unit, amount) of each answer of these comments, as they were given."""
    if not comments:
        return []
    columns = "comment_id, question, wording, value, unit, amount"
    return sql.rows(
        f"SELECT {columns} FROM discussion_answer WHERE comment_id IN {sql.marks(comments)} ORDER BY id", *comments
    )


def comment(pk):
    return sql.first(Comment, "id = %s", pk)


def comment_of_token(nonce):
    """The comment that was posted with this token; None if none was."""
    return sql.first(Comment, "nonce = %s", nonce)


def give_number(pk, number):
    sql.change("UPDATE discussion_comment SET number = %s WHERE id = %s", number, pk)


def same_words(slug, digest, since, mine, most):
    """(primary key, parent, status, whether it is ``mine``) of comments with this digest, the newest first.

    ``mine``: the browser, the body and the name, letter for letter.
    """
    return sql.rows(
        "SELECT id, parent_id, status, browser_id = %s AND body = %s AND name = %s FROM discussion_comment "
        "WHERE thread_id = %s AND digest = %s AND created > %s AND status <> %s "
        "ORDER BY created DESC, id DESC LIMIT %s",
        *mine,
        slug,
        digest,
        since,
        Status.DELETED,
        most,
    )


def staff_names():
    """The names under which moderators wrote."""
    # as the condition of its index is written, or it would not be used
    return [name for (name,) in sql.rows("SELECT DISTINCT name FROM discussion_comment WHERE NOT (staff_author = '')")]


# --- what holds a comment ---


def _is_any_comment(condition, *values):
    return sql.row(f"SELECT 1 FROM discussion_comment WHERE {condition} LIMIT 1", *values) is not None


def is_known_browser(browser_id):
    """Whether a comment from it was accepted."""
    return _is_any_comment("browser_id = %s AND status = %s", browser_id, Status.ACCEPTED)


def is_rejected_text(digest):
    return _is_any_comment("digest = %s AND status = %s", digest, Status.REJECTED)


def is_rejected_browser(browser_id, since):
    return _is_any_comment("status = %s AND decided > %s AND browser_id = %s", Status.REJECTED, since, browser_id)


def is_rejected_address(address_hash, since, reason):
    condition = "status = %s AND decided > %s AND address_hash = %s AND reason = %s"
    return _is_any_comment(condition, Status.REJECTED, since, address_hash, reason)


def is_blocked(browser_id, address_hash, now):
    whose = "(browser_id = %s AND browser_id <> '' OR address_hash = %s AND address_hash <> '')"
    statement = f"SELECT 1 FROM discussion_block WHERE {whose} AND until > %s LIMIT 1"
    return sql.row(statement, browser_id, address_hash, now) is not None


def word_list(pk):
    """The text of the moderators' list; "" if there is none."""
    row = sql.row("SELECT text FROM discussion_wordlist WHERE id = %s", pk)
    return row[0] if row else ""


# --- tallies ---


def add_to_tally(slug, question, option, by):
    sql.change(
        "INSERT INTO discussion_tally (thread_id, question, option, count) VALUES (%s, %s, %s, %s) "
        "ON CONFLICT (thread_id, question, option) DO UPDATE SET count = discussion_tally.count + excluded.count",
        slug,
        question,
        option,
        by,
    )


def tallies(slug):
    """(question, option, count) of what is counted in a thread."""
    return sql.rows("SELECT question, option, count FROM discussion_tally WHERE thread_id = %s AND count > 0", slug)
