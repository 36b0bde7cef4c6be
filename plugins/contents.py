"""Give each article `article.contents`: its headings as [{"id", "title"}], for a list of what is in it.

A heading without a name of its own gets one, made from its words. Steps have theirs already, and keep them.
"""

from bs4 import BeautifulSoup
from pelican import signals
from pelican.utils import slugify

HEADINGS = ["h2", "h3"]
PLAIN = [(r"[^\w\s-]", ""), (r"(?u)\A\s*|\s*\Z", ""), (r"[-\s]+", "-")]


def named(html):
    """The HTML with a name on each heading, and the list of them.

    >>> named("<h3>Now you</h3><h3 id='x'>Now <em>you</em></h3><h3>Now you!</h3>")[1]
    [{'id': 'now-you', 'title': 'Now you'}, {'id': 'x', 'title': 'Now you'}, {'id': 'now-you-2', 'title': 'Now you!'}]
    """
    soup = BeautifulSoup(html, "html.parser")
    taken = {one["id"] for one in soup.find_all(id=True)}
    found = []
    for heading in soup.find_all(HEADINGS):
        if not heading.get("id"):
            heading["id"] = _free(slugify(heading.get_text(), PLAIN) or "section", taken)
        found.append({"id": heading["id"], "title": heading.get_text()})
    return soup.decode(), found


def _free(name, taken):
    tries = (name if number == 1 else f"{name}-{number}" for number in range(1, len(taken) + 2))
    free = next(one for one in tries if one not in taken)
    taken.add(free)
    return free


def add_contents(generator):
    for article in generator.articles:
        article._content, article.contents = named(article._content)


def register():
    signals.article_generator_finalized.connect(add_contents)
