"""The English words of a phrase of time: numbers, units, days with a name of their own, bounds and sides."""

import re
from collections import namedtuple
from collections.abc import Callable

ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split()
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS = {word: n for n, word in enumerate(ONES, 1)} | {word: 10 * n for n, word in enumerate(TENS, 2)}
NUMBERS |= {f"{ten}-{one}": NUMBERS[ten] + NUMBERS[one] for ten in TENS for one in ONES[:9]} | {"a": 1, "an": 1}
UNITS = {
    "minute": ("minutes", 1),
    "hour": ("hours", 1),
    "day": ("days", 1),
    "week": ("days", 7),
    "fortnight": ("days", 14),
    "business day": ("business days", 1),
    "working day": ("business days", 1),
}
ROOM = {"minutes": 24 * 60, "hours": 24, "days": 7, "business days": 5}


def _whole_days():
    """The days that have words of their own, as earliest and latest count and unit."""
    days = dict.fromkeys(["before you leave", "before you go", "before leaving", "during the interview"], 0)
    days |= {"on the day": 0, "on the day itself": 0}
    for on in ("", "on "):
        for time in ("day", "morning", "afternoon", "evening", "night"):
            days |= {f"{on}the same {time}": 0, f"{on}that {time}": 0, f"{on}the {time} of the interview": 0}
            days |= {f"{on}the next {time}": 1, f"{on}the following {time}": 1, f"{on}the {time} after": 1}
            days |= {f"{on}the {time} before": -1}
    found = {words: (count, count, "days") for words, count in days.items()}
    for kind in ("business", "working"):
        found |= dict.fromkeys([f"the next {kind} day", f"on the next {kind} day"], (1, 1, "business days"))
    found |= dict.fromkeys(["the week before", "in the week before"], (-7, -1, "days"))
    return found | dict.fromkeys(["the week after", "in the week after"], (1, 7, "days"))


WHOLE_DAYS = _whole_days()

# how far a bound reaches, where the phrase counts on and where it counts back: "no sooner than a week before" is
# the week before, and "no later than a week before" is a week before or still earlier
UP_TO, FROM, EXACTLY = "up to", "from", "exactly"
Bound = namedtuple("Bound", ["on", "back"])
BOUNDS = {
    **dict.fromkeys(["within", "up to", "at most", "no more than"], Bound(on=UP_TO, back=UP_TO)),
    **dict.fromkeys(["at least"], Bound(on=FROM, back=FROM)),
    **dict.fromkeys(
        ["no sooner than", "not sooner than", "no earlier than", "not earlier than"], Bound(on=FROM, back=UP_TO)
    ),
    **dict.fromkeys(["no later than", "not later than"], Bound(on=UP_TO, back=FROM)),
}
BACK = ("before", "beforehand", "early", "earlier", "ahead", "in advance")
ON = ("after", "afterwards", "afterward", "later")
OPEN = ("earlier", "later")


def any_of(words):
    """A piece of a regular expression that is one of these words, the longest first.

    >>> any_of(["no later than", "within"])
    'no\\\\ later\\\\ than|within'
    """
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


NUMBER = rf"(?:[1-9][0-9]{{0,2}}|{any_of(NUMBERS)})"


def value(number):
    """How many a number is, in digits or in words.

    >>> value("24"), value("twenty-four"), value("an")
    (24, 24, 1)
    """
    return int(number) if number.isdigit() else NUMBERS[number]


