"""The mistakes of a build: gathered while it runs, reported once, as one error."""

import re
import sys
from types import FrameType

import pelican


class Mistakes:
    """A list of what authors have to mend, each with its file and line."""

    def __init__(self):
        self.found = []

    def add(self, place, words):
        self.found.append(f"{place}: {words}")


class GuidanceError(Exception):
    """The site cannot be built as it is marked; the message lists every mistake."""

    def __init__(self, found):
        super().__init__(_told(found, "could not be read"))


def warn(found):
    """Say what is wrong with drafts; the published site does not wait for them."""
    if found := list(found):
        print(_told(found, "in drafts could not be read, which stops nothing"), file=sys.stderr, flush=True)


def refuse(found):
    """End the build with these mistakes; where Pelican watches the sources, say them and go back to watching.

    Plain words, since Pelican's own report would wrap and colour them. An exception would not do for `--autoreload`:
    Pelican catches it and builds again at once, and again, without waiting for a change.
    """
    if not is_watching():
        raise SystemExit(str(GuidanceError(found)))
    print(GuidanceError(found), "Save a mended file to build again.", sep="\n", file=sys.stderr, flush=True)


def is_watching():
    """Whether `pelican --autoreload` runs this build."""
    frame: FrameType | None = sys._getframe()
    while frame and frame.f_code is not pelican.autoreload.__code__:
        frame = frame.f_back
    return frame is not None


def _told(found, what):
    lines = sorted(set(found), key=_natural)
    count = f"{len(lines)} mark{'' if len(lines) == 1 else 's'}"
    return "\n".join([f"{count} {what}:", *(f"  {line}" for line in lines)])


def _natural(line):
    """A key that puts line 9 before line 10."""
    return [int(piece) if piece.isdigit() else piece for piece in re.split(r"([0-9]+)", line)]
