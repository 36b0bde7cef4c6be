"""The mistakes of a build: gathered while it runs, reported once, as one error."""

import re


class Mistakes:
    """A list of what authors have to mend, each with its file and line."""

    def __init__(self):
        self.found = []

    def add(self, place, words):
        self.found.append(f"{place}: {words}")


class GuidanceError(Exception):
    """The site cannot be built as it is marked; the message lists every mistake."""

    def __init__(self, found):
        lines = sorted(set(found), key=_natural)
        count = f"{len(lines)} mark{'' if len(lines) == 1 else 's'}"
        super().__init__("\n".join([f"{count} could not be read:", *(f"  {line}" for line in lines)]))


def _natural(line):
    """A key that puts line 9 before line 10."""
    return [int(piece) if piece.isdigit() else piece for piece in re.split(r"([0-9]+)", line)]
