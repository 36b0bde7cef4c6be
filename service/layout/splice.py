"""Put parts between the marks that the build left in a page. Pure: text in, text out.

A mark is a pair of HTML comments, ``<!--discussion:follow-up-->`` ... ``<!--/discussion-->``. All marks are found in
the page as it was built, before anything is put in, so a part that imitates a mark is only text.
"""

from collections.abc import Mapping


class MarkError(ValueError):
    """A page does not carry exactly one pair of the marks that a part goes between."""


def splice(page: str, parts: Mapping[str, str]) -> str:
    """The page with each part (HTML) in the place of its marks and of what stood between them.

    >>> splice("<p><!--count:a-->0<!--/count--></p>", {"count:a": "2"})
    '<p>2</p>'
    """
    spans = sorted((*_span(page, name), part) for name, part in parts.items())
    pieces: list[str] = []
    position = 0
    for start, end, part in spans:
        if start < position:
            raise MarkError(f"two marks overlap at character {start}")
        pieces += [page[position:start], part]
        position = end
    return "".join([*pieces, page[position:]])


def _span(page: str, name: str) -> tuple[int, int]:
    """Where a pair of marks begins and ends."""
    opening, closing = f"<!--{name}-->", f"<!--/{name.partition(':')[0]}-->"
    if (count := page.count(opening)) != 1:
        raise MarkError(f"the mark {opening} stands {count} times in the page; it must stand there once")
    start = page.index(opening)
    end = page.find(closing, start)
    if end < 0:
        raise MarkError(f"the mark {opening} is never closed by {closing}")
    return start, end + len(closing)
