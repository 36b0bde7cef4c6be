"""What a browser fetches on a first visit to an article, before the reader touches anything, in bytes after gzip."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

SITE = "http://afterword.test"
BUDGET = {"scripts": 7 * 1024, "styles": 5 * 1024}
VISIT_BUDGET = 22_461  # the page with 50 comments, its styles and its scripts
CALCULATOR_BUDGET = 20 * 1024  # in an article, with all that comes on use
CALCULATOR = ["main.js", "article/start.js", "article/timeline.js", "article/open_link.js"]
KINDS = {".html": "page", ".js": "scripts", ".css": "styles"}


def gzipped(path):
    """As the service sends it, where it has been released; else as small as gzip makes it."""
    sent = path.with_name(f"{path.name}.gz")
    return sent.stat().st_size if sent.exists() else len(gzip.compress(path.read_bytes(), 9, mtime=0))


def first_visit(output, article, browser):
    """``{"page": bytes, "scripts": bytes, "styles": bytes, "else": bytes}``, from the files of a built site."""
    asked = set()

    def answer(route):
        path = Path(output, urlsplit(route.request.url).path.lstrip("/"))
        path = path / "index.html" if path.is_dir() else path
        asked.add(path)
        route.fulfill(path=path)

    context = browser.new_context(locale="en-US")
    context.route("**/*", answer)
    context.new_page().goto(f"{SITE}/{article}/", wait_until="networkidle")
    context.close()
    sizes = dict.fromkeys((*KINDS.values(), "else"), 0)
    for path in asked:
        sizes[KINDS.get(path.suffix, "else")] += gzipped(path)
    return sizes


def calculator(output):
    """Bytes of the calculator's scripts in an article, with all that comes on use."""
    return sum(gzipped(Path(output, "static", "guidance", name)) for name in CALCULATOR)


def all_scripts(output):
    """Bytes of every script of the site: the plan page's, the comment form's and the desk's as well."""
    return sum(map(gzipped, Path(output, "static").rglob("*.js")))


def table(rows):
    """Lines of a table of ``(what, bytes, budget or None)``."""
    yield f"{'weight':46} {'bytes, gzip':>12} {'budget':>8}"
    for what, size, budget in rows:
        yield f"  {what:44} {size:12,} {f'{budget:,}' if budget else '':>8}"
