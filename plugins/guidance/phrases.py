"""Read the phrases of time that an author marked, such as ``within 24 hours``.

A phrase becomes a Window: earliest and latest offset from an anchor. A phrase is read whole or refused; nothing after
this module reads English. An open end ("at least", "later") gets a week of room, or a day where the phrase counts in
hours or minutes.
"""

import difflib
import re

from .model import INSTANT_UNITS, Offset, Window

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
NUMBERS = {word: value for value, word in enumerate(ONES)} | {"a": 1, "an": 1, "twenty": 20, "thirty": 30}
NUMBERS |= {f"twenty-{word}": 20 + value for value, word in enumerate(ONES[1:10], 1)}
UNITS = {
    "minute": ("minutes", 1),
    "hour": ("hours", 1),
    "day": ("days", 1),
    "week": ("days", 7),
    "business day": ("business days", 1),
    "working day": ("business days", 1),
}
WHOLE_DAYS = {
    "the same day": 0,
    "on the day": 0,
    "before you leave": 0,
    "the next day": 1,
    "the day after": 1,
    "the day before": -1,
    "the evening before": -1,
    "the night before": -1,
}
ROOM = {"minutes": 24 * 60, "hours": 24, "days": 7, "business days": 5}
MOST = 1000

_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_UNIT = r"(?:minute|hour|day|week|business day|working day)s?"
_PHRASE = re.compile(
    rf"(?:(?P<open>at least|not sooner than|no sooner than) |(?P<within>within) )?"
    rf"(?P<first>{_NUMBER})(?: (?:to|or) (?P<second>{_NUMBER}))? (?P<unit>{_UNIT})"
    rf"(?: (?P<side>before|after|later|earlier))?"
)
_ISO = re.compile(r"(?P<sign>-?)P(?P<time>T?)(?P<count>\d{1,4})(?P<unit>[MHDWB])")


class PhraseError(ValueError):
    """These words are not a phrase of time; the message says what would be."""


def read(words, anchor=""):
    """The Window that these words mean, counted from ``anchor`` or from where such a phrase counts by itself.

    >>> read("one to two weeks").iso
    'P7D/P14D'
    >>> read("within 24 hours").anchor
    'end'
    """
    phrase = " ".join(words.replace("–", " to ").replace("’", "'").lower().split())
    offsets = _whole_days(phrase) or _counted(phrase)
    if offsets is None:
        raise PhraseError(f'"{words}" is not a time phrase{_suggestion(phrase)}')
    return Window(*offsets, anchor or _own_anchor(offsets), " ".join(words.split()))


def read_iso(text, words, anchor=""):
    """The Window that an author states outright, such as ``P7D/P14D``.

    >>> read_iso("P2B/P3B", "bald").latest
    Offset(count=3, unit='business days')
    """
    ends = [_iso_offset(end) for end in text.split("/")]
    if len(ends) != 2 or None in ends or ends[0].unit != ends[1].unit or ends[0].count > ends[1].count:
        raise PhraseError(f'window="{text}" is not a window; write it like "P7D/P14D", "PT0H/PT24H" or "P0B/P2B"')
    return Window(*ends, anchor or _own_anchor(ends), " ".join(words.split()))


def _iso_offset(text):
    found = _ISO.fullmatch(text)
    if not found or bool(found["time"]) != (found["unit"] in "MH"):
        return None
    unit = {"M": "minutes", "H": "hours", "D": "days", "W": "days", "B": "business days"}[found["unit"]]
    count = int(found["count"]) * (7 if found["unit"] == "W" else 1)
    return Offset(-count if found["sign"] else count, unit)


def _own_anchor(offsets):
    earliest, latest = offsets
    if latest.unit not in INSTANT_UNITS:
        return "day"
    return "start" if earliest.count < 0 else "end"


def _whole_days(phrase):
    if phrase not in WHOLE_DAYS:
        return None
    day = Offset(WHOLE_DAYS[phrase], "days")
    return day, day


def _counted(phrase):
    found = _PHRASE.fullmatch(phrase)
    if not found:
        return None
    plural = found["unit"].endswith("s")
    unit, size = UNITS[found["unit"].removesuffix("s")]
    counts = sorted(_number(found[name]) * size for name in ("first", "second") if found[name])
    if not _agrees(found, plural) or counts[0] == 0 or (len(counts) == 2 and counts[0] == counts[1]):
        return None
    ends = _ends(found, counts, ROOM[unit])
    return ends and tuple(Offset(count, unit) for count in ends)


def _agrees(found, plural):
    """Whether number and noun agree: "1 hours" and "24 hour" are slips."""
    return (_number(found["second"] or found["first"]) != 1 or bool(found["second"])) == plural


def _ends(found, counts, room):
    """Earliest and latest count; None where the words do not go together."""
    least, most = counts[0], counts[-1]
    back = found["side"] in ("before", "earlier")
    if found["within"]:
        if len(counts) == 2 or found["side"] in ("later", "earlier"):
            return None
        return (-most, 0) if back else (0, most)
    if found["open"] or found["side"] in ("later", "earlier"):
        if len(counts) == 2:
            return None
        return (-least - room, -least) if back else (least, least + room)
    return (-most, -least) if back else (least, most)


def _number(word):
    return int(word) if word.isdigit() else NUMBERS[word]


def _suggestion(phrase):
    near = difflib.get_close_matches(phrase, _examples(phrase), n=1, cutoff=0.5)
    return f'; did you mean "{near[0]}"?' if near else '; write it like "within 24 hours" or "one to two weeks"'


def _examples(phrase):
    """Valid phrases near these words: every shape, with the numbers that the words carry."""
    numbers = [word for word in re.findall(r"[\w-]+", phrase) if word.isdigit() or word in NUMBERS] or ["two"]
    shapes = ("within {}", "{}", "{} before", "{} after", "{} later", "at least {} before", "at least {} after")
    for number in numbers[:2]:
        for unit in UNITS:
            amount = f"{number} {unit}" + ("" if number in ("a", "an", "one", "1") else "s")
            yield from (shape.format(amount) for shape in shapes)
    for unit in UNITS:
        if len(numbers) == 2:
            yield from (f"{numbers[0]} to {numbers[1]} {unit}s{side}" for side in ("", " before", " after"))
    yield from WHOLE_DAYS
