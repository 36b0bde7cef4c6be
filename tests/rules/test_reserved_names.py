"""What marks a host of the site can be had by nobody else."""

import pytest

from service.decisions import posting
from service.publishing import render
from service.record.models import Comment, Status, Thread
from service.rules import forms
from service.threads import thread_view
from service.web import tokens
from tests.factories import write
from tests.html import Page

SHELL = "<title><!--shell:title--><!--/shell--></title><main><!--shell:main--><!--/shell--></main>"


@pytest.fixture
def host(thread):
    """What Ada Lovelace, who signs in as ada, wrote at the desk."""
    draft = forms.clean({"name": "Ada Lovelace", "body": "Welcome."}, [])
    return posting.store(thread, draft, tokens.read(tokens.issue(thread.pk), thread.pk), "", "", staff_author="ada")


def page(slug="follow-up"):
    return render.thread_page(SHELL, thread_view.page_of_thread(slug, 1))


def test_what_a_host_writes_is_published_at_once_with_a_badge(host, configure):
    configure(moderation="all")
    assert (host.status, host.decided_by, host.held) == (Status.ACCEPTED, "ada", [])
    assert page().count("data-host") == 1


@pytest.mark.parametrize(
    "name",
    ["Ada Lovelace", "ada lovelace", "Ada  Lovelace", "Аdа Lоvelace", "ＡＤＡ ＬＯＶＥＬＡＣＥ", "AdaLovelace",
     "Ada L0velace", "A-d-a Lovelace.", "Áda Lovelàce", "Ada Iovelace", "Ada\u200b Lovelace", "\u202eAda Lovelace",
     "Host", "Hоst", "The host", "Ada (Host)", "H0ST", "H-o-s-t", "Moderator", "ⓜoderator", "Mo, moderator"],
)  # fmt: skip
def test_no_reader_can_write_under_a_host_s_name_or_badge(host, post, read, name):
    response = post("I am the one.", name=name)
    assert response.status_code == 400
    shown = read(response)
    assert shown.find("input", id="field-name", aria_invalid="true") and "belongs to somebody" in shown.words
    assert shown.forms["comment-form"]["body"] == "I am the one."
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["", "Ada", "Lovelace", "Hostetler", "Ghost writer", "李明", "Ödön", "…", "Adam Lovelace"]
)
def test_other_names_are_free(host, post, name):
    assert post(f"Words of {name}.", name=name).status_code == 303


def test_before_a_host_has_written_nobody_s_name_is_taken(post):
    assert post(name="Ada Lovelace").status_code == 303


@pytest.mark.parametrize(
    "fields",
    [
        {"host": "ada"},
        {"staff_author": "ada"},
        {"by_host": "1", "data_host": ""},
        {"body": "<span class='badge' data-host>Host</span> **Host**"},
        {"name": "<b data-hos data-hosts>"},
        {"answer_advice": "<span data-host>Host</span>"},
    ],
)
def test_nothing_that_a_reader_sends_makes_a_badge(accepted, fields):
    accepted(**fields)
    assert not any("data-host" in attributes for _, attributes, _ in Page(page()).elements)
    assert Comment.objects.get().staff_author == ""


def test_a_badge_goes_with_the_comment_when_it_is_deleted(host, thread):
    write(Status.ACCEPTED, parent=host)
    Comment.objects.filter(pk=host.pk).update(status=Status.DELETED)
    assert "data-host" not in page()


def test_the_names_are_found_by_an_index(host, django_assert_num_queries):
    names = Comment.objects.exclude(staff_author="").order_by().values_list("name", flat=True).distinct()
    assert "names_of_hosts" in names.explain()
    assert Thread.objects.count() == 1
