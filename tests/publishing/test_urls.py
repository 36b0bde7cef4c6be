"""The addresses of a thread, which templates write too, lead to the files of a release and to the views."""

from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.urls import resolve

from service.record.models import TOP_LEVEL_COMMENTS_ON_A_PAGE, Comment
from service.threads import thread_view, urls
from service.web import views

SLUG = "follow-up"


@pytest.fixture
def linked(released, accept):
    """The addresses that a page of the thread links to, by its file; the thread has four pages."""
    for _ in range(3 * TOP_LEVEL_COMMENTS_ON_A_PAGE + 1):
        accept()

    def linked(file):
        page = BeautifulSoup((released / "current/site" / file).read_text(), "html.parser")
        return {link["href"] for link in page.select("[href]")} | {form["action"] for form in page.select("form")}

    return linked


def test_every_address_of_a_thread_is_linked_and_has_a_file(linked, released):
    site = released / "current/site"
    files = [urls.page_file(SLUG, number) for number in (1, 2, 3, 4)] + [urls.feed_file(SLUG), urls.feed_file()]
    assert [file for file in files if not (site / file).is_file()] == []
    assert urls.page_url(SLUG, 2) in linked(f"{SLUG}/index.html")
    beside = {urls.page_url(SLUG, 2), urls.page_url(SLUG, 4), urls.article_url(SLUG), urls.feed_url(SLUG)}
    assert beside <= linked(urls.page_file(SLUG, 3))
    assert urls.page_url(SLUG, 5) not in linked(urls.page_file(SLUG, 4))
    assert urls.page_url(SLUG, 0) not in linked(urls.page_file(SLUG, 1))


def test_an_author_is_led_to_the_article_while_the_comment_shows_there(linked):
    first, newest = Comment.objects.order_by("pk").select_related("thread").first(), Comment.objects.latest("pk")
    assert urlsplit(thread_view.landing(newest)).path == urls.article_url(SLUG)
    assert urlsplit(thread_view.landing(first)).path == urls.page_url(SLUG, 1)


def test_the_status_of_a_comment_is_a_view():
    assert resolve(urls.status_url("a-key")).func is views.mine
