"""Bring the plugin's own files into the site: its scripts and styles without comments, and the regions' calendars."""

import shutil
from datetime import date
from pathlib import Path

import minify

from . import regions

STATIC = Path(__file__).parent / "static" / "guidance"
MINIFIED = {".js": "application/javascript", ".css": "text/css"}


def write(folder):
    """Copy the static files into ``folder``, minified, and make the regions' tables.

    The style files at the top stay out: the theme joins them into its own. One in a folder belongs to a single page.
    """
    for path in sorted(STATIC.rglob("*")):
        target = folder / path.relative_to(STATIC)
        if path.is_dir() or (path.suffix == ".css" and path.parent == STATIC):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if kind := MINIFIED.get(path.suffix):
            target.write_text(minify.string(kind, path.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            shutil.copyfile(path, target)
    regions.write(folder / "regions", date.today().year)
