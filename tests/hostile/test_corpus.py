"""Thousands of texts that would run a script, in every page that shows them, in a real browser: none runs.

With our policy and without any: escaping is the first wall, the policy the second, and each holds by itself.
"""

from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from service.desk import lists
from service.layout import pages
from service.publishing import feeds, releases, render
from service.record.models import Thread
from service.text.characters import UNUSABLE
from service.threads import urls
from tests.hostile import corpus, showing, watching

MANY, SOME = 500, 60  # comments, or pages with forms, in one document
POLICIES = {"with our policy": True, "without any policy": False}
# what would keep the vectors behind it from being read as markup
AFTER = (
    "'\"`>--></style></script></title></textarea></noscript></template></xmp></iframe></select></svg></math></div>\n"
)
both = pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)


def in_parts(all_of_them, size):
    all_of_them = list(all_of_them)
    return [all_of_them[start : start + size] for start in range(0, len(all_of_them), size)]


def article(built, vectors):
    """The article with a comment of each vector."""
    pristine = (built / "follow-up/index.html").read_text()
    for part in in_parts(vectors, MANY):
        comments = [showing.view(pk, vector) for pk, vector in enumerate(part, 1)]
        yield render.built_page(pristine, showing.view_of(comments), {})


def thread_page(built, vectors):
    """A page of the thread; the comments have replies, of which the last says whom it answers."""
    shell = (built / "shell.html").read_text()
    for part in in_parts(vectors, MANY // 4):
        comments = [showing.nested(4 * pk, vector) for pk, vector in enumerate(part, 1)]
        yield render.thread_page(shell, showing.view_of(comments, 1))


def form_pages(built, vectors):
    """The pages with the form, and what became of a comment."""
    for part in in_parts(showing.form_pages(vectors), SOME):
        yield pages.in_shell("Preview", "".join(part))


SHOWN = {  # what shows them, every how many of them with the policy, and without
    "the article": (article, 6, 1),
    "a page of the thread": (thread_page, 18, 6),
    "the pages with the form": (form_pages, 50, 20),
}


def look(browser, built, policy, documents):
    with watching.window(browser, built / "static", policy) as window:
        for document in documents:
            window.open(document)
        return window.seen


@both
@pytest.mark.parametrize(("shown", "with_", "without"), SHOWN.values(), ids=SHOWN)
def test_nothing_that_a_reader_sends_runs(browser, built, policy, shown, with_, without):
    vectors = corpus.vectors()[:: with_ if policy else without]
    seen = look(browser, built, policy, shown(built, vectors))
    assert seen.nothing, seen


@pytest.fixture
def desk(db, django_user_model, monkeypatch):
    """A moderator's browser, and the record with many of the vectors."""
    monkeypatch.setattr(lists, "ON_A_PAGE", MANY)
    showing.fill_record(corpus.vectors()[::12])
    moderator = django_user_model.objects.create_user("mo")
    client = Client()
    client.force_login(moderator)
    return client, moderator


@both
def test_nothing_of_it_runs_at_the_desk(browser, built, policy, desk):
    client, moderator = desk
    found = list(showing.found())
    documents = [client.get(f"/moderate/?status=latest&page={page}").content.decode() for page in (1, 2)]
    assert sum(document.count("data-comment=") for document in documents) == len(found)
    alone = showing.desk_pages(found[:: 6 if policy else 2], moderator)
    documents += [pages.in_shell("Moderate", "".join(part)) for part in in_parts(alone, SOME)]
    seen = look(browser, built, policy, documents)
    assert seen.nothing, seen


ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def feed(db, built, tmp_path, monkeypatch):
    """Of these vectors a feed, with an entry for each."""

    def feed(vectors):
        monkeypatch.setattr(feeds, "NEWEST", 10**6)
        showing.fill_record(vectors)
        release = releases.Release(tmp_path)
        (release.site / "follow-up").mkdir(parents=True)
        feeds.write_thread(release, None, Thread.objects.get().pk)
        return (release.site / "follow-up" / urls.FEED).read_text()

    return feed


@pytest.mark.parametrize("kind", ["application/atom+xml", "application/xml", "text/html"])
def test_nothing_of_it_runs_in_a_feed_whatever_it_is_taken_for(browser, built, feed, kind):
    with watching.window(browser, built / "static", policy=False) as window:
        window.open(feed(corpus.vectors()[::20]), f"{kind}; charset=utf-8")
    assert window.seen.nothing, window.seen


def test_a_feed_is_xml_with_what_was_given_and_its_content_runs_nothing_where_it_is_shown(browser, built, feed):
    root = ET.fromstring(feed(corpus.vectors()))
    names = [name.text for name in root.iter(f"{ATOM}name")]
    assert sorted(names) == sorted(UNUSABLE.sub("\ufffd", vector) for vector in corpus.vectors())
    content = [content.text for content in root.iter(f"{ATOM}content")]
    seen = look(browser, built, False, ["".join(part) for part in in_parts(content, 4 * MANY)])
    assert seen.nothing, seen


@pytest.mark.parametrize(("policy", "least", "most"), [(True, 0, 0), (False, 2000, 10**6)], ids=POLICIES)
def test_put_in_as_they_are_thousands_run_and_under_our_policy_none(browser, built, policy, least, most):
    raw = sorted(corpus.vectors(), key=lambda vector: "<plaintext" in vector)
    head = '<!doctype html><meta charset="utf-8"><body>'
    documents = [head + AFTER.join(part) for part in in_parts(raw, 100)]
    seen = look(browser, built, policy, documents)
    assert least <= len(seen.ran) <= most and not seen.dialogs
