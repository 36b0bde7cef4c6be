"""Texts that are made to be slow, deep or many, and addresses that are made to mislead."""

import pytest

from tests.hostile.sending import latest, post, store

DEEP = {
    "100,000 quotes": b">" * 100_000,
    "quotes up to the limit": ">" * 8000,
    "brackets": "[" * 8000,
    "pictures": "![ " * 2600,
    "numbered lists": "1. " * 2600,
    "lists": "- " * 3999 + "a",
    "quotes and lists": "> - 1. " * 1100,
}
SHALLOW = {
    "emphasis that never ends": "*a **a " * 1100,
    "stars": "*" * 8000,
    "underscores": "_a" * 4000,
    "backticks": "`" * 4000 + "a" + "``" * 1900,
    "brackets that close": "[a](" * 2000,
    "angles": "<" * 8000,
    "lists drawn by indents": "\n".join("  " * depth + "- a" for depth in range(86)),
    "quotes of nothing": "> \n" * 2600,
    "folders": "C:\\*" * 2000,
    "quotes line by line": "\n".join("> " * (depth % 10) + "a" for depth in range(700)),
    "backslashes": "\\" * 8000,
    "ampersands": "&" * 8000,
    "addresses in brackets": "http://a.b/" + "(" * 7900,
    "tildes": "~" * 8000,
    "fences that never close": "~~~a\n" * 1600,
    "a line drawn with marks": "- " * 4000,
    "stars beside letters": "谢**「a」**" * 1000,
    "addresses that open": "https://a(" * 800,
    "items": "1. a\n" * 1600,
}


@pytest.mark.parametrize("body", DEEP.values(), ids=DEEP)
def test_what_is_nested_too_deep_is_refused_in_words(site, body):
    answer = store(site, body=body)
    assert answer.status == 400
    assert answer.kept["body"] == (body.decode() if isinstance(body, bytes) else body)


@pytest.mark.parametrize("body", SHALLOW.values(), ids=SHALLOW)
def test_what_only_looks_deep_is_shown_and_shallow(site, body):
    shown = post(site, {"body": body})
    assert shown.status == 200
    assert max(len(path) for _, _, path in shown.page.elements) < 50
    assert len(shown.text) < 12 * 8000 * 3  # the words stand in it three times, each letter five at most


BOMBS = {
    "10,000 links": "http://a.b " * 720,
    "links in brackets": "[a](http://b.c)" * 530,
    "pointed links": "<http://a.b>" * 660,
}


@pytest.mark.parametrize("body", BOMBS.values(), ids=BOMBS)
def test_many_links_are_held_and_said_to_be_many(site, body):
    assert store(site, body=body).status == 303
    assert "links" in latest(site)["held"] and latest(site)["status"] == "pending"


TEXT_BOMBS = {
    "a table": "|" + "a|" * 100 + "\n|" + "-|" * 100 + "\n" + ("|" + "a|" * 100 + "\n") * 30,
    "references": "".join(f"[a{number}]: http://b.c/{number}\n" for number in range(200)) + "[a1] " * 300,
    "footnotes": "".join(f"[^{number}]: a\n" for number in range(300)) + "[^1]" * 300,
    "abbreviations": "".join(f"*[a{number}]: b\n" for number in range(400)) + "a1 " * 300,
}


@pytest.mark.parametrize("body", TEXT_BOMBS.values(), ids=TEXT_BOMBS)
def test_a_table_and_a_reference_are_text_and_multiply_nothing(site, body):
    shown = post(site, {"body": body})
    assert shown.status == 200
    assert not shown.page.find("table")
    assert len(shown.page.words) < 4 * len(body) + 10_000


SLOW = {
    "points in an address": ({"email": "a." * 10_000}, 400),
    "points before the host": ({"email": "a." * 120 + "@example.org"}, 400),
    "points in a host": ({"email": "a@" + "a." * 125}, 400),
    "hyphens in a host": ({"email": "a@" + "a-" * 120 + ".org"}, 400),
    "a quoted part that never ends": ({"email": '"' + '\\"' * 120 + "@a.org"}, 400),
    "a long query": ({"body": "http://a/?" + "a" * 7900}, 303),
    "points in a link": ({"body": "http://" + "a." * 3900}, 303),
    "colons in a link": ({"body": "http://" + ":" * 7900}, 303),
    "at signs in a link": ({"body": "[a](http://" + "@" * 7900 + ")"}, 303),
    "a name of links": ({"name": "a@" * 40}, 303),
    "brackets of an address that is none": ({"body": "http://[" * 900}, 303),
    "spaces": ({"body": "a" + " " * 7900 + "b"}, 303),
    "tabs before a mark": ({"body": "\t" * 7900 + ">"}, 303),
    "digits": ({"body": "9" * 7900 + "."}, 303),
    "a number of digits": ({"answer-letters": "1" * 100_000}, 400),
    "a number of points": ({"answer-how-soon": "." * 100_000}, 400),
}


@pytest.mark.parametrize(("fields", "status"), SLOW.values(), ids=SLOW)
def test_what_makes_a_pattern_slow_is_answered_like_anything_else(site, fields, status):
    assert store(site, **fields).status == status


LURES = {
    "script": "javascript:alert(1)",
    "in odd letters": "JaVaScRiPt:alert(1)",
    "with a tab": "java\tscript:alert(1)",
    "after a control": "\u0085javascript:alert(1)",
    "in entities": "&#106;avascript:alert(1)",
    "in entities with a name": "java&Tab;script:alert(1)",
    "percent signs": "javascript%3Aalert(1)",
    "data": "data:text/html,<script>alert(1)</script>",
    "Basic": "vbscript:msgbox(1)",
    "another file": "file:///etc/passwd",
    "a view of it": "view-source:javascript:alert(1)",
    "a blob": "blob:null/1",
    "no scheme": "//evil.example/",
    "backslashes": "\\\\evil.example",
    "slashes the wrong way": "https:\\\\evil.example",
    "one slash": "http:/evil.example",
    "a user before the host": "http://bank.example@evil.example",
    "a user and a word": "https://a:b@evil.example",
    "our own page": "/plan/",
    "our own form": "#comment-form",
    "a question alone": "?parent=1",
}


@pytest.mark.parametrize("lure", LURES.values(), ids=LURES)
def test_what_is_no_web_or_mail_address_is_never_a_link(site, lure):
    own = {"/follow-up/", "/comments/follow-up/", "#comment-form", "#field-body"}
    written = [lure, f"[a]({lure})", f"[a](<{lure}>)", f"<{lure}>", f"[a][b]\n\n[b]: {lure}", f'<a href="{lure}">a</a>']
    for body in written:
        shown = post(site, {"body": body, "name": lure.replace("\t", " ").replace("\x85", ""), "answer-advice": "a"})
        if shown.status == 400:  # a control, which no text has
            assert "\x85" in lure
            continue
        links = {link["href"] for link in shown.page.find("a")}
        assert links <= own, (body, links)
