"""Where readers find a thread: its addresses, and the files of a release behind them. Pure: text in, text out.

Each address is a path from the site's root. A release has a file for each of them, except for a comment's status.
"""

FEED = "comments.atom"


def article_url(slug):
    """The article that a thread belongs to."""
    return f"/{slug}/"


def page_url(slug, number):
    """Page 1, 2, ... of a thread."""
    return f"/{slug}/comments/{number}/"


def page_file(slug, number):
    """The file of page 1, 2, ... of a thread, in the folder of a site.

    >>> page_file("follow-up", 2)
    'follow-up/comments/2/index.html'
    """
    return f"{page_url(slug, number)[1:]}index.html"


def anchored(url, comment_id):
    """A comment on the page at this address.

    >>> anchored(page_url("follow-up", 2), 31)
    '/follow-up/comments/2/#comment-31'
    """
    return f"{url}#comment-{comment_id}"


def feed_url(slug=None):
    """The feed of a thread's comments, or of those of every thread."""
    return f"{article_url(slug)}{FEED}" if slug else f"/{FEED}"


def feed_file(slug=None):
    """The file of that feed, in the folder of a site.

    >>> feed_file("follow-up"), feed_file()
    ('follow-up/comments.atom', 'comments.atom')
    """
    return feed_url(slug)[1:]


def status_url(key):
    """The private page of a comment's author: what has become of it."""
    return f"/comments/mine/{key}/"
