"""A comment's lines, read as paragraphs, code, quotes and lists. Pure: no HTML, and nothing of what stands in a line.

Of Markdown's blocks these are the ones that a comment may have, with a few rules that keep what people type and paste:
a line is quoted if it begins with > itself, a list ends where its lines do, its numbers are those that were typed,
and a line drawn with marks or begun with blanks is text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

DEEPEST_NESTING = 10  # quotes and lists in one another

_FENCE = re.compile(r"([ \t]*)(`{3,}|~{3,})([^`]*)")
_QUOTE = re.compile(r"[ \t]*> ?")
# a number of more digits is a year or a price, and one with a nought before it could not be shown as it was typed
_MARKER = re.compile(r"([ \t]*)([-+*]|(?:[0-9]|[1-9][0-9])\.)(?:[ \t]+|$)")
_DIVIDER = re.compile(r"[ \t]*(?:[-+*_][ \t]*){3,}")


class Line(NamedTuple):
    text: str
    marks: int = 0  # of quotes and items, taken off from its beginning


@dataclass
class Paragraph:
    text: str


@dataclass
class Code:
    text: str


@dataclass
class Quote:
    blocks: "list[Block]"


@dataclass
class Item:
    number: int | None
    blocks: "list[Block]"


@dataclass
class Items:
    """A list: with numbers or without, its items apart or close together."""

    ordered: bool
    items: list[Item]
    apart: bool


Block: TypeAlias = Paragraph | Code | Quote | Items


class Read(NamedTuple):
    blocks: list[Block]
    too_deep: bool  # a line has more marks before its words than DEEPEST_NESTING; those stay text


def read(text: str) -> Read:
    r"""The blocks of a text, a :class:`Read`.

    >>> read("> a\nb").blocks
    [Quote(blocks=[Paragraph(text='a')]), Paragraph(text='b')]
    """
    reader = _Reader()
    return Read(reader.read([Line(line) for line in text.split("\n")]), reader.too_deep)


def paragraphs(blocks: Iterable[Block]) -> Iterator[str]:
    """The text of every paragraph, in order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Quote):
            yield from paragraphs(block.blocks)
        elif isinstance(block, Items):
            for item in block.items:
                yield from paragraphs(item.blocks)


class _Reader:
    def __init__(self) -> None:
        self.too_deep = False

    def read(self, lines: Sequence[Line], level: int = 0) -> list[Block]:
        blocks: list[Block] = []
        paragraph: list[str] = []  # the lines of the one that is being read
        at, number, unclosed = 0, 0, 0

        def add(*block: Block) -> None:
            if paragraph:
                blocks.append(Paragraph("\n".join(paragraph)))
                paragraph.clear()
            blocks.extend(block)

        while at < len(lines):
            line = lines[at]
            if not line.text.strip():
                add()
                at += 1
                continue
            fence = _FENCE.fullmatch(line.text)
            if fence and not (unclosed and len(fence[2]) >= unclosed and fence[2][0] == "~"):
                code, after = _code(lines, at, fence)
                if after:
                    add(*([Code(code)] if code.strip() else _as_text(lines[at:after])))
                    at = after
                    continue
                unclosed = len(fence[2])
            quoted, item = _QUOTE.match(line.text), _item(line.text)
            if level < DEEPEST_NESTING and quoted:
                inner, after = _quoted(lines, at)
                if any(line.text.strip() for line in inner):
                    add(Quote(self.read(inner, level + 1)))
                else:  # marks alone are text, all at once: each by itself would look at those below again
                    paragraph += [line.text.strip(" \t") for line in lines[at:after]]
                at = after
                continue
            elif level < DEEPEST_NESTING and item and _begins(item, line.text, paragraph, number):
                items, at = self.items(lines, at, item, level)
                add(items)
                number = items.items[-1].number or number
                continue
            self.too_deep |= level >= DEEPEST_NESTING == line.marks and bool(quoted or item)
            paragraph.append(line.text.strip(" \t"))
            at += 1
        add()
        return blocks

    def items(self, lines: Sequence[Line], at: int, first: re.Match[str], level: int) -> tuple[Items, int]:
        """The list that begins at this line, whose mark is ``first``; and the line after it."""
        items, apart = [], False
        while at < len(lines) and (item := _item(lines[at].text)) and _same_list(item, first):
            inner, after = _belonging(lines, at, item)
            blank = len(inner)
            while inner and not inner[-1].text.strip():
                inner.pop()
            blank -= len(inner)
            number = int(item[2][:-1]) if item[2][-1] == "." else None
            items.append(Item(number, self.read(inner, level + 1)))
            at = after
            follows = at < len(lines) and (item := _item(lines[at].text)) and _same_list(item, first)
            apart |= bool(blank and follows)
        apart |= any(sum(isinstance(block, Paragraph) for block in item.blocks) > 1 for item in items)
        return Items(first[2][-1] == ".", items, apart), at


def _code(lines: Sequence[Line], at: int, fence: re.Match[str]) -> tuple[str, int | None]:
    """What a fence encloses, and the line after it (None: waves that are never closed, which are a line of text)."""
    end = re.compile(rf"[ \t]*{fence[2][0]}{{{len(fence[2])},}}[ \t]*")
    indent = re.compile(rf"\A[ \t]{{0,{len(fence[1])}}}")
    code: list[str] = []
    for after in range(at + 1, len(lines)):
        if end.fullmatch(lines[after].text):
            return "\n".join(code), after + 1
        code.append(indent.sub("", lines[after].text, count=1))
    return ("", None) if fence[2][0] == "~" else ("\n".join(code).rstrip("\n"), len(lines))


def _as_text(lines: Iterable[Line]) -> list[Paragraph]:
    return [Paragraph(line.text.strip(" \t")) for line in lines if line.text.strip()]


def _quoted(lines: Sequence[Line], at: int) -> tuple[list[Line], int]:
    inner = []
    while at < len(lines) and (mark := _QUOTE.match(lines[at].text)):
        inner.append(Line(lines[at].text[mark.end() :], lines[at].marks + 1))
        at += 1
    return inner, at


def _item(text: str) -> re.Match[str] | None:
    return None if _DIVIDER.fullmatch(text) else _MARKER.match(text)


def _begins(item: re.Match[str], text: str, paragraph: Sequence[str], number: int) -> bool:
    """Whether a list begins here: with words, and below words of a paragraph with 1 or the next number only."""
    if not text[item.end() :].strip():
        return False
    return not paragraph or item[2][-1] != "." or item[2] in ("1.", f"{number + 1}.")


def _same_list(item: re.Match[str], first: re.Match[str]) -> bool:
    return item[2][-1] == first[2][-1] and _width(item[1]) < _width(first[1]) + 2


def _belonging(lines: Sequence[Line], at: int, item: re.Match[str]) -> tuple[list[Line], int]:
    """The lines of an item, and the line after it: what follows its mark, and those below that stand further in."""
    first, own = lines[at], _width(item[1]) + 2
    below, inset = [], _width(first.text[: item.end()])
    for after in range(at + 1, len(lines)):
        text, marks = lines[after]
        words = text.lstrip(" \t")
        width = _width(text[: len(text) - len(words)])
        if words and width < own:
            break
        below.append((width, words, marks))
        inset = min(inset, width) if words else inset
    inner = [Line(" " * max(0, width - inset) + words, marks) for width, words, marks in below]
    return [Line(first.text[item.end() :], first.marks + 1), *inner], at + 1 + len(inner)


def _width(text: str) -> int:
    return len(text.expandtabs(4))
