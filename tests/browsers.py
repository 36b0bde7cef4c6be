"""Which browser the tests drive: the system's Chromium or Chrome, else Playwright's own."""

import shutil
from pathlib import Path

NAMES = "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"


def executable():
    """The path of a Chromium or Chrome, or None where there is none."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    own = sorted((Path.home() / ".cache/ms-playwright").glob("chromium-*/chrome-linux*/chrome"))
    return str(own[-1]) if own else None


if __name__ == "__main__":
    print(executable() or "")
