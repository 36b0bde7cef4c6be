"""What an article tells its reader to do, as frozen dataclasses. Knows nothing of HTML or of English."""

import re
from dataclasses import dataclass

ISO_UNITS = {"minutes": "M", "hours": "H", "days": "D", "business days": "B"}
INSTANT_UNITS = ("minutes", "hours")
INTERVIEW = ("start", "end", "day")  # what a window counts from, where it is no other step
ISO = re.compile(r"(?P<sign>-?)P(?:T(?P<time>[0-9]{1,4}[MH])|(?P<day>[0-9]{1,4}[DWB]))")


@dataclass(frozen=True)
class Offset:
    """A distance from an anchor: ``count`` of ``unit``, negative before it."""

    count: int
    unit: str  # minutes, hours, days or business days

    @property
    def iso(self):
        """The distance as ISO 8601 has it, with ``B`` for business days and a minus for "before".

        >>> Offset(24, "hours").iso, Offset(-3, "days").iso
        ('PT24H', '-P3D')
        """
        sign = "-" if self.count < 0 else ""
        time = "T" if self.unit in INSTANT_UNITS else ""
        return f"{sign}P{time}{abs(self.count)}{ISO_UNITS[self.unit]}"

    @classmethod
    def from_iso(cls, text):
        """The Offset that is written so, or None; weeks become days.

        >>> Offset.from_iso("-P2W"), Offset.from_iso("P2H")
        (Offset(count=-14, unit='days'), None)
        """
        parts = ISO.fullmatch(text)
        if not parts:
            return None
        length = parts["time"] or parts["day"]
        count, letter = int(length[:-1]) * (-1 if parts["sign"] else 1), length[-1]
        if letter == "W":
            return cls(count * 7, "days")
        return cls(count, next(unit for unit, written in ISO_UNITS.items() if written == letter))


@dataclass(frozen=True)
class Window:
    """Earliest and latest offset from an anchor, and the author's words for it."""

    earliest: Offset
    latest: Offset
    anchor: str  # start, end, day, or the id of another step
    words: str

    @property
    def iso(self):
        return f"{self.earliest.iso}/{self.latest.iso}"

    @property
    def instant(self):
        return self.latest.unit in INSTANT_UNITS


@dataclass(frozen=True)
class Draft:
    step: str
    subject: str
    fields: tuple
    situation: str = ""  # decision: they named a day for it, and it has passed


@dataclass(frozen=True)
class Step:
    id: str
    title: str
    via: str  # email, post, or empty
    window: Window
    drafts: tuple = ()

    @property
    def waits(self):
        """Whether it asks how it stands, and minds the day they hope to decide: an email some days after the interview.

        Said here alone: a form asks for that day where a step waits, and scripts read `data-waits`.
        """
        begin, anchor = self.window.earliest, self.window.anchor
        return self.via == "email" and anchor in INTERVIEW and begin.unit not in INSTANT_UNITS and begin.count > 1


@dataclass(frozen=True)
class Rule:
    id: str
    text: str
    html: str


@dataclass(frozen=True)
class Question:
    id: str
    kind: str
    text: str
    options: tuple = ()


@dataclass(frozen=True)
class Guidance:
    """All that one article tells its reader to do."""

    steps: tuple = ()
    rules: tuple = ()
    drafts: tuple = ()
    questions: tuple = ()
