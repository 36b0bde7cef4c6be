"""Pelican's settings. `make build` runs them; DATA and SITEURL come from the environment (see README)."""

import math
import os
import sys
import zoneinfo
from pathlib import Path

zoneinfo.reset_tzpath(to=())  # the zones of the tzdata that the lock pins, on every machine
HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "plugins"))


def by_part(article):
    """The parts of the series in their order; what is no part of it comes after them, the newest first."""
    return int(getattr(article, "part", 0)) or math.inf, -article.date.timestamp()


SITENAME = AUTHOR = "The Interview Series"  # an author, since a feed's entry must have one
SITESUBTITLE = "Advice on job interviews that turns into your own dated plan"
SITEURL = os.environ.get("SITEURL", "http://127.0.0.1:8000")
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_DATE_FORMAT = "%-d %B %Y"

PATH = "content"
ARTICLE_PATHS = ["posts"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = []
IGNORE_FILES = [".*", "*~", "*.swp"]

THEME = "theme"
THEME_STATIC_DIR = "static"
THEME_STATIC_PATHS = ["static/icons", "static/scripts"]

ARTICLE_URL = PAGE_URL = "{slug}/"
ARTICLE_SAVE_AS = PAGE_SAVE_AS = "{slug}/index.html"
DRAFT_URL = DRAFT_PAGE_URL = "drafts/{slug}/"
DRAFT_SAVE_AS = DRAFT_PAGE_SAVE_AS = "drafts/{slug}/index.html"
ARTICLE_ORDER_BY = by_part
DEFAULT_PAGINATION = 25
PAGINATION_PATTERNS = [(1, "/", "index.html"), (2, "/page/{number}/", "page/{number}/index.html")]
DIRECT_TEMPLATES = ["index", "404", "robots", "sitemap"]
ROBOTS_SAVE_AS, SITEMAP_SAVE_AS = "robots.txt", "sitemap.xml"
PAGINATED_TEMPLATES = {"index": None}
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = CATEGORY_SAVE_AS = CATEGORIES_SAVE_AS = ""
TAG_SAVE_AS = TAGS_SAVE_AS = ARCHIVES_SAVE_AS = ""

DISCUSSION_CLOSES_AFTER = None  # days after an article's date; its own head may say otherwise

FEED_DOMAIN = SITEURL
FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_ALL_RSS = CATEGORY_FEED_ATOM = CATEGORY_FEED_RSS = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

MARKDOWN = {
    "extensions": ["markdown.extensions.attr_list"],
    "output_format": "html5",
}
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["guidance", "stylesheet", "reading_time", "contents"]

# Pelican's cache does not notice a changed setting, and a full build takes about a second.
LOAD_CONTENT_CACHE = CACHE_CONTENT = False
DELETE_OUTPUT_DIRECTORY = True
