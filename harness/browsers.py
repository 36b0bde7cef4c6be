"""Which browser the tests drive: the system's Chromium or Chrome, else Playwright's own."""

import os
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


def launch_options():
    """How Playwright starts it: without a sandbox as root, where there can be none, and without calls of its own."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    quiet = ["--disable-background-networking", "--disable-component-update"]
    return {"executable_path": executable(), "args": [*sandbox, *quiet]}


if __name__ == "__main__":
    print(executable() or "")
