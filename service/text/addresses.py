"""Where an address in a text ends, and which ones become links. Pure."""

import html
import re
import unicodedata
from urllib.parse import unquote, urlsplit

import nh3

from service.text.characters import UNSEEN, UNSPACED

SCHEMES = frozenset({"http", "https", "mailto"})
_MOST_BRACKETS = 10  # that are open at once
_LAST = "!'*,.:;?|~·–"  # what ends a sentence and not an address
_JOINERS = "\u200c\u200d"
_ANOTHER_LABEL = re.compile(r"[^.:]*\.\w")


def may_link(address: str) -> bool:
    """Whether an address becomes a link: a web or mail address, with nothing before the host that could mislead.

    >>> [may_link(a) for a in ("https://example.org/a", "mailto:a@example.org", "javascript:alert(1)", "//evil",
    ...                        "http://bank.example@evil.example", "/follow-up/")]
    [True, True, False, False, False, False]
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path and _is_kept(address)
    has_host = parts.scheme in SCHEMES and bool(parts.hostname) and "@" not in parts.netloc
    return has_host and _is_kept(address)


def _is_kept(address: str) -> bool:
    """Whether nh3 takes it for an address as well; else it would leave a link that leads nowhere, and no word of it."""
    return " href=" in nh3.clean(
        f'<a href="{html.escape(address)}">', attributes={"a": {"href"}}, url_schemes=set(SCHEMES)
    )


def address_in(text: str, before: str = "") -> str:
    """The address that a text begins with, which has no blank.

    >>> [address_in(f"http://b/{path}") for path in ("d。谢", "d谢", "d_(e)).", "wiki/面试", "d(e", "...")]
    ['http://b/d', 'http://b/d', 'http://b/d_(e)', 'http://b/wiki/面试', 'http://b/d', 'http://b/']
    """
    host = text.find("://") + 3 if "://" in text else 0
    path = next((index for index in range(host, len(text)) if text[index] in "/?#"), len(text))
    opened: list[int] = []  # where the brackets stand that are still open
    for end, character in enumerate(text):
        if character in "([{":
            opened.append(end)
            if len(opened) > _MOST_BRACKETS:
                break
        elif character in ")]}":
            if not opened or text[opened.pop()] != {")": "(", "]": "[", "}": "{"}[character]:
                break
        elif not character.isascii() and not _goes_on(text, end, path):
            break
    else:
        end = len(text)
    end = min([end, *opened])
    while end and (text[end - 1] in _LAST or text[end - 1] == before == "_"):
        end -= 1
    return text[:end]


def _goes_on(text: str, index: int, path: int) -> bool:
    """Whether a character beyond ASCII belongs to an address: a letter, and in Chinese, say, where a word may begin."""
    character, before = text[index], text[index - 1]
    if character in _JOINERS:  # a part of words in Persian, say, or in Hindi
        return not before.isascii() and unicodedata.category(text[index + 1 : index + 2] or " ")[0] in "LM"
    if unicodedata.category(character)[0] not in "LMN" or UNSEEN.match(character):
        return character in "·–"
    if not UNSPACED.match(character) or UNSPACED.match(before):
        return True
    if index < path:  # a name of a host with letters of both kinds has another point behind them
        return before in "./" or bool(_ANOTHER_LABEL.match(text, index, path))
    return before in "/=_-(,%#?&+" and index > path + 1


def without_unseen_end(url: str) -> str:
    """An encoded address without what copying leaves at its end and nobody sees.

    >>> without_unseen_end("http://b/%C3%A9%E2%80%8B%C2%AD")
    'http://b/%C3%A9'
    """
    while cut := next((size for size in (6, 9, 12) if _shows_nothing(unquote(url[-size:]))), 0):
        url = url[:-cut]
    return url


def _shows_nothing(character: str) -> bool:
    return len(character) == 1 and bool(UNSEEN.match(character))
