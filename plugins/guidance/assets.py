"""Bring the plugin's own files into the site: its scripts and styles without comments, and the regions' calendars."""

from datetime import date
from pathlib import Path

from . import bundle, files, minify, regions

STATIC = Path(__file__).parent / "static" / "guidance"
# what the first view of a page needs, and what comes with the first touch of a part
SCRIPTS = [
    "main.js",
    "article/start.js",
    "article/timeline.js",
    "planner/itinerary.js",
    "article/open_link.js",
    "article/astray.js",
    "planner/planner.js",
    "discussion/start.js",
    "discussion/news.js",
]


def write(folder):
    """Write the scripts, joined and minified, the other static files, and the regions' tables into ``folder``.

    The style files at the top stay out: the theme joins them into its own. One in a folder belongs to a single page.
    """
    for name, script in bundle.join(STATIC, SCRIPTS).items():
        files.put(folder / name, minify.script(script))
    for path in sorted(STATIC.glob("*/*.css")):
        files.put(folder / path.relative_to(STATIC), minify.style(path.read_text(encoding="utf-8")))
    regions.write(folder / "regions", date.today().year)
