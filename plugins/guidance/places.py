"""In which order marks stand on a page, shown as words or read, so that each is found again in the author's file."""

import re
from dataclasses import dataclass

from bs4.element import NavigableString, PreformattedString


@dataclass(frozen=True)
class Mark:
    """One of the classes with which an author marks a text."""

    noun: str = ""  # what its mistakes call it, where it has a name
    attribute: str = ""  # carries that name to scripts and to the service
    is_look: bool = True  # whether the page keeps the class, for the style sheets


MARKS = {
    "step": Mark(noun="step", is_look=False),
    "when": Mark(),
    "draft": Mark(is_look=False),
    "rule": Mark(noun="rule", attribute="data-rule"),
    "ask": Mark(noun="question", attribute="data-question"),
}
LIST = r"\{{:?(?:[^}}\n]*[ \t])?\.(?:{})(?![\w-])"  # an attribute list with this mark, as authors write it
TAG = r"<[a-zA-Z][^<>]*\sclass\s*=[^<>]*(?<![\w-])(?:{})(?![\w-])"  # the same in HTML
CODE = ("code", "pre", "script", "style", "textarea")


def pattern(mark):
    """A regular expression for this mark as an author may have written it."""
    return f"{LIST.format(mark)}|{TAG.format(mark)}"


def in_order(soup, is_raw):
    """For each mark what is like it, in the order of the author's file: its element, or True for words that readers
    see, or False for code and comments.

    An attribute list ends the element that it belongs to, and a tag of raw HTML begins it.
    """
    pieces, elements, hidden = [], {mark: [] for mark in MARKS}, []

    def walk(node, at):
        begin = at
        for child in node.children:
            if not isinstance(child, NavigableString):
                at = walk(child, at)
                continue
            pieces.append(child)
            hidden.extend([(at, at + len(child))] if isinstance(child, PreformattedString) else [])
            at += len(child)
        hidden.extend([(begin, at)] if node.name in CODE else [])
        for mark in set(MARKS) & set(node.get("class", ())):
            elements[mark].append((begin if is_raw(node) else at, 0, node))
        return at

    walk(soup, 0)
    text = "".join(pieces)
    ordered = {}
    for mark in MARKS:
        shown = [
            (one.start(), 1, one[0].startswith("{") and not any(a <= one.start() < b for a, b in hidden))
            for one in re.finditer(pattern(mark), text)
        ]
        ordered[mark] = [one for *_, one in sorted([*elements[mark], *shown], key=lambda place: place[:2])]
    return ordered
