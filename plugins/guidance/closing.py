"""Whether an article has a discussion, and until when it takes comments: its head's ``Comments`` and ``Discussion``."""

import re
from datetime import timedelta

from pelican.contents import Article

from . import heads

KINDS = re.compile(
    r"(?:open|closed(?:\s*:\s*(?P<reason>.*))?|closes after (?P<days>[1-9][0-9]{0,4}) days?)", re.IGNORECASE
)
NO_REASON = "The discussion is over."
WAY_OUT = 'write "open", "closed", "closed: the reason" or "closes after 90 days"'
OFF, ON = ("off", "no", "false", "none", "0"), ("", "on", "yes", "true", "open", "1")


def check(content, source):
    """Note a head that cannot be read."""
    if not isinstance(content, Article):
        return
    written, comments = heads.value(content, "discussion"), heads.value(content, "comments")
    if written and not KINDS.fullmatch(written):
        place = source.place(r"(?i)^discussion:")
        content.guidance_mistakes.add(place, f'the discussion cannot be "{written}"; {WAY_OUT}')
    if comments.lower() not in (*OFF, *ON):
        words = f'comments cannot be "{comments}"; write "off", or end them with "Discussion: closed"'
        content.guidance_mistakes.add(source.place(r"(?i)^comments:"), words)


def has_discussion(article):
    return heads.value(article, "comments").lower() not in OFF


def read(article):
    """``{"closed": the reason or "", "closes": its last day, such as "2027-03-01", or None}``."""
    written = heads.value(article, "discussion")
    kind = KINDS.fullmatch(written)
    if kind and written.lower().startswith("closed"):
        return {"closed": (kind["reason"] or "").strip() or NO_REASON, "closes": None}
    days = int(kind["days"] or 0) if kind else article.settings.get("DISCUSSION_CLOSES_AFTER")
    return {"closed": "", "closes": f"{article.date.date() + timedelta(days=days)}" if days else None}
