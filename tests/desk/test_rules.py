"""Blocks and the list of words, as moderators set them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from service.record.models import Block
from service.rules import blocklist
from tests.desk.asking import HOSTILE, page
from tests.desk.asking import words as told_by
from tests.factories import write

RULES = "/moderate/rules/"


def block(client, comment, kind="reader", days="7"):
    return client.post(f"/moderate/{comment.pk}/block/", {"kind": kind, "days": days})


def test_a_browser_is_blocked_until_a_day_by_somebody(desk, thread):
    comment = write(browser_id="r", address_hash="s")
    response = block(desk, comment)
    assert (response.status_code, response.headers["Location"]) == (303, f"{RULES}?blocked=1#blocks")
    row = Block.objects.get()
    assert (row.browser_id, row.address_hash, row.by, row.comment) == ("r", "", "mo", comment)
    assert row.until == timezone.now() + timedelta(days=7)
    told = told_by(desk.get(response.headers["Location"].partition("#")[0]))
    assert f"The browser of comment {comment.pk}, until 8 Sep 2026, 12:00 UTC; set by mo" in told


def test_a_block_of_an_address_ends_at_midnight_and_says_so(desk, thread):
    comment = write(browser_id="r", address_hash="s")
    assert "a block of it ends there" in told_by(desk.get(f"/moderate/{comment.pk}/"))
    block(desk, comment, "source", "365")
    assert f"{Block.objects.get().until:%Y-%m-%d %H:%M}" == "2026-09-02 00:00"


def test_yesterday_s_address_is_not_offered(desk, thread):
    comment = write(browser_id="r", address_hash="s", created=timezone.now() - timedelta(days=1))
    kinds = [button["value"] for button in page(desk.get(f"/moderate/{comment.pk}/")).find("button", name="kind")]
    assert kinds == ["reader"]


def test_blocking_again_changes_the_end_of_the_block_there_is(desk, thread):
    comment = write(browser_id="r")
    block(desk, comment, days="7")
    block(desk, comment, days="1")
    assert Block.objects.get().until == timezone.now() + timedelta(days=1)


def test_a_block_ends_by_hand_and_by_itself(desk, thread, clock):
    first, second = write(browser_id="r"), write(browser_id="q")
    block(desk, first, days="1")
    block(desk, second)
    clock.move(days=2)
    assert f"comment {first.pk}," not in told_by(desk.get(RULES))
    row = Block.objects.get(browser_id="q")
    assert desk.post(f"{RULES}blocks/{row.pk}/end/").status_code == 303
    assert "Nobody is blocked" in told_by(desk.get(RULES))
    assert desk.post(f"{RULES}blocks/{row.pk}/end/").status_code == 303


@pytest.mark.parametrize(
    ("kind", "days"), [("reader", "2"), ("name", "7"), ("", ""), ("source", "7"), ("reader", "-1")]
)
def test_a_block_of_nothing_is_not_found(desk, thread, kind, days):
    assert block(desk, write(browser_id="r"), kind, days).status_code == 404
    assert not Block.objects.exists()


def test_a_stranger_sets_nothing(client, thread):
    comment = write(browser_id="r")
    for address in (f"/moderate/{comment.pk}/block/", f"{RULES}words/", f"{RULES}blocks/1/end/"):
        assert client.post(address, {"kind": "reader", "days": "7", "words": "gold"}).status_code == 302
        assert client.get(address).status_code in (302, 405)
    assert not Block.objects.exists() and blocklist.current().text == ""


# --- the list of words ---


def save(client, lines, was=""):
    return client.post(f"{RULES}words/", {"words": lines, "was": was})


def test_the_list_is_saved_and_shown_with_who_and_when(desk):
    assert save(desk, "casino\r\n\r\nfree  money\r\n").status_code == 303
    assert blocklist.current().text == "casino\nfree money"
    told = told_by(desk.get(RULES))
    assert "casino free money" in told and "Last saved by mo, 1 Sep 2026, 12:00 UTC" in told
    assert save(desk, "", "casino\r\nfree money").status_code == 303
    assert blocklist.current().text == ""


def test_a_line_that_cannot_be_used_is_told_and_the_list_is_kept_in_the_form(desk):
    response = save(desk, "gold\n***")
    assert response.status_code == 400 and "no letter and no digit" in told_by(response)
    (field,) = page(response).find("textarea", aria_invalid="true")
    assert "error-words" in field["aria-describedby"].split() and "gold ***" in told_by(response)
    assert blocklist.current().text == ""


def test_whoever_comes_second_sees_both_lists(desk):
    save(desk, "casino")
    response = save(desk, "poker")
    told = told_by(response)
    assert response.status_code == 409 and "mo has changed the list" in told
    assert "casino" in told and "poker" in told and blocklist.current().text == "casino"


def test_a_hostile_list_is_text(desk):
    save(desk, HOSTILE)
    shown = page(desk.get(RULES))
    assert not shown.find("img") and "<img src=x" in shown.words
