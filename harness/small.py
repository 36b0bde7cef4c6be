"""A site of two articles, written by hand, and the service on it: ``python -m harness.small serve``.

Only the build is another than in ``python -m service serve``; all that follows a build is the real thing.
"""

import json
import os
import sys
from pathlib import Path

ONLY_READ = "only-read"
SLUGS = ("follow-up", "thank-you")
FILLER = "<p>" + "A paragraph that makes the page as long as pages are. " * 40 + "</p>"
HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
QUESTION = {"id": "how-soon", "kind": "duration", "text": "How soon?", "options": []}


def article(slug):
    """An article with the marks that the plugin leaves, closed by a line that a torn page would lack."""
    empty = f'<section id="comments" data-thread="{slug}" data-version="0"></section>'
    marked = f"<!--discussion:{slug}-->{empty}<!--/discussion-->"
    return f"{HEAD.format(title=slug)}<body><main>{FILLER}{marked}</main></body></html><!--end of {slug}-->"


def front():
    """A list of all articles with their counts."""
    marks = "".join(f"<li>{slug} <!--count:{slug}-->none<!--/count--></li>" for slug in SLUGS)
    return f"{HEAD.format(title='All')}<body><ul>{marks}</ul>{FILLER}</body></html>"


def shell():
    """The page that the service puts its own into."""
    title = "<!--shell:title--><!--/shell-->"
    return f"{HEAD.format(title=title)}<body><main><!--shell:main--><!--/shell--></main></body></html>"


def write(output, slugs=SLUGS):
    """Write the built site into a folder."""
    files = {f"{slug}/index.html": article(slug) for slug in slugs} | {
        "index.html": front(),
        "shell.html": shell(),
        "404.html": f"{HEAD.format(title='Not here')}<body>That page is not here. {FILLER}</body></html>",
        "static/site.css": "body { color: black }\n" * 50,
        "static/tiny.css": "p {}\n",
        "notes/plain.txt": "A plain text.\n" * 60,
        "feeds/all.atom.xml": "<feed/>" * 100,
        "large.bin": "0123456789abcdef" * 65536,
        "discussions.json": json.dumps(manifest(slugs)),
    }
    for name, text in files.items():
        path = Path(output) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def manifest(slugs=SLUGS):
    """What the plugin writes of these threads."""
    told = {"questions": [QUESTION], "closed": "", "closes": None}
    threads = {slug: {"title": slug.title(), "page": f"{slug}/index.html", **told} for slug in slugs}
    return {"threads": threads, "lists": {"index.html": list(SLUGS)}, "moved": {"old-name": "follow-up"}}


def refuse_writes(**_):
    """Let SQLite say "attempt to write a readonly database" while DATA has a file ONLY_READ."""
    from django.conf import settings
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA query_only = {(settings.AFTERWORD.data / ONLY_READ).exists():d}")


def build(configuration):
    """Takes the place of Pelican."""
    if not (configuration.data / "output").exists():
        write(configuration.data / "output")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "service.settings"
    import django

    django.setup()
    from django.core.signals import request_started

    from service.serving import serve

    request_started.connect(refuse_writes)
    sys.exit(serve.run(build=build))
