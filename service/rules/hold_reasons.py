"""Whether a comment waits for a moderator, and why. What is doubtful is held: never refused here, and never lost."""

import re
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from service.record import queries
from service.record.models import SPAM
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
    asked = ["blocked"] if queries.is_blocked(browser_id, address_hash, timezone.now()) else []
    asked += [_WORD + word for word in blocklist.found(draft)]
    moderated = settings.AFTERWORD.moderation
    if moderated == "none":
        return asked
    noticed = {
        "all": moderated == "all",
        "newcomer": moderated == "first" and not (browser_id and queries.is_known_browser(browser_id)),
        "trap": draft.trapped,
        "quick": timezone.now() - token.issued < QUICKEST,
        "links": markdown.render(draft.body).links > MOST_LINKS,
        "name": bool(_LINK.search(draft.name)),
        "known": queries.is_rejected_text(draft.digest),
        "rejected": _was_rejected(browser_id, address_hash),
        "duplicate": duplicates.doubled(same),
    }
    return asked + [name for name, holds in noticed.items() if holds]


def _was_rejected(browser_id, address_hash):
    since = timezone.now() - A_REJECTION_COUNTS_FOR
    # two questions: asked as one, SQLite would go through all that was ever rejected
    by_browser = bool(browser_id) and queries.is_rejected_browser(browser_id, since)
    return by_browser or (bool(address_hash) and queries.is_rejected_address(address_hash, since, SPAM))
