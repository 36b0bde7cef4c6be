"""Accepted comments in the files that readers get."""

import gzip
import logging
import threading

import pytest
from bs4 import BeautifulSoup
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness import small
from service.decisions import moderation
from service.publishing import bake, releases, render
from service.publishing.locks import held
from service.publishing.reconcile import reconcile
from service.record.models import TOP_LEVEL_COMMENTS_ON_A_PAGE, Thread, ThreadPage


def page(data, slug="follow-up", inner=""):
    return (data / "current" / "site" / slug / inner / "index.html").read_text()


def row(slug="follow-up", number=0):
    return ThreadPage.objects.get(thread=slug, number=number)


def test_an_accepted_comment_is_in_its_article_when_the_decision_returns(released, accept):
    comment = accept("I waited for two weeks.")
    assert "I waited for two weeks." in page(released)
    assert f'id="comment-{comment.pk}"' in page(released)
    assert row().baked == row().version == 1


def test_it_is_on_its_page_in_the_lists_and_in_the_compressed_forms_too(released, accept):
    accept("I waited for two weeks.")
    assert "I waited for two weeks." in page(released, inner="comments/1")
    assert 'data-comments="1"' in page(released, "")
    assert gzip.decompress((released / "current/site/follow-up/index.html.gz").read_bytes()).decode() == page(released)


def test_another_thread_stays_as_it_was(released, accept):
    before = (released / "current/site/thank-you/index.html").stat()
    accept()
    assert (released / "current/site/thank-you/index.html").stat() == before


def test_what_was_built_is_never_written_to(released, accept):
    accept()
    assert (released / "current/pristine/follow-up/index.html").read_text() == small.article("follow-up")
    assert (released / "output/follow-up/index.html").read_text() == small.article("follow-up")


def test_a_deleted_comment_is_gone_from_every_file(released, accept):
    comment = accept("Something rash.")
    moderation.decide("delete", comment.pk, by="a test")
    assert not any(b"rash" in path.read_bytes() for path in released.joinpath("current/site").rglob("*.html"))
    assert "No comments yet" in page(released, "")


def test_baking_again_gives_the_same_bytes(released, accept):
    accept()
    before = page(released)
    ThreadPage.objects.update(baked=0)
    assert reconcile() == 2
    assert page(released) == before


