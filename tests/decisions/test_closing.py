"""A discussion that takes no more comments says why, and keeps what was said."""

from datetime import date

import pytest

from service.decisions import closing
from service.record.models import Status, Thread, ThreadPage
from tests.factories import write

OVER = "They were open until 1 September 2026."


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, ""),
        ({"closes_on": date(2026, 9, 2)}, ""),
        ({"closes_on": date(2026, 9, 1)}, ""),  # today is the last day
        ({"closes_on": date(2026, 8, 31)}, "They were open until 31 August 2026."),
        ({"moderator_closed_reason": "Enough."}, "Enough."),
        (
            {"author_closed_reason": "We moved.", "moderator_closed_reason": "Enough.", "closes_on": date(2026, 8, 31)},
            "We moved.",
        ),
    ],
)
def test_why_it_is_closed(db, fields, reason):
    assert Thread(slug="a", **fields).reason_closed == reason


def test_from_the_day_after_its_last_one_a_comment_is_a_403_with_the_text_kept(thread, post, read, clock, token):
    Thread.objects.update(closes_on=clock().date())
    assert post("In time.").status_code == 303
    late = token()
    clock.move(days=1)
    response = post("Too late.", token=late)
    assert response.status_code == 403
    assert OVER in read(response).words and "Too late." in read(response).words


def test_what_is_due_is_noted_once_for_each_of_its_pages(thread, clock):
    write(Status.ACCEPTED)
    Thread.objects.update(closes_on=clock().date())
    before = dict(ThreadPage.objects.values_list("number", "version"))
    closing.close_due()
    assert dict(ThreadPage.objects.values_list("number", "version")) == before
    clock.move(days=1)
    closing.close_due()
    closing.close_due()
    assert dict(ThreadPage.objects.values_list("number", "version")) == {
        number: version + 1 for number, version in before.items()
    }


def test_a_later_last_day_opens_it_again_and_it_is_noted_anew_when_that_has_passed(thread, clock):
    Thread.objects.update(closes_on=clock().date())
    clock.move(days=1)
    closing.close_due()
    Thread.objects.update(closes_on=clock().date())
    closing.open_extended()
    assert Thread.objects.get().reason_closed == "" and not Thread.objects.get().closing_noted
    clock.move(days=1)
    closing.close_due()
    assert Thread.objects.get().closing_noted and ThreadPage.objects.get().version == 2


def test_a_moderator_closes_it_and_opens_it_again(thread, client, token):
    closing.close("follow-up", "Enough.", "mo")
    assert (Thread.objects.get().reason_closed, Thread.objects.get().closed_by) == ("Enough.", "mo")
    assert client.get("/comments/follow-up/token/").status_code == 403
    closing.close("follow-up", "", "mo")
    assert (Thread.objects.get().reason_closed, Thread.objects.get().closed_by) == ("", "")
    assert client.get("/comments/follow-up/token/").status_code == 200


def test_closing_what_is_closed_for_the_same_reason_changes_nothing(thread):
    closing.close("follow-up", "Enough.", "mo")
    closing.close("follow-up", "Enough.", "Ann")
    assert Thread.objects.get().closed_by == "mo" and ThreadPage.objects.get().version == 1


def test_an_unknown_thread_is_an_error(db):
    with pytest.raises(Thread.DoesNotExist):
        closing.close("unknown", "Enough.", "mo")
