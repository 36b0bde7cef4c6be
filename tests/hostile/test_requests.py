"""Requests as no browser sends them: packed, coded twice, of another kind, or to an address that is none."""

from urllib.parse import quote

import pytest

from tests.hostile.sending import CHUNKED, FORM, head, post, rows, token, until_the_end
from tests.serving.asking import get, raw

WORDS = b"body=My+words."


# --- how it is coded ---

CODED = {
    "packed": (["Content-Encoding: gzip"], 415),
    "packed with spaces": (["Content-Encoding:  gzip  "], 415),
    "packed twice": (["Content-Encoding: gzip, gzip"], 415),
    "packed, it says last": (["Content-Encoding: identity", "Content-Encoding: gzip"], 415),
    "packed, it says first": (["Content-Encoding: gzip", "Content-Encoding: identity"], 415),
    "in an unknown way": (["Content-Encoding: words"], 415),
    "in no way": (["Content-Encoding: Identity"], 200),
}


@pytest.mark.parametrize(("headers", "status"), CODED.values(), ids=CODED)
def test_a_packed_form_is_refused_and_never_unpacked(site, headers, status):
    assert post(site, WORDS, *headers).status == status


FRAMED = {
    "packed, in chunks": ["Transfer-Encoding: gzip, chunked"],
    "in chunks twice": [CHUNKED, CHUNKED],
    "in chunks, then not": ["Transfer-Encoding: chunked, identity"],
    "as it is": ["Transfer-Encoding: identity"],
    "in a way like chunks": ["Transfer-Encoding: xchunked"],
    "with a space before the colon": ["Transfer-Encoding : chunked"],
    "with an odd space": ["Transfer-Encoding:\x0bchunked"],
    "in chunks, on two lines": ["Transfer-Encoding:", " chunked"],
}


@pytest.mark.parametrize("headers", FRAMED.values(), ids=FRAMED)
@pytest.mark.parametrize("path", ["/comments/follow-up/", "/thank-you/"])
def test_a_body_in_an_odd_coding_is_a_400(site, headers, path):
    assert raw(site.port, head(*headers, path=path) + b"e\r\n" + WORDS + b"\r\n0\r\n\r\n").status == 400


CHUNKS = {
    "an extension": (b"e;a=b\r\n%s\r\n0\r\n\r\n", 200),
    "an extension in quotes": (b'e;a="0\\"b"\r\n%s\r\n0\r\n\r\n', 200),
    "a trailer that is no header": (b"e\r\n%s\r\n0\r\nContent-Type: text/plain\r\n\r\n", 200),
    "an extension without end": (b"e;" + b"a" * 20_000 + b"\r\n%s\r\n0\r\n\r\n", 400),
    "an extension with a line break": (b"e;a\nb\r\n%s\r\n0\r\n\r\n", 400),
    "a size that is huge": (b"FFFFFFFFFFFFFFFFF\r\n%s\r\n0\r\n\r\n", 400),
    "a size below nothing": (b"-e\r\n%s\r\n0\r\n\r\n", 400),
    "a size with a prefix": (b"0xe\r\n%s\r\n0\r\n\r\n", 400),
    "no size": (b"\r\n%s\r\n0\r\n\r\n", 400),
    "half line breaks": (b"e\n%s\n0\n\n", 400),
}


@pytest.mark.parametrize(("body", "status"), CHUNKS.values(), ids=CHUNKS)
def test_chunks_are_read_as_the_standard_has_them_or_not_at_all(site, body, status):
    assert raw(site.port, head(CHUNKED) + body.replace(b"%s", WORDS)).status == status


SMUGGLED = b"GET /thank-you/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
CHUNKED_WORDS = b"e\r\n" + WORDS + b"\r\n0\r\n\r\n"
LENGTHS = [str(len(CHUNKED_WORDS)), str(len(CHUNKED_WORDS) + len(SMUGGLED)), "4"]
BOTH = [
    pair for length in LENGTHS for one in [f"Content-Length: {length}"] for pair in ([one, CHUNKED], [CHUNKED, one])
]


@pytest.mark.parametrize("headers", BOTH, ids=" then ".join)
@pytest.mark.parametrize("path", ["/comments/follow-up/", "/thank-you/"])
def test_beside_a_length_chunks_count_and_nothing_after_them_is_another_request(site, headers, path):
    answers = until_the_end(site, head(*headers, path=path) + CHUNKED_WORDS + SMUGGLED)
    assert answers.count(b"HTTP/1.1 ") == 1
    assert b"connection: close" in answers.lower()


def test_a_proxy_s_connection_goes_on_after_a_form_with_a_length(site):
    request = head(f"Content-Length: {len(WORDS)}") + WORDS
    last = head(f"Content-Length: {len(WORDS)}", "Connection: close") + WORDS
    assert until_the_end(site, request * 2 + last).count(b"HTTP/1.1 200") == 3


# --- of which kind ---

