"""Names, addresses and all that has one line."""

import pytest

from tests.hostile.sending import latest, post, store

BLANK = {
    "white space of every kind": " \t\r\n\u00a0\u2003\u3000\u2028",
    "zero-width characters": "\u200b\u200c\u200d\u2060\ufeff",
    "marks of direction": "\u202a\u202e\u2066\u2069\u200e\u061c",
    "a soft hyphen": "\u00ad",
    "tags": "\U000e0041\U000e007f",
}


@pytest.mark.parametrize("body", BLANK.values(), ids=BLANK)
def test_nothing_to_see_is_no_comment(site, body):
    answer = store(site, body=body)
    assert (answer.status, "Please write a few words first." in answer.page.words) == (400, True)


PILED = {
    "on a letter": "Z" + "\u0301\u0316" * 250,
    "on many": ("a" + "\u0335" * 11) * 100,
    "around": "a" + "\u20dd" * 11,
}


@pytest.mark.parametrize("field", ["body", "name", "answer-advice"])
@pytest.mark.parametrize("piled", PILED.values(), ids=PILED)
def test_accents_piled_on_a_letter_are_refused(site, piled, field):
    answer = store(site, **{field: piled})
    assert answer.status == 400
    assert [one["name"] for one in answer.page.find(aria_invalid="true")] == [field]


TURNING = [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))]


@pytest.mark.parametrize("turn", TURNING, ids=lambda turn: f"U+{ord(turn):04X}")
def test_a_name_turns_nothing_round(site, turn):
    assert store(site, name=f"{turn}Ann{turn}moc.live{turn}", body=f"Turned {ord(turn)}.").status == 303
    assert latest(site)["name"] == "Annmoc.live"


def test_a_name_and_an_answer_stand_apart_from_the_text_around_them(site):
    shown = post(site, {"body": "\u202eMy words.", "name": "אבג\u200f", "answer-advice": "\u202eturned"}).page
    above = {tag: path for tag, _, path in shown.elements}
    assert "bdi" in above
    places = [path[-1] for tag, _, path in shown.elements if tag == "bdi"]
    assert places.count("b") == 2  # the name and the answer's value
    assert shown.find("div", dir="auto", class_="comment__text")


HEADERS = ["Ann\r\nBcc: b@example.org", "Ann\nBcc: b@example.org", "Ann\rBcc: b@example.org", "Ann\u2028Bcc: b@c.org"]
HEADERS += ["Ann\x0bBcc", "Ann\x85Bcc", "Ann\u2029Bcc"]


@pytest.mark.parametrize("field", ["name", "email", "answer-advice"])
@pytest.mark.parametrize("value", HEADERS, ids=ascii)
def test_no_field_of_one_line_carries_a_line_break(site, field, value):
    value = value.replace("Ann", "ann@example.org") if field == "email" else value
    answer = store(site, **{field: value})
    assert answer.status == 400
    assert [one["name"] for one in answer.page.find(aria_invalid="true")] == [field]


EMAILS = {
    "a@b": 400,
    "ann": 400,
    "ann@": 400,
    "@example.org": 400,
    "ann@example.org, bea@example.org": 400,
    "ann@example.org;bea@example.org": 400,
    "Ann <ann@example.org>": 400,
    "ann@-example.org": 400,
    "ann@exa mple.org": 400,
    "ann@[127.0.0.1": 400,
    "a" * 243 + "@example.org": 400,  # 255
    "%@example.org": 303,
    "a_%b@example.org": 303,
    '"a(b"@example.org': 303,
    "ann+tag@example.org": 303,
    "ann@例え.jp": 303,
    "ann@xn--r8jz45g.jp": 303,
    "a" * 242 + "@example.org": 303,  # 254
}


@pytest.mark.parametrize(("email", "status"), EMAILS.items(), ids=lambda case: str(case)[:30])
def test_an_address_is_one_address_or_refused(site, email, status):
    answer = store(site, email=email, body=f"From {email[:60]}.")
    assert answer.status == status
    if status == 303:
        assert latest(site)["email"] == email
    else:
        assert answer.kept["email"] == email
