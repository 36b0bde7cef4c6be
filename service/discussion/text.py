"""A comment's Markdown, checked and made into HTML that is safe to put into a page.

mistune parses it with every rule left out whose element a comment may not have, so that such marks stay in the
text as they were typed; nh3 then lets nothing else through. What could make either of them slow is refused first.
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

import mistune
import nh3
from mistune.block_parser import BlockParser

TAGS = frozenset(("p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"))
SCHEMES = frozenset({"http", "https", "mailto"})
DEEPEST_NESTING = 10
LONGEST_RUN_OF_BRACKETS = 50
LONGEST_RUN_OF_MARKS = 10

# C0 and C1 controls but tab and line feed (some terminals obey them), lone surrogates, and what XML cannot carry
UNUSABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BRACKETS = re.compile(rf"(?:!?\[\s*){{{LONGEST_RUN_OF_BRACKETS + 1},}}")
_MARKERS = re.compile(r"^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|[0-9]{1,9}[.)](?=[ \t]|$)))+", re.MULTILINE)
_MARKER = re.compile(r">|[-+*]|[0-9]{1,9}[.)]")


class UnreadableError(ValueError):
    """A text that cannot be taken; the message tells its writer why and what would help."""


@dataclass(frozen=True)
class Rendered:
    html: str
    links: int
    unlinked: tuple  # addresses that were given as links but stay text


def normalise(value):
    r"""The text as it is counted, compared and kept: NFC, and each line break one ``\n``.

    >>> normalise("e\u0301\r\n!")
    'é\n!'
    """
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))


def is_blank(value):
    r"""Whether there is nothing to see in it: white space and format characters alone.

    >>> is_blank(" \u200b\n"), is_blank(" a ")
    (True, False)
    """
    return all(character.isspace() or unicodedata.category(character) == "Cf" for character in value)


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
    if _BRACKETS.search(value):
        raise UnreadableError(f"More than {LONGEST_RUN_OF_BRACKETS} square brackets open in a row. Please use fewer.")
    for markers in _MARKERS.finditer(value):
        if len(_MARKER.findall(markers[0])) > DEEPEST_NESTING:
            raise UnreadableError(f"Quotes or lists are more than {DEEPEST_NESTING} deep. Please use fewer levels.")


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
    renderer = _Renderer()
    markdown = mistune.Markdown(
        renderer=renderer,
        block=_Blocks(max_nested_level=DEEPEST_NESTING),
        inline=_Inline(hard_wrap=True, max_nested_level=DEEPEST_NESTING),
        plugins=[_bare_addresses],
    )
    cleaned = nh3.clean(
        markdown(body),
        tags=set(TAGS),
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=set(SCHEMES),
        link_rel="nofollow ugc noopener",
    )
    return Rendered(cleaned.strip(), renderer.links, tuple(renderer.unlinked))


class _Blocks(BlockParser):
    """Paragraphs, code, quotes and lists; a heading, a rule, a reference or HTML is text."""

    DEFAULT_RULES = ("fenced_code", "indent_code", "block_quote", "list", "blank_line")

    def _stays_text(self, match, state):
        return None

    # quotes and lists look for these by themselves, whatever the rules are
    parse_atx_heading = parse_setex_heading = parse_thematic_break = _stays_text
    parse_ref_link = parse_raw_html = parse_block_html = _stays_text

    def __init__(self, **options):
        super().__init__(**options)
        self.rules = list(self.DEFAULT_RULES)


class _Inline(mistune.InlineParser):
    """Emphasis, code and links; HTML is text."""

    def __init__(self, **options):
        super().__init__(**options)
        self.rules.remove("inline_html")

    def parse_auto_link(self, match, state):
        return super().parse_auto_link(match, state) if may_link(match[0][1:-1]) else None

    def parse_inline_html(self, match, state):
        return None


def _bare_addresses(markdown):
    """mistune plugin: an address in the text is a link, without the punctuation that ends its sentence."""
    markdown.inline.register("url_link", r"https?://[^\s<]+", _parse_bare_address, before="link")


def _parse_bare_address(inline, match, state):
    address = match[0].partition("]")[0] if state.brackets else match[0]
    while address[-1] in ".,:;!?\"'*)" and not (address[-1] == ")" and address.count("(") >= address.count(")")):
        address = address[:-1]
    text = {"type": "text", "raw": address}
    if state.in_link or state.depth >= inline.max_nested_level or not may_link(address):
        state.append_token(text)
    else:
        state.append_token({"type": "link", "children": [text], "attrs": {"url": address}, "_autolink": address})
    return match.start() + len(address)


class _Renderer(mistune.HTMLRenderer):
    """mistune's HTML, but a link or picture that may not stand is written out as it was typed."""

    def __init__(self):
        super().__init__(escape=True)
        self.links = 0
        self.unlinked = []

    def link(self, text, url, title=None):
        if may_link(url):
            self.links += 1
            return f'<a href="{html.escape(url)}">{text}</a>'
        self.unlinked.append(url)
        return f"[{text}]({html.escape(url)}{_title(title)})"

    def image(self, text, url, title=None):
        return f"![{text}]({html.escape(url)}{_title(title)})"


def _title(title):
    return f' "{html.escape(title)}"' if title else ""
