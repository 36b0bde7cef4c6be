"""Read an author's marks from a rendered article: headings with ``.step``, ``.when`` in them, drafts, rules, questions.

Says what was marked, as a Guidance, and adds each mistake to the list it is given. Changes nothing on the page.
"""

import re

from . import checks, phrases
from .model import Draft, Guidance, Question, Rule, Step
from .reading import HEADINGS, MarkError, quote_of, section, whens_of, words

VIAS = ("email", "post")
SITUATIONS = {"decision": "If they named a day"}  # and what readers are told above such a draft
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


def read(reading):
    """The Guidance of one article; what cannot be read is left out and added to the mistakes of its reading."""
    soup = reading.soup
    owned = {id(element): heading for heading in soup.select(".step") for element in section(heading)}
    reading.drafts = reading.attempt_all(_draft, soup.select(".draft"), owned)
    drafts = [draft for _, draft in reading.drafts]
    steps = reading.attempt_all(_step, soup.select(".step"), drafts)
    for element in soup.select(".when"):
        if _owner(element, owned) is None:
            outside = f'"{words(element)}" is a .when outside of a step; move it under a heading with .step'
            reading.wrong(element, outside)
    checks.names(reading)
    checks.anchors(reading, steps)
    checks.situations(reading)
    rules = reading.attempt_all(_rule, soup.select(".rule"))
    questions = reading.attempt_all(_question, soup.select(".ask"))
    return Guidance(tuple(steps), tuple(rules), tuple(drafts), tuple(questions))


def _owner(element, owned):
    return next((owned[id(one)] for one in (element, *element.parents) if id(one) in owned), None)


def _step(reading, heading, drafts):
    """The Step of a heading; None where a part of it is missing, which is then told of each part."""
    title = words(heading)
    if heading.name not in HEADINGS:
        raise MarkError(heading, f'"{title}" is marked .step and is not a heading; begin its line with ###')
    example = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-0123456789")
    name = reading.attempt(checks.name, heading, "step", example)
    via = heading.get("via", "")
    if via and via not in VIAS:
        reading.wrong(heading, f'step "{name or title}" goes via "{via}"; it must be {" or ".join(VIAS)}')
    window = reading.attempt(_window, heading, name or title)
    if name is None or window is None:
        return None
    return Step(name, title, via, window, tuple(draft for draft in drafts if draft.step == name))


def _window(heading, name):
    element = _only_when(heading, name)
    if element.name == "a":  # it becomes a time, and readers would lose the link
        raise MarkError(element, "a .when is a link; mark the words inside it, as [*a week*{: .when }](...)")
    anchor = element.get("from", "")
    try:
        if "window" in element.attrs:
            return phrases.read_iso(element["window"], words(element), anchor)
        return phrases.read(words(element), anchor)
    except phrases.PhraseError as error:
        raise MarkError(element, str(error)) from error


def _only_when(heading, name):
    whens = whens_of(heading)
    if not whens:
        raise MarkError(heading, f'step "{name}" has no .when; mark its time, such as *three days before*{{: .when }}')
    if len(whens) > 1:
        raise MarkError(whens[1], f'step "{name}" has {len(whens)} .when; it must have one')
    return whens[0]


def _draft(reading, element, owned):
    """The element with the mark and its Draft; what is wrong inside the words is told, and the draft is read on."""
    quote, heading = quote_of(element), _owner(element, owned)
    if quote is None:
        raise MarkError(element, "a .draft is not in a block quote; begin each of its lines with >")
    if heading is None:
        raise MarkError(element, "a .draft stands outside of a step; move it under a heading with .step")
    if element is not quote and quote.select_one(".draft") is not element:
        reading.wrong(element, "two .draft stand in one block quote; put a line of text between the quotes")
    fields = _fields(quote.get_text() + element.get("subject", ""))
    whole = _fields("\n".join([*quote.find_all(string=True), element.get("subject", "")]))
    for link in quote.select("a.wikilink"):
        reading.wrong(element, f"[[{words(link)}]] became a link; switch the extension wikilinks off")
    for field in fields:
        if field in FIELDS and field not in whole:
            reading.wrong(element, f"[[{field}]] has a mark of Markdown inside; write it without")
        if field not in FIELDS:
            reading.wrong(element, f"[[{field}]] is not a field of a draft; it may be {', '.join(FIELDS)}")
    situation = element.get("for", "")
    if situation and situation not in SITUATIONS:
        reading.wrong(element, f'a .draft is for="{situation}"; it must be {" or ".join(SITUATIONS)}')
    return element, Draft(heading.get("id", ""), element.get("subject", ""), fields, situation)


def _fields(text):
    return tuple(dict.fromkeys(" ".join(field.split()) for field in FIELD.findall(text)))


def _rule(_, element):
    return Rule(checks.name(element, "rule", "no-calls"), words(element), element.decode_contents())


def _question(reading, element):
    """The Question of an element; None where its name alone is missing, which is then told beside what else is."""
    name, kind = reading.attempt(checks.name, element, "question", "how-soon"), element.get("answer", "")
    options = tuple(option.strip() for option in element.get("options", "").split("|") if option.strip())
    called = f'question "{name or words(element)}"'
    if kind not in KINDS:
        raise MarkError(element, f'{called} has answer="{kind}"; it must be {", ".join(KINDS)}')
    if kind == "choice" and len(options) < 2:
        raise MarkError(element, f'{called} is a choice without options; add options="One | Another"')
    if twice := [option for option in options if options.count(option) > 1]:
        raise MarkError(element, f'{called} offers "{twice[0]}" twice; each option must be another')
    return Question(name, kind, words(element), options) if name is not None else None
