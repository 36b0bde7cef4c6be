"""A comment's Markdown, checked and made into HTML that is safe to put into a page.

blocks.py reads its lines, mistune what stands in them, with every rule left out whose element a comment may not have,
so that such marks stay in the text as they were typed; nh3 then lets nothing else through. What could make any of
them slow is refused first.
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

import mistune
import nh3

from service.text import blocks

TAGS = frozenset(("p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"))
SCHEMES = frozenset({"http", "https", "mailto"})
_TURNED = {"dir": {"ltr", "rtl"}}
_NUMBERS = {str(number) for number in range(100)}  # what blocks.py takes for the number of an item
VALUES = dict.fromkeys(("p", "blockquote", "ul"), _TURNED) | {
    "ol": _TURNED | {"start": _NUMBERS},
    "li": {"value": _NUMBERS},
    "pre": _TURNED | {"tabindex": {"0"}, "role": {"group"}, "aria-label": {"Code"}},
}
"""The attributes that an element may have beside a link's address, each with these values alone."""
LONGEST_RUN_OF_BRACKETS = 50
LONGEST_RUN_OF_MARKS = 10

# C0 and C1 controls but tab and line feed (some terminals obey them), lone surrogates, and what XML cannot carry
UNUSABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# as slides, PDF files and old systems write the end of a line (Unicode 5.8)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# where a picture was dictated, and where a line of a PDF file broke within a word (PDFium's sign for it)
_LEFT_BY_COPYING = re.compile("[\ufffc\ufffe]")
_BRACKETS = re.compile(rf"(?:!?\[\s*){{{LONGEST_RUN_OF_BRACKETS + 1},}}")
# letters and signs by name that leave no mark: Default_Ignorable_Code_Point, and blanks that are called something else
UNSEEN = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Thai to Tibetan and Burmese, Hangul, Khmer, Tai, Balinese, what is Chinese or Japanese, Javanese and Cham, full width
UNSPACED = re.compile(
    "[\u0e00-\u109f\u1100-\u11ff\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u1b00-\u1b7f\u2e80-\u2fff\u3001-\ua4cf"
    "\ua960-\ua9ff\uaa00-\uaadf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef\U00016fe0-\U00018dff"
    "\U0001aff0-\U0001b2ff\U00020000-\U0003ffff]"
)
"""A character of a script that sets no blank between words, or of Korean, which sets none before its particles."""


class UnreadableError(ValueError):
    """A text that cannot be taken; the message tells its writer why and what would help."""


@dataclass(frozen=True)
class Rendered:
    html: str
    links: int
    unlinked: tuple  # addresses that were given as links but stay text


def normalise(value):
    r"""The text as it is counted, compared and kept: NFC, each line break one ``\n``, nothing that only copying left.

    >>> normalise("e\u0301\r\n!\u000b?\ufffc")
    'é\n!\n?'
    """
    return unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", _LEFT_BY_COPYING.sub("", value)))


def is_blank(value):
    r"""Whether there is nothing to see in it: white space, accents without a letter, and what shows nothing.

    >>> is_blank(" \u200b\u3164\u2800\u0301\n"), is_blank(" a ")
    (True, False)
    """
    return all(
        character.isspace() or UNSEEN.match(character) or unicodedata.category(character) in ("Cf", "Mn", "Me", "Mc")
        for character in value
    )


def check(value):
    """Refuse characters that no text has; :class:`UnreadableError` says which. The value is normalised."""
    if found := UNUSABLE.search(value):
        character = f"U+{ord(found[0]):04X}"
        raise UnreadableError(f"A character here cannot be shown ({character}). Please take it out or type it anew.")
    run = 0
    for character in value:
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if run > LONGEST_RUN_OF_MARKS:
            raise UnreadableError(f"More than {LONGEST_RUN_OF_MARKS} accents stand on one letter. Please use fewer.")


def check_shape(value):
    """Refuse Markdown nested so deep that nobody could read it, before a parser has to."""
    read = blocks.read(value)
    if read.too_deep:
        raise UnreadableError(f"Quotes or lists are more than {blocks.DEEPEST_NESTING} deep. Please use fewer levels.")
    if any(_BRACKETS.search(paragraph) for paragraph in blocks.paragraphs(read.blocks)):
        raise UnreadableError(f"More than {LONGEST_RUN_OF_BRACKETS} square brackets open in a row. Please use fewer.")


def may_link(address):
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


def _is_kept(address):
    """Whether nh3 takes it for an address as well; else it would leave a link that leads nowhere, and no word of it."""
    return " href=" in nh3.clean(
        f'<a href="{html.escape(address)}">', attributes={"a": {"href"}}, url_schemes=set(SCHEMES)
    )


