"""How long a text may be, and which answer a question takes."""

import unicodedata

import pytest

from tests.hostile.sending import latest, post, rows, store

LONG = {
    "8,000 letters": ("a" * 8000, 8000),
    "8,000 emoji of four bytes": ("👍" * 8000, 8000),
    "16,000 that are 8,000 in NFC": ("e\u0301" * 8000, 8000),
    "8,000 with line breaks of two": ("ab\r\n" * 2666 + "ab", 8000),
    "2,666 that NFC makes three of each": ("\ufb2c" * 2666, 7998),  # its own parts are excluded from composition
}


@pytest.mark.parametrize(("body", "length"), LONG.values(), ids=LONG)
def test_a_body_at_the_limit_is_stored_whole(site, body, length):
    assert store(site, body=body).status == 303
    stored = latest(site)["body"]
    assert len(stored) == length
    assert stored == unicodedata.normalize("NFC", body.replace("\r\n", "\n"))


TOO_LONG = {
    "8,001 letters": "a" * 8001,
    "8,001 emoji": "👍" * 8001,
    "what grows past it in NFC": "\ufb2c" * 2667,
    "4,001 that NFC makes two of each": "\u0958" * 4001,
}


@pytest.mark.parametrize("body", TOO_LONG.values(), ids=TOO_LONG)
def test_a_body_is_counted_once_after_nfc(site, body):
    answer = store(site, body=body)
    assert (answer.status, "8,000 is the most" in answer.page.words) == (400, True)
    assert answer.kept["body"] == unicodedata.normalize("NFC", body)


def test_a_name_is_counted_after_nfc_too(site):
    assert store(site, name="\u0958" * 40).status == 303
    assert store(site, name="\u0958" * 41).status == 400


FIELDS = ["name", "email", "parent", "topic", "token", "preview", "answer-how-soon", "answer-how-soon-unit"]
TWICE = [f"body=My+words.&{name}=1&{name}=2".encode() for name in FIELDS]
TWICE += [b"body=My+words.&body=More.", b"body=My+words.&body=My+words.", b"body=My+words.&answer-x=1&answer-x=1"]


@pytest.mark.parametrize("raw", TWICE, ids=lambda raw: raw.decode().partition("&")[2])
def test_a_known_field_given_twice_is_a_400_and_never_the_last_wins(site, raw):
    answer = post(site, raw)
    assert (answer.status, answer.kept["body"]) == (400, "My words.")


ODD_NUMBERS = ["NaN", "nan", "inf", "-inf", "Infinity", "1e309", "1e3", "0x10", "1_000", "٣", "１", "-1", "-0", "365.1"]
ODD_NUMBERS += ["366", "1..2", ".", "-", "+1", "1 2", "1;2", "9" * 400, "three", "1\x1f"]
ANSWERS = {
    "answer-how-soon": ODD_NUMBERS,
    "answer-how-soon-unit": ["years", "Days", "day", "days ", "0", "hours\n"],
    "answer-response": ["Both", "an offer", "An offer ", "An offer | A kind no", "0", "An\u00a0offer"],
    "answer-letters": ["NaN", "1e309", "--1", "1-", "٣", "0x1", "9" * 16, "1.2.3", "\u22121"],
    "answer-advice": ["a" * 501, "a\nb", "a\tb"],
    "answer-salary": ["1"],
    "answer-": ["1"],
    "answer-response-unit": ["days"],
}
WRONG = [(name, value) for name, values in ANSWERS.items() for value in values]


@pytest.mark.parametrize(("name", "value"), WRONG, ids=lambda case: ascii(case)[:40])
def test_an_answer_that_the_question_does_not_take_is_a_400(site, name, value):
    before = len(rows(site))
    answer = store(site, **{"answer-how-soon": "1"} | {name: value})
    assert (answer.status, answer.kept["body"]) == (400, "My words.")
    assert len(rows(site)) == before


def test_an_answer_at_its_edge_is_kept_as_given(site):
    given = {"answer-how-soon": "365", "answer-how-soon-unit": "weeks", "answer-response": "A kind no"}
    assert store(site, body="On the edge.", **given, **{"answer-letters": "-3.25"}).status == 303
    kept = rows(site, "SELECT question, value, unit FROM discussion_answer WHERE comment_id = ?", latest(site)["id"])
    assert {row["question"]: (row["value"], row["unit"]) for row in kept} == {
        "how-soon": ("365", "weeks"),
        "response": ("A kind no", ""),
        "letters": ("-3.25", ""),
    }
