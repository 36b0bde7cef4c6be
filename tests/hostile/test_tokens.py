"""Sent twice, too late, changed or while the store is busy: one comment at most, and no word lost."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from django.core import signing

from tests.hostile.conftest import SECRET
from tests.hostile.sending import post, rows, store, token
from tests.serving.asking import get

_NUMBERS = count(1)


@pytest.fixture
def body():
    """Words that no other test writes."""
    return f"Letter number {next(_NUMBERS)} of this kind."


def stored(site, body):
    return rows(site, "SELECT * FROM discussion_comment WHERE body = ?", body)


def made(**changed):
    """A token as the service makes them, but for what is changed."""
    content = {"slug": "follow-up", "nonce": f"nonce-{next(_NUMBERS)}", "issued": time.time()} | changed
    return signing.Signer(key=SECRET, salt="afterword.comment.post").sign_object(content)


def test_a_double_click_stores_one_comment_and_both_lead_to_it(site, body):
    used = token(site)
    with ThreadPoolExecutor(8) as clicks:
        answers = list(clicks.map(lambda _: store(site, body=body, token=used), range(8)))
    assert {answer.status for answer in answers} == {303}
    assert len({answer.headers["location"] for answer in answers}) == len(stored(site, body)) == 1


def test_another_text_with_a_used_token_is_a_409_that_one_more_press_posts(site, body):
    used = token(site)
    store(site, body=body, token=used)
    answer = store(site, body=f"{body} And more.", token=used)
    assert (answer.status, answer.kept["body"]) == (409, f"{body} And more.")
    assert post(site, answer.confirm).status == 303
    assert len(stored(site, f"{body} And more.")) == 1


A_DAY = 24 * 3600
WRONG = {
    "no token at all": lambda: "words",
    "cut short": lambda: made()[:-1],
    "a letter more": lambda: f"{made()}a",
    "other letters in front": lambda: f"x{made()}",
    "of another thread": lambda: made(slug="thank-you"),
    "of another spelling": lambda: made(slug="Follow-Up"),
    "of yesterday": lambda: made(issued=time.time() - A_DAY - 60),
    "of tomorrow": lambda: made(issued=time.time() + A_DAY),
    "six minutes ahead": lambda: made(issued=time.time() + 360),
    "for another purpose": lambda: signing.Signer(key=SECRET, salt="afterword.reader").sign_object({"slug": "a"}),
    "of another secret": lambda: signing.Signer(key="a", salt="afterword.comment.post").sign_object({"slug": "a"}),
    "two of them": lambda: f"{made()} {made()}",
    "very long": lambda: "a" * 100_000,
}


@pytest.mark.parametrize("make", WRONG.values(), ids=WRONG)
def test_a_wrong_token_is_a_400_with_the_words_and_a_fresh_one(site, body, make):
    answer = store(site, body=body, token=make())
    assert (answer.status, answer.kept["body"], stored(site, body)) == (400, body, [])
    assert post(site, answer.confirm).status == 303
    assert len(stored(site, body)) == 1


@pytest.mark.parametrize("bit", range(8))
def test_a_token_with_one_bit_turned_is_worth_nothing(site, body, bit):
    good = made().encode()
    for place in (3, len(good) // 2, len(good) - 4):
        turned = good[:place] + bytes([good[place] ^ 1 << bit]) + good[place + 1 :]
        sent = turned.replace(b"%", b"%25").replace(b"&", b"%26").replace(b"+", b"%2B")
        assert post(site, {"body": body, "token": sent}).status in (400, 200)  # 200: a sign that ends the field
    assert stored(site, body) == []


@pytest.mark.parametrize("minutes", [-23 * 60, 4])
def test_clocks_may_differ_by_minutes_and_a_page_stay_open_for_a_day(site, body, minutes):
    assert store(site, body=body, token=made(issued=time.time() + 60 * minutes)).status == 303


def test_while_another_writes_it_is_a_503_with_the_words_and_then_one_press_stores_them_once(site, body):
    used = token(site)
    lock = sqlite3.connect(site.data / "afterword.sqlite3", isolation_level=None)
    try:
        lock.execute("BEGIN IMMEDIATE")
        with ThreadPoolExecutor(1) as writer:
            waiting = writer.submit(store, site, body=body, token=used, name="Ann")
            assert get(site.port, "/thank-you/").status == 200
            answer = waiting.result()
    finally:
        lock.close()
    assert answer.status == 503 and int(answer.headers["retry-after"]) > 0
    assert (answer.kept["body"], answer.kept["name"]) == (body, "Ann")
    assert answer.confirm["token"] == used and stored(site, body) == []
    assert {post(site, answer.confirm).status for _ in range(2)} == {303}
    assert len(stored(site, body)) == 1


def test_while_nobody_can_read_it_pages_are_served_and_the_words_are_kept(site, body):
    used = token(site)
    lock = sqlite3.connect(site.data / "afterword.sqlite3", isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        with ThreadPoolExecutor(8) as writers:
            waiting = [writers.submit(store, site, body=body, token=used) for _ in range(8)]
            assert get(site.port, "/thank-you/").status == 200
            answers = [one.result() for one in waiting]
    finally:
        lock.close()
    for answer in answers:
        assert (answer.status, answer.kept["body"]) == (503, body)
        assert int(answer.headers["retry-after"]) > 0
