"""Builds of sites that are set up in other ways: other extensions, settings, heads and files."""

import os
import re
import signal
import subprocess
from threading import Event, Thread, Timer

import pytest
from bs4 import BeautifulSoup

from service.publishing import manifest
from tests.guidance import site

STEP = "### Write {{: .step #{} }}\n\nWrite *{}*{{: .when }}."
LINKED = """See [who we are]({filename}/pages/about.md). ![a desk]({static}/images/desk.png)

<a href="https://example.org/?id=1&region=uk&section=2&copy=3">jobs</a>, or write to <me@example.org>.

## Comments

## Comment 12

## Fill in[^1] {your name} {: .step #fill-in }

Write *within 24 hours*{: .when } as {they} ask.

[^1]: With a pen.
"""
ARTICLE = {
    "article.html": '{% extends "base.html" %}{% block content %}<h1>{{ article.title | e }}</h1>\n'
    "<i>{{ article.minutes }}</i><nav>{% for one in article.contents %}<a href='#{{ one.id }}'>{{ one.title | e }}</a>"
    "{% endfor %}</nav>{{ article.timeline }}<div>{{ article.content }}</div>{{ article.discussion }}{% endblock %}",
}
SETTINGS = """
STATIC_PATHS, STATIC_CREATE_LINKS, READERS = ["images", "static", "old"], True, {"html": None}
FEED_ALL_ATOM, FEED_DOMAIN, PAGE_PATHS = "feeds/all.atom.xml", SITEURL, ["pages"]
ARTICLE_TRANSLATION_ID = "key"
DRAFT_LANG_SAVE_AS = "drafts/{slug}-{lang}/index.html"
MARKDOWN["extensions"].append("markdown.extensions.footnotes")
"""
SHEET = "/* the author's own */ a { color: red; }"
FILES = {
    "pages/about.md": "Title: About\nSlug: about\n\nWords.\n",
    "images/desk.png": b"\x89PNG",
    "static/site.css": SHEET,
    "old/report.html": "<p>Café</p>".encode("latin-1"),
}
POSTS = {
    "linked": site.post("Q&A", LINKED, slug="linked", key="one"),
    "verlinkt": site.post("Q&A", LINKED, slug="verlinkt", lang="de", key="one"),
    "off": site.post("Off", "Words.", slug="off", comments="False", key="off"),
    "hidden": site.post("Hidden", "## One\n\nWords.", slug="hidden", status="hidden", key="hidden"),
    "draft": site.post("Draft", STEP.format("write", "soon"), slug="draft", status="draft", aliases="off", key="draft"),
    "sketch": site.post("Sketch", STEP.format("fill-in", "a week later"), slug="sketch", status="draft", key="sketch"),
}


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    plugins = ("guidance", "stylesheet", "reading_time", "contents")
    folder = tmp_path_factory.mktemp("odd")
    return site.build(folder, POSTS, theme=ARTICLE, plugins=plugins, settings=SETTINGS, files=FILES)


def soup(built, name):
    return BeautifulSoup(built.page(name), "html.parser")


def test_a_draft_with_a_slip_is_told_and_stops_nothing(odd):
    assert odd.status == 0
    assert odd.said == (
        "3 marks in drafts could not be read, which stops nothing:\n"
        '  content/posts/draft.md:6: the alias "off" is the slug of content/posts/off.md; '
        "an address can lead to one article alone\n"
        '  content/posts/draft.md:11: "soon" is not a time phrase; '
        'write it like "within 24 hours" or "one to two weeks"\n'
        '  content/posts/sketch.md:8: step "fill-in" has the name of a step at content/posts/linked.md:15; '
        "give it another\n"
    )


def test_a_draft_with_a_slip_has_its_page_without_a_plan(odd):
    assert '<h3 id="write">Write' in odd.page("drafts/draft")
    assert "<p>Write <em>soon</em>.</p>" in odd.page("drafts/draft")
    assert not soup(odd, "drafts/draft").select("#timeline")


def test_the_feed_has_addresses_that_lead_somewhere(odd):
    feed = (odd.output / "feeds/all.atom.xml").read_text()
    assert "http://127.0.0.1:8000/pages/about.html" in feed
    assert "http://127.0.0.1:8000/images/desk.png" in feed
    assert not re.search(r"\{(static|filename)\}", feed)


def test_what_is_no_mark_is_written_byte_for_byte(odd):
    for page in (odd.page("linked"), odd.page("verlinkt-de")):
        assert (
            '<a href="https://example.org/?id=1&region=uk&section=2&copy=3">jobs</a>, or write to <a href="&#' in page
        )
        assert "me@example.org" not in page