@lru_cache(maxsize=2048)
def render(body):
    """The comment's HTML (a :class:`Rendered`). The body has been normalised and checked."""
    writer = _Writer()
    cleaned = nh3.clean(
        writer.blocks(blocks.read(body).blocks, "ltr"),
        tags=set(TAGS),
        attributes={"a": {"href"}},
        tag_attribute_values=VALUES,
        url_schemes=set(SCHEMES),
        link_rel="nofollow ugc noopener",
    )
    return Rendered(cleaned.strip(), writer.inline.links, tuple(writer.inline.unlinked))


def words(body):
    """What a comment shows, without its marks."""
    return html.unescape(_TAG.sub("", render(body).html))


class _Writer:
    """The blocks as HTML; each says its direction where it is not that of what is around it."""

    def __init__(self):
        self.inline = _Renderer()

    def words(self, text):
        return self.inline.render_tokens(_INLINE(text, {"ref_links": {}}), None)

    def blocks(self, found, around):
        return "".join(getattr(self, type(one).__name__.lower())(one, around) for one in found)

    def paragraph(self, paragraph, around):
        return "".join(
            f"<p{_turned(direction, around)}>{self.words(lines)}</p>\n" for direction, lines in _runs(paragraph.text)
        )

    def code(self, code, around):
        attributes = f'{_turned("ltr", around)} tabindex="0" role="group" aria-label="Code"'  # wide code is scrolled
        return f"<pre{attributes}><code>{html.escape(code.text)}</code></pre>\n"

    def quote(self, quote, around):
        direction = _direction_of(quote.blocks) or around
        inner = self.blocks(quote.blocks, direction)
        return f"<blockquote{_turned(direction, around)}>\n{inner}</blockquote>\n"

    def items(self, items, around):
        """The list, anew where its items turn round: a bullet stands on the side of its words."""
        runs = []
        for item in items.items:
            direction = _direction_of(item.blocks)
            if runs and (direction in (None, runs[-1][0]) or not runs[-1][0]):
                runs[-1][0] = runs[-1][0] or direction
                runs[-1][1].append(item)
            else:
                runs.append([direction, [item]])
        return "".join(self.list(items, run, direction or around, around) for direction, run in runs)

    def list(self, items, run, direction, around):
        tag, number, inner = "ol" if items.ordered else "ul", None, []
        for item in run:
            value = f' value="{item.number}"' if number is not None and item.number != number + 1 else ""
            number = item.number
            inner.append(f"<li{value}>{self.item(item, items.apart, direction)}</li>\n")
        start = f' start="{run[0].number}"' if items.ordered and run[0].number != 1 else ""
        return f"<{tag}{start}{_turned(direction, around)}>\n{''.join(inner)}</{tag}>\n"

    def item(self, item, apart, around):
        first = item.blocks[0] if item.blocks else None
        close = not apart and isinstance(first, blocks.Paragraph) and _runs(first.text)
        if not close or len(close) > 1 or close[0][0] not in (None, around):
            return self.blocks(item.blocks, around)
        more = self.blocks(item.blocks[1:], around)
        return self.words(first.text) + (f"\n{more}" if more else "")


def _turned(direction, around):
    return f' dir="{direction}"' if direction and direction != around else ""


def _direction(text):
    r"""The direction of the first letter that has one, None where none has.

    >>> _direction("1. שלום"), _direction("a"), _direction("1.")
    ('rtl', 'ltr', None)
    """
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next(({"L": "ltr"}.get(kind, "rtl") for kind in kinds if kind in ("L", "R", "AL")), None)


def _direction_of(found):
    return next(filter(None, map(_direction, blocks.paragraphs(found))), None)


def _runs(text):
    """The lines of a paragraph as ``[(direction, lines)]``: those that turn round stand by themselves."""
    runs = []
    for line in text.split("\n"):
        direction = _direction(line)
        if runs and (direction in (None, runs[-1][0]) or not runs[-1][0]):
            runs[-1] = (runs[-1][0] or direction, f"{runs[-1][1]}\n{line}")
        else:
            runs.append((direction, line))
    return runs


# stands for punctuation beside a run of stars; no text has it
_EDGE = "\x01"


class _Inline(mistune.InlineParser):
    """Emphasis, code and links; HTML is text, and a backslash too, but for one before a mark that would format."""

    ESCAPE = r"\\[*_`\[\]<]|(?m:^)\\[->+]|(?m:(?<=^[0-9])|(?<=^[0-9]{2}))\\\."
    SPECIFICATION = mistune.InlineParser.SPECIFICATION | {"escape": ESCAPE}

    def __init__(self, **options):
        super().__init__(**options)
        self.rules.remove("inline_html")
        self.register("address", _ADDRESS, _parse_address, before="link", start_chars=tuple("hHmM"))

    def parse_escape(self, match, state):
        mark = match[0][-1]
        line = max(state.src.rfind("\n", 0, match.start()) + 1, match.start() - _LONGEST_LOOK_BACK)
        if _AS_TYPED.search(state.src[line : match.start()]):
            self.process_text(match[0], state, parse_emphasis=False)
            return match.end()
        if mark in "*_`[]" and ("](" not in state.src if mark in "[]" else state.src.count(mark) < 2):
            return None
        self.process_text(match[0].replace("\\", ""), state, parse_emphasis=False)
        return match.end()

    def parse_emphasis(self, match, state):
        """Stars beside a script without blanks: Markdown asks for a blank where that has none (CommonMark 650)."""
        before, after, run = _before(match), match.string[match.end() : match.end() + 1], match[0]
        beside = UNSPACED.match(before) or UNSPACED.match(after)
        if beside and not (run[0] == "_" and before.isalnum() and after.isalnum()):
            run = (before.strip() and _EDGE) + run + (after.strip() and _EDGE)
        self.process_text(run, state)
        return match.end()

    def parse_auto_link(self, match, state):
        address = UNSEEN.sub("", match[0][1:-1])
        if state.in_link or state.depth >= self.max_nested_level or not may_link(address):
            return None
        _add_link(address, match[0], state)
        return match.end()

    def parse_inline_html(self, match, state):
        return None


