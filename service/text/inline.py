"""What stands in a line: emphasis, code and links, by mistune with every other rule left out."""

import html
import re

import mistune
from mistune import InlineState

from service.text import blocks
from service.text.addresses import address_in, may_link, without_unseen_end
from service.text.characters import UNSEEN, UNSPACED, is_blank

# stands for punctuation beside a run of stars; no text has it
_EDGE = "\x01"


class _Inline(mistune.InlineParser):
    """Emphasis, code and links; HTML is text, and a backslash too, but for one before a mark that would format."""

    ESCAPE = r"\\[*_`\[\]<]|(?m:^)\\[->+]|(?m:(?<=^[0-9])|(?<=^[0-9]{2}))\\\."
    SPECIFICATION = mistune.InlineParser.SPECIFICATION | {"escape": ESCAPE}

    def __init__(self, hard_wrap: bool, max_nested_level: int) -> None:
        super().__init__(hard_wrap, max_nested_level=max_nested_level)
        self.rules.remove("inline_html")
        self.register("address", _ADDRESS, _parse_address, before="link", start_chars=tuple("hHmM"))

    # of two of its methods mistune says that they always take the mark; it asks all of them alike, and None is "not I"

    def parse_escape(self, match: re.Match[str], state: InlineState) -> int | None:  # type: ignore[override]
        mark = match[0][-1]
        line = max(state.src.rfind("\n", 0, match.start()) + 1, match.start() - _LONGEST_LOOK_BACK)
        if _AS_TYPED.search(state.src[line : match.start()]):
            self.process_text(match[0], state, parse_emphasis=False)
            return match.end()
        if mark in "*_`[]" and ("](" not in state.src if mark in "[]" else state.src.count(mark) < 2):
            return None
        self.process_text(match[0].replace("\\", ""), state, parse_emphasis=False)
        return match.end()

    def parse_emphasis(self, match: re.Match[str], state: InlineState) -> int:
        """Stars beside a script without blanks: Markdown asks for a blank where that has none (CommonMark 650)."""
        before, after, run = _before(match), match.string[match.end() : match.end() + 1], match[0]
        beside = UNSPACED.match(before) or UNSPACED.match(after)
        if beside and not (run[0] == "_" and before.isalnum() and after.isalnum()):
            run = (before.strip() and _EDGE) + run + (after.strip() and _EDGE)
        self.process_text(run, state)
        return match.end()

    def parse_auto_link(self, match: re.Match[str], state: InlineState) -> int | None:  # type: ignore[override]
        address = UNSEEN.sub("", match[0][1:-1])
        if state.in_link or state.depth >= self.max_nested_level or not may_link(address):
            return None
        _add_link(address, match[0], state)
        return match.end()

    def parse_inline_html(self, match: re.Match[str], state: InlineState) -> int | None:
        return None


# a path of Windows, behind which a backslash on the same line parts folders; and the arm of ¯\_(ツ)_/¯
_AS_TYPED = re.compile(r"(?<!\w)(?:[A-Za-z]:|\\)(?:\\\w|$)|¯$")
_LONGEST_LOOK_BACK = 200  # characters


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 1) : match.start()]


def _add_link(address: str, written: str, state: InlineState) -> None:
    text = {"type": "text", "raw": address}
    state.append_token({"type": "link", "children": [text], "attrs": {"url": address}, "_autolink": written})


_ADDRESS = r"(?i:https?://|mailto:)[^\s<>\"`\\]+"


def _parse_address(inline: mistune.InlineParser, match: re.Match[str], state: InlineState) -> int:
    """An address in the text is a link, without what follows it in its sentence."""
    address = match[0].partition("]")[0] if state.brackets else match[0]
    address = address_in(address, _before(match))
    if state.in_link or state.depth >= inline.max_nested_level or not may_link(address):
        state.append_token({"type": "text", "raw": address})
    else:
        _add_link(address, address, state)
    return match.start() + len(address)


class Renderer(mistune.HTMLRenderer):
    """mistune's HTML, but a link or picture that may not stand is written out as it was typed."""

    def __init__(self) -> None:
        super().__init__(escape=True)
        self.links = 0
        self.unlinked: list[str] = []

    def text(self, text: str) -> str:
        return super().text(text.replace(_EDGE, ""))

    def link(self, text: str, url: str, title: str | None = None) -> str:
        url = without_unseen_end(url)
        if may_link(url):
            self.links += 1
            shown = html.escape(url) if is_blank(text_of(text)) else text
            return f'<a href="{html.escape(url)}">{shown}</a>'
        self.unlinked.append(url)
        return f"[{text}]({html.escape(url)}{_title(title)})"

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return f"![{text}]({html.escape(url)}{_title(title)})"


_TAG = re.compile("<[^>]*>")


def text_of(written: str) -> str:
    """What HTML shows, without its tags."""
    return html.unescape(_TAG.sub("", written))


def _title(title: str | None) -> str:
    return f' "{html.escape(title)}"' if title else ""


PARSER = _Inline(hard_wrap=True, max_nested_level=blocks.DEEPEST_NESTING)