@pytest.mark.parametrize("name", ["linked", "verlinkt-de", "hidden", "drafts/draft"])
def test_every_article_has_its_minutes_and_its_contents(odd, name):
    page = soup(odd, name)
    assert page.i.text == "1"
    links = page.select("nav a")
    assert links or name == "drafts/draft"
    for link in links:
        assert len(page.select(f"div [id='{link['href'][1:]}']")) == 1


def test_a_heading_never_has_the_name_of_a_part_of_the_page(odd):
    page = soup(odd, "linked")
    assert [(link["href"], link.text) for link in page.select("nav a")] == [
        ("#on-comments", "Comments"),
        ("#on-comment-12", "Comment 12"),
        ("#fill-in", "Fill in {your name}"),
    ]
    assert [one.name for one in page.select("#comments")] == ["section"]


def test_a_title_is_told_in_plain_words(odd):
    assert soup(odd, "linked").select_one(".step__title").text == "Fill in {your name}"
    assert manifest.read(odd.output).threads["linked"]["title"] == "Q&A"


def test_a_translation_shows_no_discussion_that_would_stay_empty(odd):
    assert soup(odd, "linked").select("#comments")
    assert soup(odd, "verlinkt-de").select("#timeline")
    assert not soup(odd, "verlinkt-de").select("#comments, .count")


def test_nothing_is_written_through_a_link_into_an_authors_file(odd):
    assert (odd.output.parent / "content/static/site.css").read_text() == SHEET
    assert (odd.output / "static/site.css").read_text() != SHEET
    assert (odd.output / "images/desk.png").samefile(odd.output.parent / "content/images/desk.png")


def test_a_file_of_the_authors_own_is_copied_in_any_encoding(odd):
    assert (odd.output / "old/report.html").read_bytes() == FILES["old/report.html"]


@pytest.mark.parametrize("name", ["discussions.json", "plan", "dates/index.html", "static/guidance/main.js"])
def test_a_file_where_the_site_itself_writes_is_refused(tmp_path, name):
    posts = {"one": site.post("One", "Words.", slug="one")}
    settings = 'STATIC_PATHS = ["extra"]\n' + f'EXTRA_PATH_METADATA = {{"extra/mine.txt": {{"path": {name!r}}}}}'
    built = site.build(tmp_path, posts, settings=settings, files={"extra/mine.txt": "mine"})
    assert (built.status, built.said) == (
        1,
        "1 mark could not be read:\n"
        f'  content/extra/mine.txt: it would stand at "{name}", which the site itself needs; give it another name\n',
    )


def test_articles_without_pages_are_refused_in_a_sentence(tmp_path):
    built = site.build(tmp_path, {"one": site.post("One", "Words.", slug="one")}, settings='ARTICLE_SAVE_AS = ""')
    assert (built.status, built.said) == (
        1,
        "1 mark could not be read:\n"
        "  content/posts/one.md: the article has no page; ARTICLE_SAVE_AS says where it stands, "
        "or Save_as in its head\n",
    )


@pytest.fixture(params=[["-r"], ["-lr", "-p", "0"]], ids=["watching", "watching and serving"])
def watcher(tmp_path, request):
    """Pelican over a site with a mistake, going on by itself; ended after the test, or after a minute."""
    site.lay_out(tmp_path, {"one": site.post("One", STEP.format("write", "soonish"), slug="one")})
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "start_new_session": True}
    with subprocess.Popen([*site.COMMAND, *request.param], cwd=tmp_path, **pipes) as process:
        end = Timer(60, os.killpg, [process.pid, signal.SIGKILL])
        end.start()
        yield process
        end.cancel()
        os.killpg(process.pid, signal.SIGKILL)


def test_a_mistake_is_told_once_and_the_watcher_builds_again_when_it_is_mended(tmp_path, watcher):
    def mend():
        # again and again: Pelican begins to watch a moment after it has built
        while not built.wait(0.2):
            site.write(tmp_path / "content/posts/one.md", site.post("One", STEP.format("write", "a week"), slug="one"))

    built, page, mending, said = Event(), tmp_path / "output/one/index.html", Thread(target=mend), ""
    for line in iter(watcher.stdout.readline, ""):
        said += line
        if line.startswith("Save a mended file"):
            assert not page.exists()
            mending.start()
        if line.startswith("Done") and page.exists():
            break
    built.set()
    mending.join()
    assert 'data-when="write">a week</span>' in page.read_text()
    assert said.count('content/posts/one.md:8: "soonish" is not a time phrase') == 1
