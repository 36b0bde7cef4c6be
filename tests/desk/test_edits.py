"""A moderator changes a comment's words: one form checks them, the record keeps what they were."""

import pytest

from service.decisions import editing, moderation
from service.record.models import Decision
from tests.desk.asking import HOSTILE, page, words
from tests.factories import write


def save(client, comment, was=None, **fields):
    fields = {"name": comment.name, "body": comment.body} | fields
    was = editing.fingerprint(comment) if was is None else was
    return client.post(f"/moderate/{comment.pk}/edit/", fields | {"was": was})


def test_the_form_shows_what_is_there_and_its_state(desk, thread):
    comment = write(name="Ada", body="Line one.\n\n  Line two.")
    shown = page(desk.get(f"/moderate/{comment.pk}/edit/"))
    assert shown.find("input", id="field-name")[0]["value"] == "Ada"
    assert shown.find("input", name="was")[0]["value"] == editing.fingerprint(comment)
    assert "\n\n  Line two." in shown.words


@pytest.mark.parametrize("status", ["pending", "accepted", "rejected", "deleted"])
def test_an_edit_changes_words_and_nothing_else(desk, thread, status):
    comment = write(status, name="Ada", body="Call me: 555 0100.", email="ada@example.org")
    response = save(desk, comment, name="Ada L.", body="Call me.")
    assert (response.status_code, response.headers["Location"]) == (303, f"/moderate/{comment.pk}/")
    before = comment.decided_by
    comment.refresh_from_db()
    assert (comment.name, comment.body, comment.status) == ("Ada L.", "Call me.", status)
    assert (comment.email, comment.decided_by) == ("ada@example.org", before)


def test_the_record_keeps_who_when_and_what_it_said_before(desk, thread):
    comment = write(name="Ada", body="Call me: 555 0100.")
    save(desk, comment, body="Call me.")
    told = words(desk.get(f"/moderate/{comment.pk}/"))
    assert "Edited by mo, 1 Sep 2026, 12:00 UTC" in told and "edited by mo" in told and "Call me: 555 0100." in told


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"body": ""}, "body"),
        ({"body": "a\0b"}, "body"),
        ({"body": "a" * 8001}, "body"),
        ({"name": "a" * 81}, "name"),
        ({"body": "> " * 20}, "body"),
    ],
)
def test_what_a_reader_may_not_send_a_moderator_may_not_either(desk, thread, fields, field):
    comment = write(body="Fine words.")
    response = save(desk, comment, **fields)
    assert response.status_code == 400 and page(response).find("div", role="alert")
    (wrong,) = page(response).find(aria_invalid="true")
    assert wrong["id"] == f"field-{field}" and wrong["aria-describedby"] == f"error-{field}"
    comment.refresh_from_db()
    assert comment.body == "Fine words." and not Decision.objects.exists()


def test_whoever_comes_second_sees_both_and_loses_nothing(desk, thread):
    comment = write(body="One.")
    was = editing.fingerprint(comment)
    save(desk, comment, body="Two.")
    response = save(desk, comment, was=was, body="Three.")
    told = words(response)
    assert response.status_code == 409
    assert "mo has changed this comment at 2026-09-01 12:00 UTC" in told and "Two." in told and "Three." in told
    comment.refresh_from_db()
    assert comment.body == "Two."
    again = page(response).find("input", name="was")[0]["value"]
    assert save(desk, comment, was=again, body="Three.").status_code == 303


def test_an_edit_and_a_decision_do_not_hinder_one_another(desk, thread):
    comment = write(body="One.")
    moderation.decide("approve", comment.pk, "Ann")
    assert save(desk, comment, body="Two.").status_code == 303


def test_hostile_words_are_shown_as_words(desk, thread):
    comment = write(name=HOSTILE[:80], body=HOSTILE)
    save(desk, comment, body="Tamed.")
    for address in ("", "edit/"):
        shown = page(desk.get(f"/moderate/{comment.pk}/{address}"))
        assert not shown.find("img") and "<script>alert(1)" in str(shown.words) + str(shown.elements)
