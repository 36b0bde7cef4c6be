"""Two sites to test the calculator on: the blog, and the calculator alone."""

import shutil
import subprocess
import sys
from pathlib import Path

import jinja2

from plugins.guidance import regions, zones
from plugins.guidance.model import Guidance, Offset, Step, Window

ROOT = Path(__file__).parents[2]
GUIDANCE = ROOT / "plugins" / "guidance"
THIS_YEAR = 2026
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Follow-up</title><main>{timeline}<article>{prose}
</article></main><script type="module" src="/static/guidance/main.js"></script></html>"""


def step(id, title, via, window, anchor, words):
    """A step as an article has it; `window` is ISO 8601, as in the markup."""
    earliest, latest = map(Offset.from_iso, window.split("/"))
    return Step(id, title, via, Window(earliest, latest, anchor, words))


PART_FIVE = Guidance(
    (
        step("contacts", "Get their contact details", "", "P0D/P0D", "day", "before you leave"),
        step("thank-you-email", "Send a thank-you email", "email", "PT0H/PT24H", "end", "within 24 hours"),
        step("thank-you-card", "Post a card", "post", "PT0H/PT24H", "end", "within 24 hours"),
        step("check-in", "Ask once how it stands", "email", "P7D/P14D", "day", "one to two weeks"),
        step("second-check-in", "Ask a second time", "email", "P7D/P14D", "check-in", "a week later"),
    )
)


def blog(folder: Path) -> Path:
    """Build the blog in `folder`, with Part Five as its author wrote it."""
    command = [sys.executable, "-m", "pelican", "content", "--settings", "pelican.conf.py", "--output", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


def modules(blog: Path) -> Path:
    """Put the calculator's modules one by one in the place of those that were joined."""
    shutil.copytree(GUIDANCE / "static", blog / "static", dirs_exist_ok=True)
    return blog


def build(folder: Path) -> Path:
    """Lay the calculator's scripts, its tables and Part Five out in `folder`."""
    shutil.copytree(GUIDANCE / "static", folder / "static")
    regions.write(folder / "static" / "guidance" / "regions", THIS_YEAR)
    return write_page(folder, PART_FIVE)


def write_page(folder: Path, guidance: Guidance) -> Path:
    """Write the one page, with this guidance."""
    # as in Pelican, nothing is escaped unless the template says so
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(GUIDANCE / "templates"))
    changed = zones.changed(regions.covered(THIS_YEAR))
    timeline = environment.get_template("guidance/timeline.html").render(guidance=guidance, changed_zones=changed)
    spans = (
        f'<p id="{step.id}">Write <span class="when" data-when="{step.id}">{step.window.words}</span>, then rest.</p>'
        for step in guidance.steps
    )
    (folder / "index.html").write_text(PAGE.format(timeline=timeline, prose="\n".join(spans)), "utf-8")
    return folder
