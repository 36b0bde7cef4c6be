"""Bytes that are no text, asked of the real service over HTTP."""

import pytest

from tests.hostile.sending import post, rows, store, token

FIELDS = ["body", "name", "email", "parent", "topic", "token", "answer-how-soon", "answer-how-soon-unit"]
FIELDS += ["answer-response", "answer-letters", "answer-advice", "answer-none"]
NO_TEXT = {
    "a lone surrogate": b"%ED%A0%80",
    "a pair of surrogates": b"%ED%A0%BD%ED%B1%8D",
    "an overlong slash": b"%C0%AF",
    "an overlong NUL": b"%C0%80",
    "a byte alone": b"%FF",
    "a raw byte alone": b"\xe9",
    "more than Unicode has": b"%F4%90%80%80",
    "a sign cut short": b"%F0%9F%91",
}


def count(site):
    return len(rows(site))


@pytest.mark.parametrize("value", NO_TEXT.values(), ids=NO_TEXT)
@pytest.mark.parametrize("field", [*FIELDS, "preview", "other"])
def test_what_is_not_utf_8_is_a_400_in_every_field_and_the_words_are_kept(site, field, value):
    before = count(site)
    answer = post(site, {"body": "My words.", "token": token(site)} | {field: value})
    assert answer.status == 400
    assert answer.page.title.startswith("Not posted: ")
    if field != "body":
        assert answer.kept["body"] == "My words."
    assert count(site) == before


@pytest.mark.parametrize("field", [field for field in FIELDS if field != "topic"])
def test_a_nul_is_a_400_in_every_field_and_the_words_are_kept(site, field):
    before = count(site)
    answer = post(site, {"body": "My words.", "token": token(site)} | {field: "a\0b"})
    assert answer.status == 400
    assert "\0" not in answer.text
    if field != "body":
        assert answer.kept["body"] == "My words."
    assert count(site) == before


def test_no_page_ever_writes_a_nul_or_a_control_back(site):
    answer = post(site, {"body": "My words.", "topic": "a\0\x1b[2Jb", "answer-none": "\x1f"})
    assert answer.status == 200
    assert not set("\0\x1b\x1f") & set(answer.text)
    assert store(site, **answer.confirm).status == 303
