"""Where a mark stands in the author's file: its path, and the line of the nth text like it."""

import os
import re
from pathlib import Path


class Source:
    """One article's Markdown file."""

    def __init__(self, path):
        self.name = os.path.relpath(path)
        try:
            self.lines = Path(path).read_text(encoding="utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError):
            self.lines = []

    def place(self, pattern, nth=0):
        """``file:line`` of the nth line that matches this regular expression; the file alone where there is none."""
        matching = [number for number, line in enumerate(self.lines, 1) for _ in re.findall(pattern, line)]
        return f"{self.name}:{matching[min(nth, len(matching) - 1)]}" if matching else self.name
