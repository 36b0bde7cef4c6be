"""Bring the plugin's own files into the site: its scripts without comments, and the calendars of the regions."""

import shutil
from datetime import date
from pathlib import Path

import minify

from . import regions

STATIC = Path(__file__).parent / "static" / "guidance"
KEPT_OUT = {".css"}  # the theme joins style files into its own


def write(folder):
    """Copy the static files into ``folder``, scripts minified, and make the regions' tables."""
    for path in sorted(STATIC.rglob("*")):
        target = folder / path.relative_to(STATIC)
        if path.is_dir() or path.suffix in KEPT_OUT:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".js":
            target.write_text(
                minify.string("application/javascript", path.read_text(encoding="utf-8")), encoding="utf-8"
            )
        else:
            shutil.copyfile(path, target)
    regions.write(folder / "regions", date.today().year)