@given(
    body=st.lists(
        st.sampled_from(
            [
                "<!--",
                "-->",
                "<!--discussion:follow-up-->",
                "<!--/discussion-->",
                "</section>",
                "<!--count:follow-up-->",
                "<!--/count-->",
                "{{ 7*7 }}",
                "{% raw %}",
                "<!--#exec -->",
                "]]>",
                "</main>",
                " a\n",
            ]
        ),
        min_size=1,
        max_size=12,
    ).map("".join)
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_comment_that_imitates_marks_is_only_text(released, accept, body):
    accept(f"begin {body} end")
    soup = BeautifulSoup(page(released), "html.parser")
    assert page(released).endswith("<!--end of follow-up-->")
    assert len(soup.select("main")) == len(soup.select("section#comments")) == 1
    assert soup.select("main > section#comments > .comments__list > article")
    assert "49" not in soup.select(".comment__text")[-1].text
    assert page(released, "").count("data-comments") == 2


@given(st.lists(st.booleans(), min_size=1, max_size=12))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_a_served_page_is_that_of_the_record(released, accept, steps):
    shown = []
    for accepting in steps:
        if accepting or not shown:
            shown.append(accept("Words."))
        else:
            moderation.decide("reopen", shown.pop().pk, by="a test")
    served = page(released)
    ThreadPage.objects.update(baked=0)
    (released / "current/site/follow-up/index.html").unlink()
    reconcile()
    assert page(released) == served
    assert render.version_of(served.encode()) == row().version


def test_an_older_version_never_replaces_a_newer_one(released, accept):
    accept()
    path = released / "current/site/follow-up/index.html"
    newer = path.read_text().replace('data-version="1"', 'data-version="7"')
    path.write_text(newer)
    ThreadPage.objects.update(baked=0)
    reconcile()
    assert path.read_text() == newer


def test_a_later_version_stays_noted_as_baked(released, accept):
    accept()
    ThreadPage.objects.update(version=5, baked=5)
    bake.mark_baked({row().pk: 4})
    assert row().baked == 5


def test_a_version_that_the_record_no_longer_has_is_not_noted_as_baked(released, accept):
    accept()
    ThreadPage.objects.update(version=2, baked=1)  # as after the way back to a copy
    bake.mark_baked({row().pk: 5})
    assert row().baked == 1


def test_the_26th_comment_begins_a_page_and_the_page_before_gains_its_link(released, accept):
    for number in range(TOP_LEVEL_COMMENTS_ON_A_PAGE + 1):
        accept(f"Letter {number}.")
    assert "Letter 25." in page(released, inner="comments/2")
    assert "Letter 25." not in page(released, inner="comments/1")
    assert 'href="/follow-up/comments/2/"' in page(released, inner="comments/1")
    assert page(released).count("<article") == 26
    assert not list(bake.stale())


def test_a_page_of_a_thread_has_the_shell_and_its_title(released, accept):
    accept()
    assert "<title>Comments on Follow-Up, page 1</title>" in page(released, inner="comments/1")
    assert 'title="Comments on Follow-Up" href="/follow-up/comments.atom">' in page(released, inner="comments/1")


def test_what_a_bake_could_not_write_the_reconciler_writes(released, accept, monkeypatch, caplog):
    def fail(*_, **__):
        raise OSError("the disk is full")

    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
        patch.setattr(bake.files, "PendingFile", fail)
        accept("A patient letter.")
    assert "A patient letter." not in page(released)
    assert "could not be baked; it is tried again within a minute" in caplog.text
    assert reconcile() == 2
    assert "A patient letter." in page(released)


def test_one_page_that_cannot_be_baked_does_not_keep_the_others_from_it(released, accept):
    accept("On the first.", "follow-up")
    accept("On the second.", "thank-you")
    ThreadPage.objects.update(version=F("version") + 1)
    (released / "current/pristine/follow-up/index.html").unlink()
    assert reconcile() == 3
    assert [row.thread_id for row in bake.stale()] == ["follow-up"]


def test_a_request_waits_two_seconds_at_most_for_the_lock(released, accept, monkeypatch):
    monkeypatch.setattr(bake, "LONGEST_IN_A_REQUEST", 0.05)
    with held(released, "publish"):
        accept("Not yet there.")
    assert "Not yet there." not in page(released)
    assert row().baked == 0
    reconcile()
    assert "Not yet there." in page(released)


def test_two_bakes_at_once_end_with_the_newest_page(released, accept, monkeypatch):
    order, inside = [], threading.Event()
    release = releases.current(released)

    def slow():
        with held(released, "publish"):
            inside.set()
            order.append("first")

    with held(released, "publish"):
        thread = threading.Thread(target=slow)
        thread.start()
        assert not inside.is_set()
        order.append("holder")
    thread.join()
    assert order == ["holder", "first"]
    assert release is not None


def test_before_the_first_release_nothing_is_baked_and_nothing_fails(data, transactional_db, accept):
    Thread.objects.create(slug="follow-up", title="Follow-Up")
    accept()
    assert reconcile() == 0


STAMPS = {
    "as the template has it": (b'<section class="c" id="comments" data-thread="a" data-version="12">', 12),
    "none": (b"<section>", 0),
    "in a text": (b'<p>id="comments" data-version="9"</p><section id="comments" data-version="3">', 3),
    "of another section": (b'<section id="timeline" data-version="9"><section id="comments">', 0),
}


@pytest.mark.parametrize(("served", "version"), STAMPS.values(), ids=STAMPS)
def test_the_version_is_read_from_the_discussion_alone(served, version):
    assert render.version_of(served) == version
