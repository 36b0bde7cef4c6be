"""Read the phrases of time that an author marked, such as ``within 24 hours``.

A phrase becomes a Window: earliest and latest offset from an anchor. A phrase is read whole or refused; nothing after
this module reads English. An open end ("at least", "later") gets a week of room, or a day where the phrase counts in
hours or minutes.
"""

import difflib
import re

from . import english
from .model import INSTANT_UNITS, Offset, Window

_UNIT = rf"(?:{english.any_of(english.UNITS)})s?"
_BOUND = english.any_of([*english.BOUNDS, "in", "after"])
_SIDE = english.any_of(english.BACK + english.ON)
_PHRASE = re.compile(rf"(?:(?P<bound>{_BOUND}) )?(?P<amount>.+?)(?: (?P<side>{_SIDE}))?")
_AMOUNT = re.compile(
    rf"(?:(?P<first>{english.NUMBER})(?: (?P<own>{_UNIT}))? (?:to|or) )?(?P<last>{english.NUMBER}) (?P<unit>{_UNIT})"
)


class PhraseError(ValueError):
    """These words are not a phrase of time; the message says what would be."""


def read(words, anchor=""):
    """The Window that these words mean, counted from ``anchor`` or from where such a phrase counts by itself.

    >>> read("one to two weeks").iso
    'P7D/P14D'
    >>> read("within 24 hours").anchor
    'end'
    """
    words = " ".join(words.split())
    phrase = _plain(words)
    offsets = _offsets(phrase)
    if offsets is None:
        raise PhraseError(f'"{words}" is not a time phrase{_suggestion(phrase)}')
    earliest, latest = offsets
    return Window(earliest, latest, anchor or _own_anchor(offsets), words)


def read_iso(text, words, anchor=""):
    """The Window that an author states outright, such as ``P7D/P14D``; one length alone is both its ends.

    >>> read_iso("P2B/P3B", "bald").latest
    Offset(count=3, unit='business days')
    """
    lengths = [Offset.from_iso(end) for end in text.split("/")]
    ends = [] if None in lengths or len(lengths) > 2 else _in_one_unit(lengths[0], lengths[-1])
    if not ends or ends[0].count > ends[1].count:
        raise PhraseError(f'window="{text}" is not a window; write it like "P7D/P14D", "PT0H/PT24H" or "P0B/P2B"')
    earliest, latest = ends
    return Window(earliest, latest, anchor or _own_anchor(ends), " ".join(words.split()))


def _own_anchor(offsets):
    earliest, latest = offsets
    if latest.unit not in INSTANT_UNITS:
        return "day"
    return "start" if earliest.count < 0 else "end"


def _plain(words):
    """The phrase in small letters, with its one way to say what can be said in several."""
    phrase = " ".join(words.lower().split())
    for pattern, instead in english.OTHERWISE:
        phrase = pattern.sub(instead, phrase)
    return phrase


def _offsets(phrase):
    """Earliest and latest offset; None for anything that is not a phrase of time from its first to its last word."""
    if phrase in english.WHOLE_DAYS:
        earliest, latest, unit = english.WHOLE_DAYS[phrase]
        return Offset(earliest, unit), Offset(latest, unit)
    parts = _PHRASE.fullmatch(phrase)
    amount = parts and _amount(parts["amount"])
    if not parts or not amount:
        return None
    shortest, longest = amount
    reach = _reach(parts["bound"], parts["side"], shortest == longest)
    if not reach:
        return None
    near, far = _ends(reach, shortest, longest)
    if parts["side"] in english.BACK:
        near, far = -far, -near
    unit = shortest.unit
    return Offset(near, unit), Offset(far, unit)


def _ends(reach, shortest, longest):
    """How far from its anchor a window begins and ends, in the unit of both lengths."""
    if reach == english.UP_TO:
        return 0, longest.count
    if reach == english.FROM:
        return shortest.count, shortest.count + english.ROOM[shortest.unit]
    return shortest.count, longest.count