# several ways to say what has one plain way
OTHERWISE = [
    (re.compile(r"(?<=[0-9]) ?[-–] ?(?=[0-9])| ?– ?"), " to "),
    (re.compile(r"\bhalf an hour\b"), "30 minutes"),
    (re.compile(rf"\b({any_of(TENS)}) ({any_of(ONES[:9])})\b"), r"\1-\2"),
    (re.compile(rf"\b(?:an?|one) ({any_of(UNITS)}) or two\b"), r"one to two \1s"),
    (re.compile(r"\bbetween (.+) and "), r"\1 to "),
    (re.compile(r" (before|after) (?:the|your) interview$"), r" \1"),
    (re.compile(r"^(within .+) of (?:the|your) interview$"), r"\1 after"),
]
# words that name no certain length or count from today, and what an author may have meant
_TIMES = "morning|afternoon|evening|night"
VAGUE: list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = [
    (re.compile(r"\b(?:about|around|roughly|approximately|sometime|exactly|just) |,? or so\b| exactly\b"), ""),
    (re.compile(r"\ba couple of\b"), "two"),
    (re.compile(r"\b(?:a few|few|some|several)\b"), "three"),
    (re.compile(r"(?<=[0-9]) ?(?:h|hrs?)\b"), " hours"),
    (re.compile(r"(?<=[0-9]) ?mins?\b"), " minutes"),
    (re.compile(r"(?<=[0-9]) ?wks?\b"), " weeks"),
    (re.compile(r"^within the hour$"), "within an hour"),
    (
        re.compile(rf"\b(?:an|({NUMBER})) hours? and a half\b"),
        lambda found: f"{60 * value(found[1] or 'an') + 30} minutes",
    ),
    (re.compile(r"\b(?:a )?quarter of an hour\b"), "15 minutes"),
    (re.compile(r"\bhalf a day\b"), "12 hours"),
    (re.compile(rf"\b({NUMBER}) months?\b"), lambda found: f"{4 * value(found[1])} weeks"),
    (re.compile(rf"\b({NUMBER}) years?\b"), lambda found: f"{52 * value(found[1])} weeks"),
    (re.compile(r"\ba hour\b"), "an hour"),
    (re.compile(r"\ban (?!hour)"), "a "),
    (re.compile(r" (?:ago|prior)$"), " before"),
    (re.compile(r" from (?:now|then|there)$"), " later"),
    (re.compile(r"^not before (.+)"), r"at least \1 after"),
    (re.compile(rf"^(?:with)?in the (?:next|coming|following) ({NUMBER} .+)"), r"within \1"),
    (
        re.compile(
            r"^(?:(?:by|at|before|until) )?(?:the )?end of the week$|^(?:within |during |later )?(?:the|this) week$"
        ),
        "within a week",
    ),
    (re.compile(r"^(?:early |late |later )?(?:in )?(?:the )?(?:next|following|coming) week$"), "a week later"),
    (re.compile(r"^(?:in )?(?:the )?(?:next|following|coming) month$"), "four weeks later"),
    (re.compile(r"^(?:in )?the week after next$"), "two weeks later"),
    (re.compile(r"^last week$"), "the week before"),
    (re.compile(r"^after the weekend$"), "the next business day"),
    (re.compile(r"^the day after tomorrow$"), "two days later"),
    (re.compile(r"^the day before yesterday$"), "two days before"),
    (re.compile(rf"^tomorrow ({_TIMES})$"), r"the next \1"),
    (re.compile(rf"^yesterday ({_TIMES})$|^last (night)$"), lambda found: f"the {found[1] or found[2]} before"),
    (re.compile(r"^tomorrow$"), "the next day"),
    (re.compile(r"^yesterday$"), "the day before"),
    (re.compile(r"^(?:later )?today$"), "the same day"),
    (re.compile(r"^tonight$"), "the same night"),
    (re.compile(rf"^this ({_TIMES})$"), r"the same \1"),
    (re.compile(r"^overnight$"), "the next morning"),
    (re.compile(r"^(?:immediately|right away|straight away|at once)$"), "within an hour"),
]
# words whose meaning a suggestion must keep
MEANT = {word for name in (*UNITS, *WHOLE_DAYS, *BACK) for word in name.split()}
MEANT |= set(
    "month year weekend noon half quarter every each twice last this first end today tomorrow yesterday".split()
)
MEANT |= set("monday tuesday wednesday thursday friday saturday sunday".split())
FILLERS = set("on in the a an of to or that you no not than more up".split())
MEANT -= FILLERS | {"later", "after"}
