"""One article's HTML as it is read for marks: what is a mark and what is not, and where each stands in the file.

The soup is a copy to read from. Readers get the text itself, changed at single places (see `inject`).
"""

import re

from bs4 import BeautifulSoup
from bs4.element import AttributeValueList

from . import phrases, places, tags
from .places import LIST, MARKS

MARKED = ", ".join(f".{mark}" for mark in MARKS)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HINT = re.compile(rf"class\s*=[^>]*\b(?:{'|'.join(MARKS)})\b|{LIST.format('|'.join(MARKS))}", re.IGNORECASE)
# what stands in a title and is no word of it: the sign of its own link, the number of a footnote
SIGNS = ".headerlink, .footnote-ref, .footnote-reference, [role=doc-noteref]"


def carries_marks(html):
    """Whether it is worth parsing this article at all: it may still turn out to have no marks.

    >>> carries_marks('<p>No <em>marks</em> here.</p>')
    False
    """
    return bool(HINT.search(html))


class MarkError(ValueError):
    """This element is not marked as it must be; the message says how it could be."""

    def __init__(self, element, words):
        super().__init__(words)
        self.element = element


class Reading:
    """What is read of one article, and the places where each thing stands."""

    def __init__(self, html, source, mistakes):
        self.html, self.source, self.mistakes = html, source, mistakes
        self.soup = BeautifulSoup(html, "html.parser")
        self.drafts = []  # (the element with the mark, its Draft)
        self._lines = [0, *(found.end() for found in re.finditer("\n", html))]
        self._found = places.in_order(self.soup, self._as_written)
        for sign in self.soup.select(SIGNS):
            sign.decompose()
        for picture in self.soup.select("img[alt]"):
            picture.insert_after(str(picture["alt"]))
        for element in self.soup.select(MARKED):
            kept = [name for name in element["class"] if name not in MARKS or self._is_mark(element, name)]
            element["class"] = AttributeValueList(kept)

    def wrong(self, element, words):
        self.mistakes.add(self.place(element), words)

    def attempt(self, read, *arguments):
        """What `read` gives; None, and one more mistake, where it raises a MarkError."""
        try:
            return read(*arguments)
        except MarkError as error:
            self.wrong(error.element, str(error))
            return None

    def attempt_all(self, read, elements, *arguments):
        """What `read(self, element, *arguments)` gives of each element that can be read."""
        read_ones = [self.attempt(read, self, element, *arguments) for element in elements]
        return [one for one in read_ones if one is not None]

    def place(self, element):
        """``file:line`` of a mark, told apart from others of its kind by their order in the text, code and all."""
        mark = next(mark for mark in MARKS if mark in element.get("class", []))
        # not list.index: two elements with the same words are equal to BeautifulSoup
        nth = next(n for n, one in enumerate(self._found[mark]) if one is element)
        return self.source.place(places.pattern(mark), nth)

    def tag(self, element):
        """The element's start tag: where it begins, and its text."""
        at = self._lines[element.sourceline - 1] + element.sourcepos
        return at, tags.at(self.html, at)[0]

    def left_over(self):
        """Marks that the page would show as they are written, as (the mark, its place)."""
        for mark, found in self._found.items():
            for nth in (nth for nth, one in enumerate(found) if one is True):
                yield mark, self.source.place(places.pattern(mark), nth)

    def _as_written(self, element):
        """The start tag of raw HTML, which stands in the author's file as it is; "" for what Markdown made."""
        tag = self.tag(element)[1]
        return tag if tag in self.source.text else ""

    def _is_mark(self, element, name):
        """Whether this class is a mark: in raw HTML it is a plain word too, which others use for their own ends."""
        if not self._as_written(element):
            return True
        if name == "step":
            return element.name in HEADINGS and bool(element.get("id") or element.get("via") or whens_of(element))
        if name in ("rule", "ask"):
            return bool(element.get("id") or element.get("answer"))
        owned = {id(one) for step in self.soup.select(".step") for one in section(step)}
        in_step = any(id(one) in owned for one in (element, *element.parents))
        if name == "draft":
            return in_step and bool(quote_of(element))
        return in_step or bool({"window", "from"} & set(element.attrs)) or _is_phrase(words(element))


def section(heading):
    """The elements that a heading owns: all up to the next heading of its level or above."""
    elements = []
    for element in heading.find_next_siblings():
        if element.name in HEADINGS and element.name <= heading.name:
            break
        elements.append(element)
    return elements


def words(element):
    return " ".join(element.get_text().split())


def whens_of(heading):
    """The elements with ``.when`` that belong to this step and not to a step inside it."""
    whens = []
    for element in section(heading):
        if "step" in element.get("class", []):
            break
        whens += [element] if "when" in element.get("class", []) else element.select(".when")
    return whens


def quote_of(draft):
    """The block quote whose mark this is: its last paragraph has it, or the quote itself in raw HTML."""
    return draft if draft.name == "blockquote" else draft.find_parent("blockquote")


def _is_phrase(text):
    try:
        return bool(phrases.read(text))
    except phrases.PhraseError:
        return False