def _amount(text):
    """The shortest and the longest length that these words mean, in one unit: "a week to ten days" is 7 and 10 days."""
    found = _AMOUNT.fullmatch(text)
    if not found or not _agrees(found["last"], found["unit"]):
        return None
    last = _length(found["last"], found["unit"])
    if not found["first"]:
        return last, last
    if not _agrees(found["first"], found["own"]):
        return None
    ends = _in_one_unit(_length(found["first"], found["own"] or found["unit"]), last)
    return ends if ends and ends[0].count < ends[1].count else None


def _agrees(number, unit):
    """Whether number and noun go together: "1 hours", "24 hour", "a hour" and "a to two weeks" are slips."""
    if not unit:
        return number not in ("a", "an")
    if number in ("a", "an") and (number == "an") != unit.startswith("hour"):
        return False
    return unit.endswith("s") == (english.value(number) != 1)


def _length(number, unit):
    name, size = english.UNITS[unit.removesuffix("s")]
    return Offset(english.value(number) * size, name)


def _in_one_unit(first, last):
    """Both offsets, hours as minutes where they meet; None where they cannot be compared."""
    if first.unit != last.unit and {first.unit, last.unit} == set(INSTANT_UNITS):
        first, last = (Offset(o.count * (60 if o.unit == "hours" else 1), "minutes") for o in (first, last))
    return (first, last) if first.unit == last.unit else None


def _reach(bound, side, single):
    """How far from its anchor the phrase reaches; None where its words do not go together."""
    if not bound:
        return english.FROM if single and side in english.OPEN else english.EXACTLY
    if bound in ("in", "after") and side:
        return None
    if bound in ("in", "after"):
        return english.FROM if single and bound == "after" else english.EXACTLY
    if not single:
        return None
    reach = english.BOUNDS[bound].back if side in english.BACK else english.BOUNDS[bound].on
    if reach == english.UP_TO and side in english.OPEN:
        return None
    return reach


def _suggestion(phrase):
    for pattern, instead in english.VAGUE:
        phrase = pattern.sub(instead, phrase)
    phrase = _plain(phrase)
    for whole in (phrase, re.sub(r"(.+) to (.+)", r"\2 to \1", phrase)):
        if _offsets(whole):
            return f'; did you mean "{whole}"?'
    examples = [example for example in _examples(phrase) if _means_the_same(phrase, example)]
    readable = [example for example in examples if _offsets(_plain(example))]
    near = difflib.get_close_matches(phrase, readable, n=1, cutoff=0.5)
    return f'; did you mean "{near[0]}"?' if near else '; write it like "within 24 hours" or "one to two weeks"'


def _means_the_same(phrase, example):
    """Whether this example adds nothing to the words, and drops none that matters; slips of the finger apart."""
    said, told = ([word.removesuffix("s") for word in re.findall(r"[a-z]+|[0-9]+", text)] for text in (phrase, example))
    slips = [word for word in said if word not in english.MEANT]
    known = {*english.FILLERS, *said}
    added = [word for word in told if word not in known and not difflib.get_close_matches(word, slips, 1, 0.7)]
    return not added and not set(said) & english.MEANT - set(told)


def _examples(phrase):
    """Phrases near these words: every shape, with the numbers that the words carry."""
    words = re.findall(r"[0-9][0-9.,]*|[a-z]+(?:-[a-z]+)?", phrase)
    numbers = [word for word in words if re.fullmatch(english.NUMBER, word)][:2]
    if not numbers and re.search("[0-9]", phrase):
        return  # another number than the author's would be a bad guess
    numbers = numbers or ["two"]
    shapes = ("within {}", "{}", "{} before", "{} after", "{} later", "at least {} before", "at least {} after")
    pair = " to ".join(sorted(numbers, key=english.value))
    for unit in english.UNITS:
        for number in numbers:
            yield from (shape.format(f"{number} {unit}{s}") for shape in shapes for s in ("", "s"))
        yield from (f"{pair} {unit}s{side}" for side in ("", " before", " after"))
    yield from english.WHOLE_DAYS
