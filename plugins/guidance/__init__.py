"""Guidance: a Pelican plugin that makes a plan and a discussion out of what an author marked in an article.

It sets on each article ``guidance`` (a Guidance, or None), and HTML for the theme to place: ``timeline``,
``discussion`` and ``comment_count``. Beside the pages it writes ``plan/``, the steps of all articles; ``dates/``, how
the dates are worked out; ``discussions.json``, the manifest of threads; and ``shell.html``, the frame for pages that
are made later. Every mistake of a build is reported in one error.
"""

import json
from datetime import date
from pathlib import Path

from jinja2 import FileSystemLoader
from pelican import signals
from pelican.contents import Article, Page

from . import (
    addresses,
    assets,
    checks,
    closing,
    dates,
    errors,
    files,
    inject,
    limits,
    manifest,
    marks,
    plan,
    regions,
    zones,
)
from .braces import Braces
from .errors import Mistakes
from .reading import MARKED, Reading, carries_marks
from .source import Source

TEMPLATES = Path(__file__).parent / "templates"
WRITTEN = (
    *("articles", "translations", "drafts", "drafts_translations", "hidden_articles"),
    *("pages", "hidden_pages", "draft_pages", "draft_translations", "hidden_translations"),
)
# what a page of a thread shows before anybody wrote
EMPTY = {"version": 0, "count": 0, "comments": [], "page": None, "pages": 0, "pictures": [], "pinned": None}
EMPTY |= {"older": "", "newer": "", "form": {"values": {}, "errors": {}}}


def register():
    signals.initialized.connect(read_beside_braces)
    signals.generator_init.connect(offer_templates)
    signals.content_object_init.connect(read_marks)
    signals.all_generators_finalized.connect(complete_articles)
    signals.article_writer_finalized.connect(write_shell)
    signals.article_writer_finalized.connect(write_dates)
    signals.article_writer_finalized.connect(plan.write)
    signals.finalized.connect(write_beside)


def read_beside_braces(pelican):
    """Let Markdown read a mark on a line that has other braces too."""
    markdown = pelican.settings["MARKDOWN"]
    pelican.settings["MARKDOWN"] = {**markdown, "extensions": [*markdown.get("extensions", ()), Braces()]}


def offer_templates(generator):
    """Let the theme find the plugin's templates, after its own of the same name, and these what the scripts go by."""
    generator.env.loader.loaders.append(FileSystemLoader(TEMPLATES))
    generator.env.globals["limits"] = limits
    generator.env.globals["changed_zones"] = zones.changed(regions.covered(date.today().year))


def read_marks(content):
    """Read an article's marks as soon as it is made, before anything else looks at its text."""
    if not isinstance(content, Article | Page):
        return
    content.guidance, content.guidance_mistakes = None, Mistakes()
    content.timeline = content.discussion = content.comment_count = ""
    source = Source(content.source_path)
    addresses.check_slug(content, source)
    closing.check(content, source)
    checks.ids(content._content, source, content.guidance_mistakes)
    if not carries_marks(content._content):
        return
    reading = Reading(content._content, source, content.guidance_mistakes)
    checks.left_over(reading, content.settings["MARKDOWN"])
    if not isinstance(content, Article):
        checks.no_marks(reading)
    elif reading.soup.select_one(MARKED):
        content.guidance = marks.read(reading)
        content.step_places = {one["id"]: reading.place(one) for one in reading.soup.select(".step[id]")}
    if content.guidance and not content.guidance_mistakes.found:
        content._content = inject.rewrite(reading)
    elif content.status == "draft":
        content.guidance, content._content = None, inject.plain(reading)


