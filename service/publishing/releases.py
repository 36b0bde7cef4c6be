"""Where releases stand in DATA, and which one is served.

A release is a folder with the site as readers get it (``site``), the same as Pelican built it (``pristine``), an entry
for each thread (``threads``) and for each slug that an article had before (``moved``), and the fingerprint of all it
was made from. ``DATA/current`` is a link to the served one.
"""

import json
import os
import secrets
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import quote

from service.publishing.files import point


@dataclass(frozen=True)
class Release:
    folder: Path

    @cached_property
    def site(self):
        return self.folder / "site"

    @property
    def pristine(self):
        return self.folder / "pristine"

    @property
    def fingerprint(self):
        try:
            return (self.folder / "fingerprint").read_text(encoding="utf-8")
        except OSError:
            return ""

    def thread(self, slug):
        """The entry of a thread in this release, None if the article is not part of it."""
        try:
            return json.loads(self._entry(slug).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None

    def note_thread(self, slug, entry):
        self._entry(slug).parent.mkdir(exist_ok=True)
        self._entry(slug).write_text(json.dumps(entry))

    def moved(self, slug):
        """The slug of the article that had this one before, None if there is none."""
        try:
            return self._old(slug).read_text(encoding="utf-8")
        except OSError:  # the name may be too long for a file, too
            return None

    def note_moved(self, old, new):
        self._old(old).parent.mkdir(exist_ok=True)
        self._old(old).write_text(new, encoding="utf-8")

    def _entry(self, slug):
        return self.folder / "threads" / f"{quote(slug, safe='')}.json"

    def _old(self, slug):
        return self.folder / "moved" / f"{quote(slug, safe='')}.txt"


def current(data):
    """The served release, None before the first."""
    try:
        return _known(data, os.readlink(f"{data}/current"))  # noqa: PTH115  (each request asks, and a Path takes longer)
    except OSError:
        return None


@lru_cache(maxsize=2)
def _known(data, name):
    return Release(data / name)


def begin(data):
    """A new, empty release with a name of its own."""
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    folder = data / "releases" / name
    folder.mkdir(parents=True)
    return Release(folder)


def switch(data, release):
    """Serve this release from now on."""
    os.sync()
    point(data / "current", release.folder.relative_to(data))


def tidy(data, keep):
    """Remove every release but these."""
    kept = {release.folder.name for release in keep if release}
    for folder in (data / "releases").iterdir():
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)
