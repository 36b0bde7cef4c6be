"""The token that a comment is stored with: for one thread, for a day, for one comment."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.utils import timezone

from service.record.models import new_name

LIFE = timedelta(hours=24)
CLOCKS_DIFFER = timedelta(minutes=5)  # between two machines that issue and read tokens
_SALT = "afterword.comment.post"


@dataclass(frozen=True)
class Token:
    nonce: str
    issued: datetime


def issue(slug):
    """A fresh token for this thread, as text."""
    content = {"slug": slug, "nonce": new_name(), "issued": timezone.now().timestamp()}
    return signing.Signer(salt=_SALT).sign_object(content)


def read(token, slug):
    """The :class:`Token` in this text; ValueError if it is forged, expired or for another thread."""
    try:
        content = signing.Signer(salt=_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        raise ValueError("forged") from None
    issued = datetime.fromtimestamp(content["issued"], UTC)
    if content["slug"] != slug or not -CLOCKS_DIFFER <= timezone.now() - issued <= LIFE:
        raise ValueError("expired, or for another thread")
    return Token(content["nonce"], issued)