KINDS = {
    "plain text": ("Content-Type: text/plain", 415),
    "JSON": ("Content-Type: application/json", 415),
    "XML": ("Content-Type: text/xml", 415),
    "no kind": ("X: y", 415),
    "an empty kind": ("Content-Type:", 415),
    "a kind and one more": (f"{FORM}\r\nContent-Type: text/plain", 415),
    "another charset": (f"{FORM}; charset=utf-16", 415),
    "UTF-7": (f"{FORM}; charset=utf-7", 415),
    "parts of another kind": ("Content-Type: multipart/mixed; boundary=b", 415),
    "parts without a boundary": ("Content-Type: multipart/form-data", 400),
    "parts with another boundary": ("Content-Type: multipart/form-data; boundary=b", 400),
    "parts with a long boundary": (f"Content-Type: multipart/form-data; boundary={'b' * 500}", 400),
    "parts with an odd boundary": ("Content-Type: multipart/form-data; boundary=\xff", 400),
    "a form": ("Content-Type: Application/X-WWW-Form-URLEncoded ; Charset=UTF-8", 200),
}


@pytest.mark.parametrize(("kind", "status"), KINDS.values(), ids=KINDS)
def test_anything_but_a_form_is_refused(site, kind, status):
    assert post(site, WORDS, kind=kind).status == status


MULTIPART = "Content-Type: multipart/form-data; boundary=b"


def part(name, content=b"a", more=b""):
    return b'--b\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n' % (name, more, content)


FILE = b'; filename="a.txt"'
PARTS = {
    "1,001 fields": (WORDS + b"&a=" * 1000, FORM),
    "101 fields": (WORDS + b"".join(b"&a%d=" % number for number in range(100)), FORM),
    "ends of fields alone": (WORDS + b"&;" * 50_000, FORM),
    "200 files": (b"".join(part(b"f%d" % number, more=FILE) for number in range(200)), MULTIPART),
    "1,001 parts": (part(b"body") + b"".join(part(b"a%d" % number) for number in range(1000)), MULTIPART),
    "a file for the text": (part(b"body", more=FILE), MULTIPART),
    "a part without end": (part(b"body")[:-10], MULTIPART),
    "a part twice": (part(b"body") * 2, MULTIPART),
    "a part with a long head": (part(b"a" * 20_000), MULTIPART),
    "bytes that are no text": (part(b"body", b"\xed\xa0\x80"), MULTIPART),
}


@pytest.mark.parametrize(("body", "kind"), PARTS.values(), ids=PARTS)
def test_too_many_fields_files_and_broken_parts_are_a_400_and_store_nothing(site, body, kind):
    before = len(rows(site))
    body += b"--b--\r\n" if kind == MULTIPART else b""
    assert post(site, body, kind=kind).status == 400
    assert len(rows(site)) == before


def test_unknown_fields_are_ignored(site):
    sent = {
        "body": "My words.",
        "website": "http://a.b",
        "status": "accepted",
        "id": "1",
        "created": "0",
        "number": "1",
    }
    sent |= {
        "held": "[]",
        "reader": "a",
        "browser_id": "a",
        "thread": "thank-you",
        "slug": "thank-you",
        "decided_by": "mo",
    }
    assert post(site, sent | {"token": token(site)}).status == 303
    stored = rows(site)[-1]
    assert (stored["thread_id"], stored["status"], stored["number"]) == ("follow-up", "pending", None)


# --- to where ---

SLUGS = ["unknown", "Follow-Up", "FOLLOW-UP", "follow-up.", "follow_up", "follow-up%20", "%20follow-up", "follow-up%00"]
SLUGS += ["follow-up%00.html", "..%2f..%2fetc%2fpasswd", "%2e%2e", "%2e%2e%2ffollow-up", "..", ".", "%2fetc%2fpasswd"]
SLUGS += [
    "..%5c..%5cetc",
    "follow-up%0d%0aX:a",
    "a" * 200,
    "a" * 4096,
    "%ED%A0%80",
    "%C0%AF",
    "%FF",
    "follow-up%2f",
    "",
]
SLUGS += ["foll%C3%B6w", "follow\u2010up", "%F0%9D%96%8Bollow-up", "follow-up;a", "follow-up%3Fa", "mine", "token"]


@pytest.mark.parametrize("slug", SLUGS, ids=lambda slug: slug[:20] or "none")
def test_an_address_that_is_no_thread_is_a_404_and_makes_none(site, slug):
    threads = rows(site, "SELECT slug FROM discussion_thread")
    path = f"/comments/{quote(slug, safe='%')}/"
    for answer in (get(site.port, path), get(site.port, f"{path}token/"), post(site, WORDS, path=path)):
        assert answer.status == 404
    assert rows(site, "SELECT slug FROM discussion_thread") == threads


def test_the_words_sent_to_a_thread_that_is_unknown_are_kept(site):
    assert post(site, WORDS, path="/comments/unknown/").kept["body"] == "My words."


def test_a_closed_thread_is_a_403_with_its_reason_and_the_words(site):
    answer = post(site, WORDS, path="/comments/in-closing/")
    assert answer.status == 403
    assert "All has been said." in answer.page.words and "My words." in answer.page.words
    assert get(site.port, "/comments/in-closing/token/").status == 403
