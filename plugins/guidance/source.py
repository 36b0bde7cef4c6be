"""Where a mark stands in the author's file: its path, and the line of the nth text like it."""

import os
import re
from pathlib import Path


class Source:
    """One article's Markdown file."""

    def __init__(self, path):
        self.name = os.path.relpath(path)
        try:
            self.text = Path(path).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            self.text = ""

    def place(self, pattern, nth=0):
        """``file:line`` of the nth text that matches this regular expression; the file alone where there is none."""
        starts = [match.start() for match in re.finditer(pattern, self.text, re.MULTILINE)]
        line = self.text.count("\n", 0, starts[min(nth, len(starts) - 1)]) + 1 if starts else 0
        return f"{self.name}:{line}" if line else self.name