def complete_articles(generators):
    """Report what is wrong with the site; else render the timeline and the discussion of each article."""
    written = [one for generator in generators for one in _written_by(generator)]
    written.sort(key=lambda one: one.status == "draft")  # of two with one name, a draft is the one to change
    _check_step_names(written)
    addresses.check_aliases(written)
    wrong = [(one.status == "draft", mistake) for one in written for mistake in one.guidance_mistakes.found]
    errors.warn(mistake for is_draft, mistake in wrong if is_draft)
    published = [mistake for is_draft, mistake in wrong if not is_draft]
    if published := [*published, *addresses.wrong_files(generators[0].context)]:
        return _refuse(generators, published)
    for generator in generators:
        # the discussion belongs to the original: the service does not know its translations
        originals = {id(one) for one in getattr(generator, "articles", ())}
        for content in _written_by(generator):
            if isinstance(content, Article):
                _complete(generator.env, content, id(content) in originals)


def write_shell(generator, writer):
    """Write the frame of later pages, and note the threads and the old slugs for the manifest."""
    shell = generator.env.get_template("guidance/shell.html")
    writer.write_file(manifest.SHELL, shell, generator.context)
    threads = {article.slug: manifest.thread(article) for article in generator.articles if article.thread}
    listed = {"threads": threads, "moved": addresses.moved(generator.articles)}
    files.put(Path(generator.output_path, manifest.NAME), json.dumps(listed))


def write_dates(generator, writer):
    """Write the page that says how the dates are worked out, with an example from the article that can give one."""
    page = generator.env.get_template("guidance/dates.html")
    writer.write_file(dates.PAGE, page, generator.context, **dates.content(generator.articles, date.today().year))


def write_beside(pelican):
    """Once every page is there: the plugin's files, and the manifest of what the pages show."""
    output = Path(pelican.output_path)
    if not (output / manifest.NAME).exists():
        return  # refused, and said so
    assets.write(output / pelican.settings["THEME_STATIC_DIR"] / "guidance")
    listed = json.loads((output / manifest.NAME).read_text(encoding="utf-8"))
    (output / manifest.NAME).unlink()  # a build that fails here must not look like one that did not
    if wrong := manifest.write(output, **listed):
        errors.refuse([f"{page}: {words}" for page, words in wrong])


def _written_by(generator):
    contents = [content for name in WRITTEN for content in getattr(generator, name, [])]
    return [content for content in contents if hasattr(content, "guidance_mistakes")]


def _refuse(generators, mistakes):
    """Write nothing of this site, and leave no manifest of an earlier one as if it were of this."""
    for generator in generators:
        generator.generate_output = lambda writer: None
    Path(generators[0].output_path, manifest.NAME).unlink(missing_ok=True)
    errors.refuse(mistakes)


def _check_step_names(written):
    """A plan joins the steps of all articles, so a step's name must be the site's only one; a translation keeps it."""
    first = {}
    for content in written:
        for step in content.guidance.steps if content.guidance else ():
            place = content.step_places[step.id]
            original, other = first.setdefault(step.id, (content, place))
            if original.slug != content.slug and original not in content.translations:
                words = f'step "{step.id}" has the name of a step at {other}; give it another'
                content.guidance_mistakes.add(place, words)


def _complete(env, article, is_original):
    article.thread = _thread(article) if is_original else None
    if article.guidance and article.guidance.steps:
        article.timeline = env.get_template("guidance/timeline.html").render(guidance=article.guidance, article=article)
    if article.thread is None:
        return
    thread = {"slug": article.slug, "title": article.title, **article.thread}
    discussion = env.get_template("guidance/discussion.html").render(thread=thread, **EMPTY)
    count = env.get_template("guidance/count.html").render(slug=article.slug, count=0)
    article.discussion = f"<!--discussion:{article.slug}-->{discussion}<!--/discussion-->"
    article.comment_count = f"<!--count:{article.slug}-->{count}<!--/count-->"


def _thread(article):
    if not closing.has_discussion(article):
        return None
    asked = article.guidance.questions if article.guidance else ()
    questions = [
        {"id": question.id, "kind": question.kind, "text": question.text, "options": list(question.options)}
        for question in asked
    ]
    return {"questions": questions, **closing.read(article)}
