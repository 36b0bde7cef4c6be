"""A comment's Markdown, checked and made into HTML that is safe to put into a page.

blocks.py reads its lines, mistune what stands in them, with every rule left out whose element a comment may not have,
so that such marks stay in the text as they were typed; nh3 then lets nothing else through. What could make any of
them slow is refused first.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import nh3
from mistune import BlockState

from service.text import blocks
from service.text.addresses import SCHEMES
from service.text.characters import UnreadableError
from service.text.directions import direction_of, runs, turned
from service.text.inline import PARSER, Renderer, text_of

TAGS = frozenset(("p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"))
_TURNED = {"dir": {"ltr", "rtl"}}
_NUMBERS = {str(number) for number in range(100)}  # what blocks.py takes for the number of an item
VALUES: dict[str, dict[str, set[str]]] = dict.fromkeys(("p", "blockquote", "ul"), _TURNED) | {
    "ol": _TURNED | {"start": _NUMBERS},
    "li": {"value": _NUMBERS},
    "pre": _TURNED | {"tabindex": {"0"}, "role": {"group"}, "aria-label": {"Code"}},
}
"""The attributes that an element may have beside a link's address, each with these values alone."""
LONGEST_RUN_OF_BRACKETS = 50  # that open; mistune looks for the end of each

_BRACKETS = re.compile(rf"(?:!?\[\s*){{{LONGEST_RUN_OF_BRACKETS + 1},}}")


@dataclass(frozen=True)
class Rendered:
    html: str
    links: int
    unlinked: tuple[str, ...]  # addresses that were given as links but stay text


def check_shape(value: str) -> None:
    """Refuse Markdown nested so deep that nobody could read it, before a parser has to."""
    read = blocks.read(value)
    if read.too_deep:
        raise UnreadableError(f"Quotes or lists are more than {blocks.DEEPEST_NESTING} deep. Please use fewer levels.")
    if any(_BRACKETS.search(paragraph) for paragraph in blocks.paragraphs(read.blocks)):
        raise UnreadableError(f"More than {LONGEST_RUN_OF_BRACKETS} square brackets open in a row. Please use fewer.")


@lru_cache(maxsize=2048)
def render(body: str) -> Rendered:
    """The comment's HTML (a :class:`Rendered`). The body has been normalised and checked."""
    writer = _Writer()
    cleaned = nh3.clean(
        writer.html_of(blocks.read(body).blocks, "ltr"),
        tags=set(TAGS),
        attributes={"a": {"href"}},
        tag_attribute_values=VALUES,
        url_schemes=set(SCHEMES),
        link_rel="nofollow ugc noopener",
    )
    return Rendered(cleaned.strip(), writer.inline.links, tuple(writer.inline.unlinked))


def words(body: str) -> str:
    """What a comment shows, without its marks."""
    return text_of(render(body).html)


@dataclass
class _Run:
    """Items that follow one another and run the same way; None: none of them has a letter with a direction."""

    direction: str | None
    items: list[blocks.Item]


class _Writer:
    """The blocks as HTML; each says its direction where it is not that of what is around it."""

    def __init__(self) -> None:
        self.inline = Renderer()

    def words(self, text: str) -> str:
        return self.inline.render_tokens(PARSER(text, {"ref_links": {}}), BlockState())

    def html_of(self, inner: Sequence[blocks.Block], around: str) -> str:
        return "".join(self.block(block, around) for block in inner)

    def block(self, block: blocks.Block, around: str) -> str:
        match block:
            case blocks.Paragraph():
                return self.paragraph(block, around)
            case blocks.Code():
                return self.code(block, around)
            case blocks.Quote():
                return self.quote(block, around)
            case blocks.Items():
                return self.items(block, around)

    def paragraph(self, paragraph: blocks.Paragraph, around: str) -> str:
        return "".join(
            f"<p{turned(direction, around)}>{self.words(lines)}</p>\n" for direction, lines in runs(paragraph.text)
        )

    def code(self, code: blocks.Code, around: str) -> str:
        attributes = f'{turned("ltr", around)} tabindex="0" role="group" aria-label="Code"'  # wide code is scrolled
        return f"<pre{attributes}><code>{html.escape(code.text)}</code></pre>\n"

    def quote(self, quote: blocks.Quote, around: str) -> str:
        direction = direction_of(quote.blocks) or around
        inner = self.html_of(quote.blocks, direction)
        return f"<blockquote{turned(direction, around)}>\n{inner}</blockquote>\n"

    def items(self, items: blocks.Items, around: str) -> str:
        """The list, anew where its items turn round: a bullet stands on the side of its words."""
        lists: list[_Run] = []
        for item in items.items:
            direction = direction_of(item.blocks)
            if lists and (direction in (None, lists[-1].direction) or not lists[-1].direction):
                lists[-1].direction = lists[-1].direction or direction
                lists[-1].items.append(item)
            else:
                lists.append(_Run(direction, [item]))
        return "".join(self.list(items, run.items, run.direction or around, around) for run in lists)

    def list(self, items: blocks.Items, run: Sequence[blocks.Item], direction: str, around: str) -> str:
        tag, number, inner = "ol" if items.ordered else "ul", None, []
        for item in run:
            value = f' value="{item.number}"' if number is not None and item.number != number + 1 else ""
            number = item.number
            inner.append(f"<li{value}>{self.item(item, items.apart, direction)}</li>\n")
        start = f' start="{run[0].number}"' if items.ordered and run[0].number != 1 else ""
        return f"<{tag}{start}{turned(direction, around)}>\n{''.join(inner)}</{tag}>\n"

    def item(self, item: blocks.Item, apart: bool, around: str) -> str:
        first = item.blocks[0] if item.blocks else None
        if apart or not isinstance(first, blocks.Paragraph):
            return self.html_of(item.blocks, around)
        lines = runs(first.text)
        if len(lines) > 1 or lines[0][0] not in (None, around):
            return self.html_of(item.blocks, around)
        more = self.html_of(item.blocks[1:], around)
        return self.words(first.text) + (f"\n{more}" if more else "")
