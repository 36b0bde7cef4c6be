"""What must hold between the marks of one article: each has a name of its own, and what a step counts from is there."""

import re

ANCHORS = ("start", "end", "day")
PAGES_OWN = ("main", "timeline", "comments")
NAME = re.compile(r"[a-z][a-z0-9-]*")
KINDS = {"step": "step", "rule": "rule", "ask": "question"}


def name(reading, element, kind, example):
    """The name that a mark has, or None, and a mistake, where it has none that can be kept."""
    found = element.get("id", "")
    if NAME.fullmatch(found):
        return found
    if found:
        way_out = "begin it with a small letter, and go on with small letters, digits and hyphens"
        return reading.wrong(element, f'{kind} "{found}" has a name that cannot be kept; {way_out}')
    told = " ".join(element.get_text().split())
    return reading.wrong(element, f'{kind} "{told}" has no name; give it one, such as #{example or "my-" + kind}')


def names(reading):
    """No name stands on a page twice, and none is one that the page or the marks need."""
    first = {}
    for element in reading.soup.select(".step[id], .rule[id], .ask[id]"):
        kind = next(kind for mark, kind in KINDS.items() if mark in element["class"])
        name = element["id"]
        if name in PAGES_OWN or (kind == "step" and name in ANCHORS):
            reading.wrong(element, f'{kind} "{name}" has a name that the page itself needs; give it another')
        if name in first:
            other, place = first[name]
            reading.wrong(element, f'{kind} "{name}" has the name of a {other} at {place}; give it another')
        first.setdefault(name, (kind, reading.place(element)))


def anchors(reading, steps):
    """What each step counts from is there, and does not come back to the step."""
    from_what = {step.id: step.window.anchor for step in steps}
    headings = {heading["id"]: heading for heading in reversed(reading.soup.select(".step[id]"))}
    for step in steps:
        anchor = step.window.anchor
        if anchor not in (*ANCHORS, *headings):
            known = ", ".join([*ANCHORS, *(name for name in from_what if name != step.id)])
            words = f'counts from "{anchor}", which is not there; it may be {known}'
        elif _returns(step.id, from_what):
            words = (
                f'counts from itself, by way of "{anchor}"; let it count from {", ".join(ANCHORS)} or an earlier step'
            )
        else:
            continue
        reading.wrong(reading.when(headings[step.id]), f'step "{step.id}" {words}')


def situations(reading, drafts):
    """A draft for a situation stands beside one for any other: without that, most readers would find none."""
    ordinary = {draft.step for _, draft in drafts if not draft.situation}
    for element, draft in drafts:
        if draft.situation and draft.step not in ordinary:
            words = f'step "{draft.step}" has a .draft for={draft.situation} alone; give it one without for= as well'
            reading.wrong(element, words)


def _returns(name, from_what):
    seen, at = set(), from_what[name]
    while at in from_what and at not in seen:
        if at == name:
            return True
        seen.add(at)
        at = from_what[at]
    return False
