"""The direction of writing of lines and blocks. Pure."""

import unicodedata
from collections.abc import Iterable

from service.text import blocks


def turned(direction: str | None, around: str) -> str:
    """The attribute of an element in this direction, empty where that is the direction around it."""
    return f' dir="{direction}"' if direction and direction != around else ""


def direction(text: str) -> str | None:
    r"""The direction of the first letter that has one, None where none has.

    >>> direction("1. שלום"), direction("a"), direction("1.")
    ('rtl', 'ltr', None)
    """
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next(({"L": "ltr"}.get(kind, "rtl") for kind in kinds if kind in ("L", "R", "AL")), None)


def direction_of(inner: Iterable[blocks.Block]) -> str | None:
    """The direction of the first of these blocks that has one."""
    return next(filter(None, map(direction, blocks.paragraphs(inner))), None)


def runs(text: str) -> list[tuple[str | None, str]]:
    """The lines of a paragraph as ``[(direction, lines)]``: those that turn round stand by themselves."""
    together: list[tuple[str | None, str]] = []
    for line in text.split("\n"):
        towards = direction(line)
        if together and (towards in (None, together[-1][0]) or not together[-1][0]):
            together[-1] = (together[-1][0] or towards, f"{together[-1][1]}\n{line}")
        else:
            together.append((towards, line))
    return together
