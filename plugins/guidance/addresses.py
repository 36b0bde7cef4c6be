"""The slugs of a site and the old ones that lead to them: each names one article, and none is the site's own."""

import os
import posixpath
import re

from pelican.contents import Article

from . import heads, manifest
from .source import Source

OWN_SLUGS = ("plan", "dates", "feeds", "comments", "moderate", "health", "static", "search")
OWN_FILES = (manifest.NAME, manifest.SHELL, "plan/index.html", "dates/index.html")
SLUG = re.compile(r"[A-Za-z0-9_-]+")  # as the service's addresses have it


def check_slug(content, source):
    """Note what is wrong with an article's or a page's slug."""
    slug = getattr(content, "slug", "")
    place = source.place(r"(?i)^slug:" if "slug" in content.metadata else r"(?i)^title:")
    if slug.split("/")[0] in OWN_SLUGS:
        words = f'the site itself needs the slug "{slug}"; give the article another one'
        content.guidance_mistakes.add(place, words)
    elif isinstance(content, Article) and slug and not SLUG.fullmatch(slug):
        words = f'the slug "{slug}" cannot have a thread; write it in letters, digits and hyphens'
        content.guidance_mistakes.add(place, words)


def aliases(article):
    """The slugs that an article had before, as its head names them: with commas, or as a list of YAML."""
    named = article.metadata.get("aliases", "")
    named = ",".join(map(str, named)) if isinstance(named, list) else heads.unquoted(str(named).strip())
    parts = (part.strip().removeprefix("- ") for part in named.strip("[]").split(","))
    return tuple(dict.fromkeys(alias for part in parts if (alias := heads.unquoted(part.strip()))))


def moved(articles):
    """``{old slug: slug}`` of these articles."""
    return {alias: article.slug for article in articles for alias in aliases(article)}


def check_aliases(written):
    """Note what is wrong with the aliases of a site; a translation may repeat them."""
    every = {one.slug: os.path.relpath(one.source_path) for one in reversed(written)}
    standing = {one.slug: every[one.slug] for one in written if one.status != "draft"}
    first = {}
    for article in (one for one in written if isinstance(one, Article) and aliases(one)):
        slugs = every if article.status == "draft" else standing  # the slug of a draft is no address yet
        place = Source(article.source_path).place(r"(?i)^aliases:")
        for alias in aliases(article):
            slug, other = first.setdefault(alias, (article.slug, place))
            if words := _wrong(alias, slugs, other if slug != article.slug else ""):
                article.guidance_mistakes.add(place, f'the alias "{alias}" {words}')


def wrong_files(context):
    """What would stand where the site itself writes, and which articles have no page, as ``file: words``."""
    own = [*OWN_FILES, f"{context['THEME_STATIC_DIR']}/guidance/all"]
    for content in filter(None, [*context["generated_content"].values(), *context["static_content"].values()]):
        save_as, place = content.save_as, os.path.relpath(content.source_path)
        if isinstance(content, Article) and content.status == "published" and not save_as:
            yield f"{place}: the article has no page; ARTICLE_SAVE_AS says where it stands, or Save_as in its head"
        elif any(_is_in_the_way(posixpath.normpath(save_as), one) for one in own) and not _is_told(content):
            yield f'{place}: it would stand at "{save_as}", which the site itself needs; give it another name'


def _is_in_the_way(save_as, own):
    """Whether this file is the site's own, or stands where a folder of its own would, or in one that is all its own."""
    folder = own.removesuffix("all") if own.endswith("/all") else f"{own}/"
    return f"{own}/".startswith(f"{save_as}/") or f"{save_as}/".startswith(folder)


def _is_told(content):
    return hasattr(content, "guidance_mistakes") and bool(content.guidance_mistakes.found)


def _wrong(alias, slugs, other):
    if not SLUG.fullmatch(alias):
        return "is no slug; write it in letters, digits and hyphens, with commas between aliases"
    if alias in OWN_SLUGS:
        return "is an address that the site itself needs; leave it out"
    if alias in slugs:
        return f"is the slug of {slugs[alias]}; an address can lead to one article alone"
    return f"stands at {other} too; an address can lead to one article alone" if other else ""
