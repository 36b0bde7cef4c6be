"""Whether a comment waits for a moderator, and why. What is doubtful is held: never refused here, and never lost."""

import re
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from service.record import sql
from service.record.models import SPAM, Status
from service.rules import blocklist, duplicates
from service.text import markdown

MOST_LINKS = 2
QUICKEST = timedelta(seconds=1)
A_REJECTION_COUNTS_FOR = timedelta(days=30)
_LINK = re.compile(r"https?:|www\.|[^\s@]@[^\s@]+\.|\.(?:com|net|org|info|ru|cn|xyz|top|shop|online)\b", re.IGNORECASE)

# what the moderators said themselves, then what was noticed
HELD = {
    "blocked": "from a browser or an address that is blocked",
    "all": "every comment is read first",
    "newcomer": "first comment from this browser",
    "trap": "the hidden field was filled in",
    "quick": "sent within a second",
    "links": "more than two links",
    "name": "an address in the name",
    "known": "same text as a rejected comment",
    "rejected": "this browser had a comment rejected in the last 30 days, or this address had spam today",
    "duplicate": "the same text stands in this discussion already",
}
_WORD = "word:"


def in_words(reason):
    """A reason as moderators read it.

    >>> in_words("links"), in_words("word:casino")
    ('more than two links', 'it says “casino”, which is on the list of words')
    """
    if reason.startswith(_WORD):
        return f"it says “{reason.removeprefix(_WORD)}”, which is on the list of words"
    return HELD.get(reason, reason)


def reasons(draft, token, browser_id, address_hash, same):
    """Why this comment waits: names of HELD, and "word:" with each word of the moderators' list; empty: it does not.

    ``same`` is what :func:`twins.find` found of it.
    Under MODERATION=none only what the moderators asked for themselves holds: a block, a word of their list.
    """
    asked = ["blocked"] if _is_blocked(browser_id, address_hash) else []
    asked += [_WORD + word for word in blocklist.found(draft)]
    moderated = settings.AFTERWORD.moderation
    if moderated == "none":
        return asked
    noticed = {
        "all": moderated == "all",
        "newcomer": moderated == "first" and not _is_known(browser_id),
        "trap": draft.trapped,
        "quick": timezone.now() - token.issued < QUICKEST,
        "links": markdown.render(draft.body).links > MOST_LINKS,
        "name": bool(_LINK.search(draft.name)),
        "known": _any_comment("digest = %s AND status = %s", draft.digest, Status.REJECTED),
        "rejected": _was_rejected(browser_id, address_hash),
        "duplicate": duplicates.doubled(same),
    }
    return asked + [name for name, holds in noticed.items() if holds]


def _any_comment(condition, *values):
    return sql.row(f"SELECT 1 FROM discussion_comment WHERE {condition} LIMIT 1", *values) is not None  # noqa: S608


def _is_known(browser_id):
    return bool(browser_id) and _any_comment("browser_id = %s AND status = %s", browser_id, Status.ACCEPTED)


def _is_blocked(browser_id, address_hash):
    whose = "(browser_id = %s AND browser_id <> '' OR address_hash = %s AND address_hash <> '')"
    statement = f"SELECT 1 FROM discussion_block WHERE {whose} AND until > %s LIMIT 1"  # noqa: S608
    return sql.row(statement, browser_id, address_hash, timezone.now()) is not None


def _was_rejected(browser_id, address_hash):
    since = timezone.now() - A_REJECTION_COUNTS_FOR
    lately = "status = %s AND decided > %s"
    # two questions: asked as one, SQLite would go through all that was ever rejected
    by_reader = bool(browser_id) and _any_comment(f"{lately} AND browser_id = %s", Status.REJECTED, since, browser_id)
    spam = (Status.REJECTED, since, address_hash, SPAM)
    return by_reader or (bool(address_hash) and _any_comment(f"{lately} AND address_hash = %s AND reason = %s", *spam))