# a path of Windows, behind which a backslash on the same line parts folders; and the arm of ¯\_(ツ)_/¯
_AS_TYPED = re.compile(r"(?<!\w)(?:[A-Za-z]:|\\)(?:\\\w|$)|¯$")
_LONGEST_LOOK_BACK = 200  # characters


def _before(match):
    return match.string[max(0, match.start() - 1) : match.start()]


def _add_link(address, written, state):
    text = {"type": "text", "raw": address}
    state.append_token({"type": "link", "children": [text], "attrs": {"url": address}, "_autolink": written})


_ADDRESS = r"(?i:https?://|mailto:)[^\s<>\"`\\]+"


def _parse_address(inline, match, state):
    """An address in the text is a link, without what follows it in its sentence."""
    address = match[0].partition("]")[0] if state.brackets else match[0]
    address = _address(address, _before(match))
    if state.in_link or state.depth >= inline.max_nested_level or not may_link(address):
        state.append_token({"type": "text", "raw": address})
    else:
        _add_link(address, address, state)
    return match.start() + len(address)


def _address(text, before=""):
    """The address that a text begins with, which has no blank.

    >>> [_address(f"http://b/{path}") for path in ("d。谢", "d谢", "d_(e)).", "wiki/面试", "d(e", "...")]
    ['http://b/d', 'http://b/d', 'http://b/d_(e)', 'http://b/wiki/面试', 'http://b/d', 'http://b/']
    """
    host = text.find("://") + 3 if "://" in text else 0
    path = next((place for place in range(host, len(text)) if text[place] in "/?#"), len(text))
    opened = []
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


_MOST_BRACKETS = 10
_LAST = "!'*,.:;?|~·–"  # what ends a sentence and not an address


def _goes_on(text, place, path):
    """Whether a character beyond ASCII belongs to an address: a letter, and in Chinese, say, where a word may begin."""
    character, before = text[place], text[place - 1]
    if character in _JOINERS:  # a part of words in Persian, say, or in Hindi
        return not before.isascii() and unicodedata.category(text[place + 1 : place + 2] or " ")[0] in "LM"
    if unicodedata.category(character)[0] not in "LMN" or UNSEEN.match(character):
        return character in "·–"
    if not UNSPACED.match(character) or UNSPACED.match(before):
        return True
    if place < path:  # a name of a host with letters of both kinds has another point behind them
        return before in "./" or bool(_ANOTHER_LABEL.match(text, place, path))
    return before in "/=_-(,%#?&+" and place > path + 1


_JOINERS = "\u200c\u200d"
_ANOTHER_LABEL = re.compile(r"[^.:]*\.\w")


class _Renderer(mistune.HTMLRenderer):
    """mistune's HTML, but a link or picture that may not stand is written out as it was typed."""

    def __init__(self):
        super().__init__(escape=True)
        self.links = 0
        self.unlinked = []

    def text(self, text):
        return super().text(text.replace(_EDGE, ""))

    def link(self, text, url, title=None):
        url = _seen(url)
        if may_link(url):
            self.links += 1
            shown = html.escape(url) if is_blank(html.unescape(_TAG.sub("", text))) else text
            return f'<a href="{html.escape(url)}">{shown}</a>'
        self.unlinked.append(url)
        return f"[{text}]({html.escape(url)}{_title(title)})"

    def image(self, text, url, title=None):
        return f"![{text}]({html.escape(url)}{_title(title)})"


_TAG = re.compile("<[^>]*>")


def _seen(url):
    """An encoded address without what copying leaves at its end and nobody sees.

    >>> _seen("http://b/%C3%A9%E2%80%8B%C2%AD")
    'http://b/%C3%A9'
    """
    while cut := next((size for size in (6, 9, 12) if _shows_nothing(unquote(url[-size:]))), 0):
        url = url[:-cut]
    return url


def _shows_nothing(character):
    return len(character) == 1 and bool(UNSEEN.match(character))


def _title(title):
    return f' "{html.escape(title)}"' if title else ""


_INLINE = _Inline(hard_wrap=True, max_nested_level=blocks.DEEPEST_NESTING)
