"""Whether a comment waits for a moderator, and why. What is doubtful is held: never refused here, and never lost."""

import re
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from service.discussion import moderation, text, words
from service.discussion.models import Block, Comment, Status

MOST_LINKS = 2
QUICKEST = timedelta(seconds=1)
SAME_TEXT_COUNTS_FOR = timedelta(days=1)
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
    "duplicate": "same text as another reader's comment",
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


def reasons(thread, draft, token, reader, source):
    """Why this comment waits: names of HELD, and "word:" with each word of the moderators' list; empty: it does not.

    Under MODERATION=none only what the moderators asked for themselves holds: a block, a word of their list.
    """
    asked = ["blocked"] if _is_blocked(reader, source) else []
    asked += [_WORD + word for word in words.found(draft)]
    moderated = settings.AFTERWORD.moderation
    if moderated == "none":
        return asked
    noticed = {
        "all": moderated == "all",
        "newcomer": moderated == "first" and not _is_known(reader),
        "trap": draft.trapped,
        "quick": timezone.now() - token.issued < QUICKEST,
        "links": text.render(draft.body).links > MOST_LINKS,
        "name": bool(_LINK.search(draft.name)),
        "known": Comment.objects.filter(digest=draft.digest, status=Status.REJECTED).exists(),
        "rejected": _was_rejected(reader, source),
        "duplicate": same_text(thread, draft).filter(status__in=(Status.PENDING, Status.ACCEPTED)).exists(),
    }
    return asked + [name for name, holds in noticed.items() if holds]


def same_text(thread, draft):
    """The comments of a thread with this text, of the last day."""
    since = timezone.now() - SAME_TEXT_COUNTS_FOR
    return Comment.objects.filter(thread=thread, digest=draft.digest, created__gt=since)


def _is_known(reader):
    return bool(reader) and Comment.objects.filter(reader=reader, status=Status.ACCEPTED).exists()


def _is_blocked(reader, source):
    whose = (Q(reader=reader) if reader else Q(pk__in=())) | (Q(source=source) if source else Q(pk__in=()))
    return Block.objects.filter(whose, until__gt=timezone.now()).exists()


def _was_rejected(reader, source):
    since = timezone.now() - A_REJECTION_COUNTS_FOR
    rejected = Comment.objects.filter(status=Status.REJECTED, decided__gt=since)
    # two questions: asked as one, SQLite would go through all that was ever rejected
    by_reader = bool(reader) and rejected.filter(reader=reader).exists()
    return by_reader or (bool(source) and rejected.filter(source=source, reason=moderation.SPAM).exists())
