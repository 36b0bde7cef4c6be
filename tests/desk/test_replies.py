"""A moderator answers readers: at once, with a badge, and once."""

import pytest

from service.record.models import Comment, Status
from tests.desk.asking import HOSTILE, page, words
from tests.factories import write


@pytest.fixture
def asked(thread):
    return write(Status.ACCEPTED, name="Mara", body="How long should I wait?")


def send(desk, asked, **fields):
    address = f"/moderate/write/follow-up/?parent={asked.pk}"
    shown = desk.get(address)
    tokens = {one["name"]: one["value"] for one in page(shown).find("input", type="hidden") if one["name"] != "back"}
    return desk.post("/moderate/write/follow-up/", tokens | {"name": "Ada", "body": "A week."} | fields)


def test_a_reply_stands_below_what_it_answers_at_once(desk, asked, configure):
    configure(moderation="all")
    response = send(desk, asked)
    reply = Comment.objects.get(staff_author="mo")
    assert (response.status_code, response.headers["Location"]) == (303, f"/follow-up/?c={reply.pk}#comment-{reply.pk}")
    assert (reply.parent_id, reply.name, reply.status, reply.decided_by) == (asked.pk, "Ada", Status.ACCEPTED, "mo")


def test_a_comment_of_one_s_own_begins_a_thread(desk, asked):
    token = page(desk.get("/moderate/write/follow-up/")).find("input", name="token")[0]["value"]
    response = desk.post("/moderate/write/follow-up/", {"name": "Ada", "body": "Welcome.", "token": token})
    assert response.status_code == 303
    assert Comment.objects.get(staff_author="mo").number == 2


def test_the_form_shows_what_is_answered_and_the_name_used_before(desk, asked):
    shown = page(desk.get(f"/moderate/write/follow-up/?parent={asked.pk}"))
    assert "How long should I wait?" in shown.words
    assert shown.find("input", id="field-name")[0]["value"] == "mo"
    send(desk, asked, name="Ada from Afterword")
    again = page(desk.get("/moderate/write/follow-up/"))
    assert again.find("input", id="field-name")[0]["value"] == "Ada from Afterword"


def test_a_press_too_many_publishes_nothing_twice(desk, asked):
    token = page(desk.get("/moderate/write/follow-up/")).find("input", name="token")[0]["value"]
    fields = {"name": "Ada", "body": "Welcome.", "token": token}
    first, second = (desk.post("/moderate/write/follow-up/", fields) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Comment.objects.filter(staff_author="mo").count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"name": ""}, "name"), ({"name": "\u200b"}, "name"), ({"body": " "}, "body"), ({"body": "a" * 8001}, "body"),
     ({"name": "a" * 81}, "name"), ({"token": "forged"}, None), ({"parent": "999"}, None), ({"parent": "x"}, None)],
)  # fmt: skip
def test_what_is_wrong_is_told_and_nothing_is_lost(desk, asked, fields, field):
    response = send(desk, asked, **fields)
    shown = page(response)
    assert response.status_code == 400 and shown.find("div", role="alert")
    if field:
        (wrong,) = shown.find(aria_invalid="true")
        assert wrong["id"] == f"field-{field}" and wrong["aria-describedby"] == f"error-{field}"
    if "body" not in fields:
        assert "A week." in shown.words
    assert not Comment.objects.filter(staff_author="mo").exists()


def test_what_was_typed_is_escaped(desk, asked):
    told = send(desk, asked, name=HOSTILE, body="").content.decode()
    assert "<script>alert" not in told and "&lt;script&gt;" in told


def test_only_who_is_signed_in_can_write(client, asked):
    for answer in (client.get("/moderate/write/follow-up/"), send(client, asked)):
        assert answer.status_code == 302 and answer.headers["Location"].startswith("/moderate/login/")
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("address", ["/moderate/write/unknown/", "/moderate/write/gone/"])
def test_a_thread_that_is_not_there_is_not_found(desk, asked, address):
    assert desk.get(address).status_code == 404


def test_the_desk_leads_there(desk, asked):
    write(body="Waiting.")
    assert f'href="/moderate/write/follow-up/?parent={asked.pk}"' in desk.get(f"/moderate/{asked.pk}/").content.decode()
    assert f"parent={asked.pk}" in desk.get("/moderate/?status=accepted").content.decode()
    assert 'href="/moderate/write/follow-up/"' in desk.get("/moderate/").content.decode()
    assert "Reply as a host" in words(desk.get(f"/moderate/{asked.pk}/"))
