"""Give each article `article.minutes`: how long it takes to read, at 230 words a minute, at least one."""

import re
from html import unescape

from pelican import signals

WORDS_A_MINUTE = 230
LISTS = ("articles", "translations", "hidden_articles", "hidden_translations", "drafts", "drafts_translations")
NO_WORDS = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|</?[a-z](?:\"[^\"]*\"|'[^']*'|[^'\">])*>", re.I | re.S)


def minutes(html):
    """Whole minutes to read this HTML.

    >>> minutes("<p>" + "word " * 1000 + "</p>")
    4
    """
    return max(1, round(len(unescape(NO_WORDS.sub(" ", html)).split()) / WORDS_A_MINUTE))


def add_minutes(generator):
    for article in (one for name in LISTS for one in getattr(generator, name)):
        # not its `content`: asked for before all is read, that has links which lead nowhere, and keeps them
        article.minutes = minutes(article._content)


def register():
    signals.article_generator_pretaxonomy.connect(add_minutes)
