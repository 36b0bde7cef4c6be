"""An article that moves to another slug takes its thread along."""

import json
import shutil

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from harness import small
from service.__main__ import main
from service.decisions import moderation
from service.publishing import bake, releases
from service.publishing.release import release
from service.record.models import Comment, Tally, Thread, ThreadPage
from service.web import tokens

HOST = "127.0.0.1"


@pytest.fixture
def build(released):
    """Build and release the site of these articles, with these old slugs (``{old: new}``)."""

    def build(*slugs, **moved):
        told = small.manifest(slugs) | {
            "lists": {},
            "moved": {old.replace("_", "-"): new for old, new in moved.items()},
        }
        shutil.rmtree(released / "output")
        small.write(released / "output", slugs)
        (released / "output/discussions.json").write_text(json.dumps(told))
        release(say=lambda words: None)

    return build


def page(data, path):
    return (data / "current/site" / path / "index.html").read_text()


def post(slug, body, token):
    return Client().post(f"/comments/{slug}/", {"body": body, "token": token}, headers={"host": HOST})


def test_the_comments_their_pages_and_their_feed_stand_at_the_new_address(released, accept, build):
    comments = [accept(f"Letter {number}.") for number in range(30)]
    reply = accept("A reply.", parent=comments[0])
    build("after", "thank-you", follow_up="after")
    assert 'data-thread="after"' in page(released, "after") and "Letter 29." in page(released, "after")
    assert f'id="comment-{reply.pk}"' in page(released, "after/comments/1")
    assert "Letter 29." in page(released, "after/comments/2")
    assert b"/after/comments/2/#comment-" in (released / "current/site/after/comments.atom").read_bytes()
    assert not (released / "current/site/follow-up/comments").exists()
    assert releases.current(released).moved("follow-up") == "after"


def test_nothing_is_lost_on_the_way(released, accept, build):
    first = accept("First.", days=3)
    waiting = Comment.objects.create(thread_id="follow-up", body="Waits.", created=first.created)
    before = Comment.objects.order_by("pk").values_list("pk", "number", "body", "status", "status_key")
    before = list(before)
    build("after", "thank-you", follow_up="after")
    assert list(Comment.objects.order_by("pk").values_list("pk", "number", "body", "status", "status_key")) == before
    assert set(Comment.objects.values_list("thread", flat=True)) == {"after"}
    thread = Thread.objects.get(slug="after")
    assert (thread.accepted, thread.numbered, thread.listed) == (1, 1, True)
    assert list(thread.tallies.values_list("option", "count")) == [(str(3 * 1440), 1)]
    assert not Thread.objects.filter(slug="follow-up").exists()
    moderation.decide("approve", waiting.pk, by="a test")
    assert "Waits." in page(released, "after") and not list(bake.stale())


def test_the_next_release_moves_nothing_more(released, accept, build):
    accept("First.")
    build("after", "thank-you", follow_up="after")
    served, version = page(released, "after"), ThreadPage.objects.get(thread="after", number=0).version
    release(again=True, say=lambda words: None)
    assert page(released, "after") == served
    assert ThreadPage.objects.get(thread="after", number=0).version == version


def test_a_thread_that_waited_unlisted_is_found_again(released, accept, build):
    accept("From long ago.")
    build("thank-you")
    build("after", "thank-you", follow_up="after")
    assert "From long ago." in page(released, "after")


def test_two_threads_become_one_and_those_at_the_new_address_keep_theirs(released, accept, build):
    old, new = accept("Old.", "follow-up", days=2), accept("New.", "thank-you", days=2)
    build("thank-you", follow_up="thank-you")
    thread = Thread.objects.get(slug="thank-you")
    assert list(Comment.objects.order_by("number").values_list("pk", "number")) == [(new.pk, 1), (old.pk, 2)]
    assert (thread.accepted, thread.numbered, Tally.objects.get().count) == (2, 2, 2)
    soup = BeautifulSoup(page(released, "thank-you"), "html.parser")
    assert [article["id"] for article in soup.select("article.comment")] == [f"comment-{new.pk}", f"comment-{old.pk}"]


def test_a_page_left_open_at_the_old_address_still_posts(released, build, settings):
    token = tokens.issue("follow-up")
    build("after", "thank-you", follow_up="after")
    response = post("follow-up", "From a page that was open.", token)
    assert response.status_code == 303
    assert Comment.objects.get().thread_id == "after"
    form = Client().get("/comments/follow-up/", headers={"host": HOST}).content.decode()
    assert 'action="/comments/after/"' in form


def test_the_private_page_of_a_comment_stays_where_it_was(released, accept, build):
    comment = accept("First.")
    build("after", "thank-you", follow_up="after")
    response = Client().get(f"/comments/mine/{comment.status_key}/", headers={"host": HOST})
    assert response.status_code == 200 and f"/after/comments/1/#comment-{comment.pk}" in response.content.decode()


def test_a_new_article_may_have_the_old_slug_once_no_alias_names_it(released, accept, build):
    accept("First.")
    build("after", "thank-you", follow_up="after")
    build("after", "follow-up", "thank-you")
    assert "First." in page(released, "after") and "First." not in page(released, "follow-up")
    assert post("follow-up", "To the new one.", tokens.issue("follow-up")).status_code == 303
    assert Comment.objects.latest("pk").thread_id == "follow-up"


def test_the_thread_of_an_article_that_was_removed_is_still_exported(released, accept, build, capsys, monkeypatch):
    accept("A farewell.", "thank-you", days=2)
    build("follow-up")
    assert not (released / "current/site/thank-you").exists()
    monkeypatch.setattr("django.setup", lambda: None)
    assert main(["export"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert (told["thread"], told["body"], told["answers"][0]["value"]) == ("thank-you", "A farewell.", "2")
