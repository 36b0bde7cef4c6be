"""Read an author's marks from a rendered article: headings with ``.step``, ``.when`` in them, drafts, rules, questions.

Says what was marked, as a Guidance, and adds each mistake to the list it is given. Changes nothing on the page.
"""

import re
from dataclasses import dataclass

from . import phrases
from .model import Draft, Guidance, Question, Rule, Step

MARKS = ("step", "when", "draft", "rule", "ask")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
VIAS = ("email", "post")
ANCHORS = ("start", "end", "day")
KINDS = ("duration", "choice", "number", "text")
FIELDS = [
    "interviewer",
    "interviewer-email",
    "interview-day",
    "employer",
    "role",
    "your-name",
    "check-in-day",
    "decision-day",
]
FIELD = re.compile(r"\[\[([^\[\]]*)\]\]")
NAME = re.compile(r"[a-z][a-z0-9-]*")


@dataclass
class Reading:
    """What is read of one article, and the places where each thing stands on the page."""

    soup: object
    source: object
    mistakes: object

    def wrong(self, element, words):
        self.mistakes.add(self.place(element), words)

    def place(self, element):
        """``file:line`` of a mark, told apart from others of its kind by its order on the page."""
        mark = next(mark for mark in MARKS if mark in element.get("class", []))
        nth = self.soup.select(f".{mark}").index(element)
        return self.source.place(rf"\{{:?[^}}]*\.{mark}\b", nth)


def carries_marks(html):
    """Whether it is worth looking at this article at all.

    >>> carries_marks('<p>No <em>marks</em> here.</p>')
    False
    """
    return any(re.search(rf'class="[^"]*\b{mark}\b', html) for mark in MARKS)


def read(soup, source, mistakes):
    """The Guidance of one article; what cannot be read is left out and added to ``mistakes``."""
    reading = Reading(soup, source, mistakes)
    owned = {id(element): heading for heading in soup.select(".step") for element in section(heading)}
    drafts = [draft for element in soup.select(".draft") if (draft := _draft(reading, element, owned))]
    steps = [step for heading in soup.select(".step") if (step := _step(reading, heading, drafts))]
    for element in soup.select(".when"):
        if _owner(element, owned) is None:
            reading.wrong(
                element, f'"{words(element)}" is a .when outside of a step; move it under a heading with .step'
            )
    _check_ids(reading, steps)
    _check_anchors(reading, steps)
    rules = tuple(rule for element in soup.select(".rule") if (rule := _rule(reading, element)))
    questions = tuple(question for element in soup.select(".ask") if (question := _question(reading, element)))
    return Guidance(tuple(steps), rules, tuple(drafts), questions)


def section(heading):
    """The elements that a heading owns: all up to the next heading of its level or above."""
    found = []
    for element in heading.find_next_siblings():
        if element.name in HEADINGS and element.name <= heading.name:
            break
        found.append(element)
    return found


def words(element):
    return " ".join(element.get_text(" ", strip=False).split())


def whens_of(heading):
    """The elements with ``.when`` that belong to this step and not to a step inside it."""
    found = []
    for element in section(heading):
        if "step" in element.get("class", []):
            break
        found += [element] if "when" in element.get("class", []) else element.select(".when")
    return found


def _owner(element, owned):
    return next((owned[id(one)] for one in (element, *element.parents) if id(one) in owned), None)


def _step(reading, heading, drafts):
    name, whens = heading.get("id", ""), whens_of(heading)
    if heading.name not in HEADINGS:
        return reading.wrong(
            heading, f'"{words(heading)}" is marked .step and is not a heading; begin its line with ###'
        )
    if not NAME.fullmatch(name):
        example = re.sub(r"[^a-z0-9]+", "-", words(heading).lower()).strip("-") or "my-step"
        return reading.wrong(heading, f'step "{words(heading)}" has no name; give it one, such as #{example}')
    if not whens:
        return reading.wrong(
            heading, f'step "{name}" has no .when; mark its time, such as *three days before*{{: .when }}'
        )
    if len(whens) > 1:
        return reading.wrong(whens[1], f'step "{name}" has {len(whens)} .when; it must have one')
    via = heading.get("via", "")
    if via and via not in VIAS:
        reading.wrong(heading, f'step "{name}" goes via "{via}"; it must be {" or ".join(VIAS)}')
    window = _window(reading, whens[0])
    return window and Step(name, words(heading), via, window, tuple(d for d in drafts if d.step == name))


def _window(reading, element):
    anchor = element.get("from", "")
    try:
        if "window" in element.attrs:
            return phrases.read_iso(element["window"], words(element), anchor)
        return phrases.read(words(element), anchor)
    except phrases.PhraseError as error:
        return reading.wrong(element, str(error))


def _check_ids(reading, steps):
    seen = set()
    for heading in reading.soup.select(".step[id]"):
        if heading["id"] in seen:
            reading.wrong(heading, f'two steps are called "{heading["id"]}"; each needs a name of its own')
        seen.add(heading["id"])


def _check_anchors(reading, steps):
    anchors = {step.id: step.window.anchor for step in steps}
    for step in steps:
        when = whens_of(reading.soup.select_one(f'.step[id="{step.id}"]'))[0]
        if step.window.anchor not in (*ANCHORS, *anchors, *_named(reading)):
            known = ", ".join([*ANCHORS, *(name for name in anchors if name != step.id)])
            reading.wrong(
                when, f'step "{step.id}" counts from "{step.window.anchor}", which is not there; it may be {known}'
            )
        elif _returns(step.id, anchors):
            reading.wrong(when, f'step "{step.id}" counts from itself, by way of "{step.window.anchor}"')


def _named(reading):
    return [heading["id"] for heading in reading.soup.select(".step[id]")]


def _returns(name, anchors):
    seen, at = set(), anchors[name]
    while at in anchors and at not in seen:
        if at == name:
            return True
        seen.add(at)
        at = anchors[at]
    return False


def _draft(reading, element, owned):
    heading = _owner(element, owned)
    if element.find_parent("blockquote") is None:
        return reading.wrong(element, "a .draft is not in a block quote; begin each of its lines with >")
    if heading is None:
        return reading.wrong(element, "a .draft stands outside of a step; move it under a heading with .step")
    text = element.find_parent("blockquote").get_text() + element.get("subject", "")
    fields = tuple(dict.fromkeys(FIELD.findall(text)))
    for field in fields:
        if field not in FIELDS:
            reading.wrong(element, f"[[{field}]] is not a field of a draft; it may be {', '.join(FIELDS)}")
    return Draft(heading.get("id", ""), element.get("subject", ""), fields)


def _rule(reading, element):
    if not NAME.fullmatch(element.get("id", "")):
        return reading.wrong(element, f'rule "{words(element)}" has no name; give it one, such as #no-calls')
    return Rule(element["id"], words(element), element.decode_contents())


def _question(reading, element):
    name, kind = element.get("id", ""), element.get("answer", "")
    options = tuple(option.strip() for option in element.get("options", "").split("|") if option.strip())
    if not NAME.fullmatch(name):
        return reading.wrong(element, f'question "{words(element)}" has no name; give it one, such as #how-soon')
    if kind not in KINDS:
        return reading.wrong(element, f'question "{name}" has answer="{kind}"; it must be {", ".join(KINDS)}')
    if kind == "choice" and len(set(options)) < 2:
        return reading.wrong(element, f'question "{name}" is a choice without options; add options="One | Another"')
    return Question(name, kind, words(element), options)
