"""The manifest, `discussions.json`: the site's threads, the pages that show something of them, and the old slugs."""

import json
import re
from urllib.parse import urljoin

from feedgenerator import get_tag_uri

from . import files

NAME = "discussions.json"
SHELL = "shell.html"
SHELL_PARTS = ("title", "main")
COUNT = re.compile(rb"<!--count:([^>]*?)-->")


def thread(article):
    """What the service must know of an article's thread."""
    about = {"title": article.title, "page": article.save_as, "entry": entry_id(article)}
    return about | article.thread


def entry_id(article):
    """The id of an article's entry in Pelican's feeds, which the feeds of its comments refer to."""
    return get_tag_uri(urljoin(f"{article.settings['SITEURL']}/", article.url), article.date)


def write(output, threads, moved):
    """Write the manifest of a built site; or return what is wrong with the marks on its pages, as (page, words)."""
    lists, wrong = {}, []
    for path in sorted(output.rglob("*.html")):
        # as bytes: an author's own files are copied as they are, in any encoding
        counts = COUNT.findall(path.read_bytes()) if path.is_file() else []
        page, slugs = path.relative_to(output).as_posix(), [slug.decode(errors="replace") for slug in counts]
        wrong += [(page, f"the count of {slug} stands there twice") for slug in set(slugs) if slugs.count(slug) > 1]
        if slugs:
            lists[page] = sorted(set(slugs))
    wrong += [problem for slug, about in threads.items() if (problem := _missing(output, slug, about))]
    wrong += _shell(output)
    if wrong:
        return wrong
    content = json.dumps(
        {"threads": threads, "lists": lists, "moved": moved}, ensure_ascii=False, indent=1, sort_keys=True
    )
    files.put(output / NAME, content + "\n")
    return []


def _missing(output, slug, about):
    path = output / about["page"]
    count = path.read_text(encoding="utf-8").count(f"<!--discussion:{slug}-->") if path.exists() else 0
    if count == 1:
        return None
    return about["page"], f"article.discussion stands there {count} times; the theme's article.html must show it once"


def _shell(output):
    text = (output / SHELL).read_text(encoding="utf-8")
    for part in SHELL_PARTS:
        if (count := text.count(f"<!--shell:{part}-->")) != 1:
            yield SHELL, f"the mark shell:{part} stands there {count} times; base.html must show its block once"
