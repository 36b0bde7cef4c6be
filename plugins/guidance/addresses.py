"""The slugs of a site and the old ones that lead to them: each names one article, and none is the site's own."""

import re

from pelican.contents import Article

from .source import Source

OWN_SLUGS = ("plan", "dates", "feeds", "comments", "moderate", "health", "static", "search")
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
    """The slugs that an article had before, as its head names them."""
    named = article.metadata.get("aliases", "")
    named = ",".join(named) if isinstance(named, list) else str(named)
    return tuple(dict.fromkeys(alias for part in named.split(",") if (alias := part.strip())))


def moved(articles):
    """``{old slug: slug}`` of these articles."""
    return {alias: article.slug for article in articles for alias in aliases(article)}


def wrong_aliases(written):
    """What is wrong with the aliases of a site, as ``file:line: words``; a translation may repeat them."""
    slugs = {one.slug: Source(one.source_path).name for one in reversed(written)}
    first = {}
    for article in (one for one in written if isinstance(one, Article)):
        place = Source(article.source_path).place(r"(?i)^aliases:")
        for alias in aliases(article):
            slug, other = first.setdefault(alias, (article.slug, place))
            if words := _wrong(alias, slugs, other if slug != article.slug else ""):
                yield f'{place}: the alias "{alias}" {words}'


def _wrong(alias, slugs, other):
    if not SLUG.fullmatch(alias):
        return "is no slug; write it in letters, digits and hyphens, with commas between aliases"
    if alias in OWN_SLUGS:
        return "is an address that the site itself needs; leave it out"
    if alias in slugs:
        return f"is the slug of {slugs[alias]}; an address can lead to one article alone"
    return f"stands at {other} too; an address can lead to one article alone" if other else ""
