"""What a moderator does with a whole discussion."""

import pytest

from service.record.models import Status, Thread
from tests.desk.asking import HOSTILE, page, words
from tests.factories import write


def press_pin(client, comment, pinned="yes"):
    return client.post(f"/moderate/{comment.pk}/pin/", {"pinned": pinned})


def test_a_press_pins_and_another_takes_it_off(desk, thread):
    comment = write(Status.ACCEPTED)
    assert "Pin to the top" in words(desk.get(f"/moderate/{comment.pk}/"))
    assert press_pin(desk, comment).headers["Location"] == f"/moderate/{comment.pk}/"
    assert Thread.objects.get().pinned == comment
    told = words(desk.get(f"/moderate/{comment.pk}/"))
    assert "Unpin" in told and "pinned by mo" in told
    press_pin(desk, comment, "no")
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
    assert desk.post(f"/moderate/{number}/pin/", {"pinned": "yes"}).status_code == 404


def test_only_a_moderator_pins_and_never_by_a_link(client, desk, thread):
    comment = write(Status.ACCEPTED)
    assert press_pin(client, comment).headers["Location"].startswith("/moderate/login/")
    assert desk.get(f"/moderate/{comment.pk}/pin/").status_code == 405
    assert Thread.objects.get().pinned is None


# --- closing ---


def press_close(client, slug="follow-up", **fields):
    return client.post(f"/moderate/threads/{slug}/", fields)


def test_a_press_closes_the_discussion_and_another_opens_it(desk, thread):
    comment = write(Status.ACCEPTED)
    response = press_close(desk, reason=" Enough said. ", comment=comment.pk)
    assert (response.status_code, response.headers["Location"]) == (303, f"/moderate/{comment.pk}/")
    assert Thread.objects.get().reason_closed == "Enough said."
    told = words(desk.get(f"/moderate/{comment.pk}/"))
    assert "It takes no comments: Enough said. Closed by mo." in told and "Open it again" in told
    press_close(desk, open="1")
    assert Thread.objects.get().reason_closed == ""


def test_without_a_reason_there_is_a_plain_one(desk, thread):
    assert press_close(desk).headers["Location"] == "/moderate/"
    assert Thread.objects.get().reason_closed == "The discussion is over."


def test_a_long_or_hostile_reason_is_kept_as_it_can_be_and_escaped(desk, thread):
    comment = write(Status.ACCEPTED)
    press_close(desk, reason=HOSTILE + "\0" + "a" * 900)
    assert (
        len(Thread.objects.get().moderator_closed_reason) == 500
        and "\0" not in Thread.objects.get().moderator_closed_reason
    )
    assert "<script>alert" not in desk.get(f"/moderate/{comment.pk}/").content.decode()


def test_what_the_author_closed_a_moderator_cannot_open(desk, thread):
    Thread.objects.update(author_closed_reason="We moved.")
    told = words(desk.get(f"/moderate/{write(Status.ACCEPTED).pk}/"))
    assert "only its author can change that" in told and "Open it again" not in told


def test_only_a_moderator_closes_and_only_what_is_there(client, desk, thread):
    assert press_close(client).headers["Location"].startswith("/moderate/login/")
    assert desk.get("/moderate/threads/follow-up/").status_code == 405
    assert press_close(desk, "unknown").status_code == 404
    assert Thread.objects.get().reason_closed == ""
