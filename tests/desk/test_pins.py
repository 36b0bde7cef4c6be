"""The desk's button that pins a comment."""

import pytest

from service.discussion.models import Status, Thread
from tests.desk.asking import page, words
from tests.discussion.conftest import write


def press_pin(client, comment, pinned="1"):
    return client.post(f"/moderate/{comment.pk}/pin/", {"pinned": pinned})


def test_a_press_pins_and_another_takes_it_off(desk, thread):
    comment = write(Status.ACCEPTED)
    assert "Pin to the top" in words(desk.get(f"/moderate/{comment.pk}/"))
    assert press_pin(desk, comment).headers["Location"] == f"/moderate/{comment.pk}/"
    assert Thread.objects.get().pinned == comment
    told = words(desk.get(f"/moderate/{comment.pk}/"))
    assert "Unpin" in told and "pinned by mo" in told
    press_pin(desk, comment, "0")
    assert Thread.objects.get().pinned is None
    assert "no longer pinned by mo" in words(desk.get(f"/moderate/{comment.pk}/"))


def test_whose_place_a_pin_takes_is_said_before(desk, thread):
    first, second = write(Status.ACCEPTED), write(Status.ACCEPTED)
    press_pin(desk, first)
    assert page(desk.get(f"/moderate/{second.pk}/")).find("a", href=f"/moderate/{first.pk}/")


def test_only_a_top_level_comment_that_readers_see_has_the_button(desk, thread):
    parent = write(Status.ACCEPTED)
    for comment in (write(Status.ACCEPTED, parent=parent), write(), write(Status.REJECTED)):
        assert "Pin to the top" not in words(desk.get(f"/moderate/{comment.pk}/"))
        assert press_pin(desk, comment).status_code == 404


@pytest.mark.parametrize("number", [999, 10**30])
def test_an_unknown_comment_is_not_found(desk, thread, number):
    assert desk.post(f"/moderate/{number}/pin/", {"pinned": "1"}).status_code == 404


def test_only_a_moderator_pins_and_never_by_a_link(client, desk, thread):
    comment = write(Status.ACCEPTED)
    assert press_pin(client, comment).headers["Location"].startswith("/moderate/login/")
    assert desk.get(f"/moderate/{comment.pk}/pin/").status_code == 405
    assert Thread.objects.get().pinned is None
