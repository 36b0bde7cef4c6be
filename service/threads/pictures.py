"""What readers report, as bars: one picture for each question that has enough answers. Pure: no database."""

import textwrap
from dataclasses import dataclass

from service.record import scales

FEWEST_ANSWERS = 5
LONGEST_LINE = 32  # letters that stand beside the count on a screen of 320 px
LINE, BAR, GAP = 1.4, 0.55, 0.75  # em


@dataclass(frozen=True)
class Bar:
    label: str
    count: int
    width: float  # per cent of the longest one's
    lines: tuple  # (words, how many em from the top)
    top: float  # em


@dataclass(frozen=True)
class Picture:
    question: str
    text: str
    answers: int
    median: str  # in words; empty for a choice
    bars: tuple
    height: float  # em


def draw(questions, tallies):
    """A picture for each of these questions that at least FEWEST_ANSWERS answered; ``{question: {option: count}}``."""
    pictures = (_picture(question, tallies[question["id"]]) for question in questions if question["id"] in tallies)
    return tuple(picture for picture in pictures if picture)


def _picture(question, counts):
    if question["kind"] == "choice":
        counted, median = [(option, counts.get(option, 0)) for option in question["options"]], ""
    elif sum(counts.values()) >= FEWEST_ANSWERS:
        counted, median = (scales.durations if question["kind"] == "duration" else scales.numbers)(counts)
    else:
        return None
    answers = sum(count for _, count in counted)
    if answers < FEWEST_ANSWERS:
        return None
    bars, height = _bars(counted)
    return Picture(question["id"], question["text"], answers, median, bars, height)


def _bars(counted):
    most, top, bars = max(count for _, count in counted), 0.0, []
    for label, count in counted:
        words = textwrap.wrap(label, LONGEST_LINE) or [""]
        lines = tuple((line, round(top + 1 + LINE * place, 2)) for place, line in enumerate(words))
        top += LINE * len(words)
        bars.append(Bar(label, count, round(100 * count / most, 1), lines, round(top, 2)))
        top += BAR + GAP
    return tuple(bars), round(top - GAP, 2)
