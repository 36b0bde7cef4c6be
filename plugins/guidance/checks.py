"""What must hold between the marks of one article: each has a name of its own, and what a step counts from is there."""

import re

from bs4 import BeautifulSoup

from .model import INTERVIEW
from .places import MARKS
from .reading import MARKED, MarkError, whens_of, words

# ids of the parts around an article's text, which links and scripts look for
PAGES_OWN = re.compile(
    r"main|confirm|timeline(?:-title)?|comments(?:-title)?|comment-(?:[0-9]+|form|form-title)"
    r"|(?:field|error|hint)-(?:name|email|body)"
)
GIVEN = re.compile(rf"\sid\s*=\s*[\"']?(?:{PAGES_OWN.pattern})[\"'\s>]")
NAME = re.compile(r"[a-z][a-z0-9-]*")
NAMED = {mark: about.noun for mark, about in MARKS.items() if about.noun}


def name(element, kind, example):
    """The name that a mark has; MarkError where it has none that can be kept."""
    written = element.get("id", "")
    if NAME.fullmatch(written):
        return written
    if written:
        way_out = "begin it with a small letter, and go on with small letters, digits and hyphens"
        raise MarkError(element, f'{kind} "{written}" has a name that cannot be kept; {way_out}')
    way_out = f"give it one, such as #{example or 'my-' + kind}"
    raise MarkError(element, f'{kind} "{words(element)}" has no name; {way_out}')


def names(reading):
    """No name stands on a page twice, and none is one that the page or the marks need."""
    first = {}
    for element in reading.soup.select(", ".join(f".{mark}[id]" for mark in NAMED)):
        kind = next(noun for mark, noun in NAMED.items() if mark in element["class"])
        name = element["id"]
        if PAGES_OWN.fullmatch(name) or (kind == "step" and name in INTERVIEW):
            reading.wrong(element, f'{kind} "{name}" has a name that the page itself needs; give it another')
        if name in first:
            other, place = first[name]
            reading.wrong(element, f'{kind} "{name}" has the name of a {other} at {place}; give it another')
        first.setdefault(name, (kind, reading.place(element)))


def ids(html, source, mistakes):
    """No heading, and nothing else in the text, has the id of a part of the page; marks are told by `names`."""
    if not GIVEN.search(html):
        return
    for element in BeautifulSoup(html, "html.parser").select("[id]"):
        name, heading = str(element["id"]), words(element)
        if not PAGES_OWN.fullmatch(name):
            continue
        with_id = rf"\{{[^}}\n]*#{name}(?![\w-])|\sid\s*=\s*[\"']?{name}[\"'\s>]"
        place = source.place(with_id if re.search(with_id, source.text) else rf"^#+ *{re.escape(heading)}")
        if not set(NAMED) & set(element.get("class") or ()):
            mistakes.add(place, f'the page itself needs the id "{name}" of "{heading}"; give it another, as #on-{name}')


def anchors(reading, steps):
    """What each step counts from is there, and does not come back to the step."""
    from_what = {step.id: step.window.anchor for step in steps}
    headings = {heading["id"]: heading for heading in reversed(reading.soup.select(".step[id]"))}
    for step in steps:
        anchor = step.window.anchor
        if anchor not in (*INTERVIEW, *headings):
            known = ", ".join([*INTERVIEW, *(name for name in from_what if name != step.id)])
            words = f'counts from "{anchor}", which is not there; it may be {known}'
        elif _returns(step.id, from_what):
            words = (
                f'counts from itself, by way of "{anchor}"; let it count from {", ".join(INTERVIEW)} or an earlier step'
            )
        else:
            continue
        reading.wrong(whens_of(headings[step.id])[0], f'step "{step.id}" {words}')


def situations(reading):
    """A draft for a situation stands beside one for any other: without that, most readers would find none."""
    ordinary = {draft.step for _, draft in reading.drafts if not draft.situation}
    for element, draft in reading.drafts:
        if draft.situation and draft.step not in ordinary:
            words = f'step "{draft.step}" has a .draft for={draft.situation} alone; give it one without for= as well'
            reading.wrong(element, words)


def left_over(reading, markdown):
    """Each mark is read, and none is left among the words that readers see."""
    known = str([*markdown.get("extensions", ()), *markdown.get("extension_configs", ())])
    if "attr_list" in known or "extra" in known:
        way_out = "end its line or words with it, without Markdown or a brace inside; to show it, put it in backticks"
    else:
        way_out = 'attr_list is off; add "markdown.extensions.attr_list" to MARKDOWN in your settings'
    for mark, place in reading.left_over():
        reading.mistakes.add(place, f"a .{mark} is not read and would be shown as it is written; {way_out}")


def no_marks(reading):
    """A page is not an article, and has no plan."""
    for element in reading.soup.select(MARKED):
        reading.wrong(element, "a page cannot have marks; write an article")


def _returns(name, from_what):
    seen, at = set(), from_what[name]
    while at in from_what and at not in seen:
        if at == name:
            return True
        seen.add(at)
        at = from_what[at]
    return False
