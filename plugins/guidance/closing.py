"""Whether an article's discussion takes comments, and until when, as its head says it after ``Discussion:``."""

import re
from datetime import timedelta

from pelican.contents import Article

KINDS = re.compile(
    r"(?:open|closed(?:\s*:\s*(?P<reason>.*))?|closes after (?P<days>[1-9][0-9]{0,4}) days?)", re.IGNORECASE
)
NO_REASON = "The discussion is over."
WAY_OUT = 'write "open", "closed", "closed: the reason" or "closes after 90 days"'


def check(content, source):
    """Note a head that cannot be read."""
    written = _written(content)
    if isinstance(content, Article) and written and not KINDS.fullmatch(written):
        place = source.place(r"(?i)^discussion:")
        content.guidance_mistakes.add(place, f'the discussion cannot be "{written}"; {WAY_OUT}')


def read(article):
    """``{"closed": the reason or "", "closes": its last day, such as "2027-03-01", or None}``."""
    written = _written(article)
    found = KINDS.fullmatch(written)
    if found and written.lower().startswith("closed"):
        return {"closed": (found["reason"] or "").strip() or NO_REASON, "closes": None}
    days = int(found["days"] or 0) if found else article.settings.get("DISCUSSION_CLOSES_AFTER")
    return {"closed": "", "closes": f"{article.date.date() + timedelta(days=days)}" if days else None}


def _written(content):
    return " ".join(str(content.metadata.get("discussion", "")).split())
