"""A small site in a folder of its own, built by Pelican as an author would."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PLUGINS = Path(__file__).parents[2] / "plugins"
SETTINGS = """
SITENAME, SITEURL, TIMEZONE, DEFAULT_LANG = "A site", "http://127.0.0.1:8000", "UTC", "en"
PATH, THEME, OUTPUT_PATH, THEME_STATIC_DIR = "content", "theme", "output", "static"
ARTICLE_PATHS, STATIC_PATHS, THEME_STATIC_PATHS = ["posts"], [], []
ARTICLE_URL, ARTICLE_SAVE_AS = "{slug}/", "{slug}/index.html"
ARTICLE_LANG_URL, ARTICLE_LANG_SAVE_AS = "{slug}-{lang}/", "{slug}-{lang}/index.html"
DRAFT_URL, DRAFT_SAVE_AS = "drafts/{slug}/", "drafts/{slug}/index.html"
DIRECT_TEMPLATES = ["index"]
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
MARKDOWN = {"extensions": ["markdown.extensions.attr_list", "markdown.extensions.meta"], "output_format": "html"}
LOAD_CONTENT_CACHE = CACHE_CONTENT = False
"""
THEME = {
    "base.html": "<title>{% block title %}A site{% endblock %}</title>\n"
    "<main>{% block content %}{% endblock %}</main>\n",
    "index.html": '{% extends "base.html" %}{% block content %}{% for article in articles %}'
    "<p>{{ article.title | e }} {{ article.comment_count }}</p>\n{% endfor %}{% endblock %}",
    "article.html": '{% extends "base.html" %}{% block content %}<h1>{{ article.title | e }}</h1>\n'
    "{{ article.timeline }}<div>{{ article.content }}</div>{{ article.discussion }}{% endblock %}",
    "page.html": '{% extends "base.html" %}{% block content %}{{ page.content }}{% endblock %}',
}


@dataclass(frozen=True)
class Built:
    """What a run of Pelican left: its exit status, what it said, and its files."""

    status: int
    said: str
    output: Path

    def page(self, name):
        return (self.output / name / "index.html").read_text(encoding="utf-8")

    def files(self):
        """Each file's bytes by its path."""
        paths = [path for path in sorted(self.output.rglob("*")) if path.is_file()]
        return {path.relative_to(self.output).as_posix(): path.read_bytes() for path in paths}


COMMAND = [sys.executable, "-m", "pelican", "-s", "settings.py"]


def build(folder, posts, **how):
    """Lay out a site of these posts and run Pelican over it."""
    lay_out(folder, posts, **how)
    ran = subprocess.run(COMMAND, cwd=folder, capture_output=True, text=True, timeout=60)
    return Built(ran.returncode, ran.stderr, folder / "output")


def lay_out(folder, posts, theme=None, plugins=("guidance",), settings="", files=None):
    """Write a site of these posts, by name, with templates and settings besides its own, and other content files."""
    for name, text in posts.items():
        write(folder / "content" / "posts" / f"{name}.md", text)
    for name, content in (files or {}).items():
        write(folder / "content" / name, content)
    for name, text in (THEME | (theme or {})).items():
        write(folder / "theme" / "templates" / name, text)
    own = f"PLUGIN_PATHS, PLUGINS = [{str(PLUGINS)!r}], {list(plugins)!r}"
    write(folder / "settings.py", f"{SETTINGS}{own}\n{settings}\n")


def post(title, body, **head):
    """The text of an article's file."""
    # Pelican writes no draft without a category
    told = {
        "Title": title,
        "Date": "2026-01-01",
        "Category": "Advice",
        **{name.capitalize(): value for name, value in head.items()},
    }
    return "".join(f"{name}: {value}\n" for name, value in told.items()) + f"\n{body}\n"


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
