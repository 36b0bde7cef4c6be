"""Give each article `article.minutes`: how long it takes to read, at 230 words a minute, at least one."""

from bs4 import BeautifulSoup
from pelican import signals

WORDS_A_MINUTE = 230


def minutes(html):
    """Whole minutes to read this HTML.

    >>> minutes("<p>" + "word " * 1000 + "</p>")
    4
    """
    return max(1, round(len(BeautifulSoup(html, "html.parser").get_text(" ").split()) / WORDS_A_MINUTE))


def add_minutes(generator):
    for article in generator.articles:
        article.minutes = minutes(article.content)


def register():
    signals.article_generator_finalized.connect(add_minutes)
