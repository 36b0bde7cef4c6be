"""Give each article `article.contents`: its headings as [{"id", "title"}], for a list of what is in it.

A heading without a name of its own gets one, made from its words; nothing else of the text changes. Steps have theirs
already, and keep them.
"""

import re

from bs4 import BeautifulSoup
from pelican import signals
from pelican.utils import slugify

HEADINGS = ["h2", "h3"]
PLAIN = [(r"[^\w\s-]", ""), (r"(?u)\A\s*|\s*\Z", ""), (r"[-\s]+", "-")]
# names of the parts around the text, which links and scripts look for: a heading "Comments" becomes "on-comments"
PAGES_OWN = re.compile(r"main|confirm|(?:comments?|timeline)(?:-.*)?|(?:field|error|hint)-(?:name|email|body|words).*")
# what stands in a heading and is no word of it: the sign of its own link, the number of a footnote
SIGNS = ".headerlink, .footnote-ref, .footnote-reference, [role=doc-noteref]"
LISTS = ("articles", "translations", "hidden_articles", "hidden_translations", "drafts", "drafts_translations")


def named(html):
    """The HTML with a name on each heading, and the list of them.

    >>> named("<h3>Now you</h3><h3 id='x'>Now <em>you</em></h3><h3>Now you!</h3>")[1]
    [{'id': 'now-you', 'title': 'Now you'}, {'id': 'x', 'title': 'Now you'}, {'id': 'now-you-2', 'title': 'Now you!'}]
    """
    soup = BeautifulSoup(html, "html.parser")
    lines = [0, *(found.end() for found in re.finditer("\n", html))]
    taken = {one["id"] for one in soup.find_all(id=True)}
    pieces, at, found = [], 0, []
    for heading in soup.find_all(HEADINGS):
        for sign in heading.select(SIGNS):
            sign.decompose()
        title = " ".join(heading.get_text().split())
        name = heading.get("id") or _free(slugify(title, PLAIN) or "section", taken)
        found.append({"id": name, "title": title})
        if not heading.get("id"):
            # written into the text itself: no parser gives the rest of it back byte for byte
            line, column = heading.sourceline or 1, heading.sourcepos or 0  # html.parser tells both of each element
            here = lines[line - 1] + column + len("<h2")
            pieces += [html[at:here], f' id="{name}"']
            at = here
    return "".join([*pieces, html[at:]]), found


def _free(name, taken):
    name = f"on-{name}" if PAGES_OWN.fullmatch(name) else name
    tries = (name if number == 1 else f"{name}-{number}" for number in range(1, len(taken) + 2))
    free = next(one for one in tries if one not in taken)
    taken.add(free)
    return free


def add_contents(generator):
    for article in (one for name in LISTS for one in getattr(generator, name)):
        article._content, article.contents = named(article._content)


def register():
    # as soon as all articles are there: whoever asks for an article's content after this gets the names
    signals.article_generator_pretaxonomy.connect(add_contents)
