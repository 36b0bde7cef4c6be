"""Read an author's Markdown as the build does, without running Pelican."""

from datetime import datetime
from pathlib import Path

from markdown import Markdown
from pelican.contents import Article
from pelican.settings import DEFAULT_CONFIG

from plugins import guidance
from plugins.guidance.braces import Braces


def rendered(text, extensions=("attr_list",)):
    """The HTML of this Markdown, and the words of its head."""
    reader = Markdown(extensions=[*extensions, "meta", Braces()], output_format="html")
    return reader.convert(text), {name: words[0] for name, words in reader.Meta.items()}


def article(text, slug="article", kind=Article, extensions=("attr_list",)):
    """The article that this Markdown makes, after the plugin has read it; the working folder gets its file."""
    Path("article.md").write_text(text, encoding="utf-8")
    html, head = rendered(text, extensions)
    metadata = {"title": "An article"} | ({"slug": slug} if slug else {}) | head | {"date": datetime(2026, 1, 1)}
    settings = DEFAULT_CONFIG | {"MARKDOWN": {"extensions": list(extensions)}}
    made = kind(html, metadata, settings, str(Path("article.md").resolve()))
    guidance.read_marks(made)
    return made


def mistakes(text, **how):
    return article(text, **how).guidance_mistakes.found
