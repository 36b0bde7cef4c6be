"""What is not taken: each gets its status, a page with the text in its form, and the reason beside the field."""

from urllib.parse import quote

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from service.decisions import posting
from service.record import queries
from service.record.models import Comment, Thread
from service.text.characters import normalise
from service.threads import thread_view
from service.web import views

FORM = "application/x-www-form-urlencoded"
LONG_EMAIL = "a" * 64 + "@" + ".".join(["b" * 60] * 4) + ".org"

REFUSED = {
    "an empty body": ("body", {"body": ""}),
    "white space": ("body", {"body": " \n\u3000\t"}),
    "zero-width characters": ("body", {"body": "\u200b\u200d\ufeff"}),
    "letters that show nothing": ("body", {"body": "\u3164\u2800\ufe0f\n\u0301"}),
    "a picture that was lost": ("body", {"body": "\ufffc"}),
    "marks around nothing": ("body", {"body": "> \u3164\n- \u2800\n`\u3164`"}),
    "8,001 characters": ("body", {"body": "a" * 8001}),
    "9,000 characters": ("body", {"body": "a" * 9000}),
    "a NUL in the body": ("body", {"body": "a\0b"}),
    "an escape in the body": ("body", {"body": "a\x1b[2Jb"}),
    "piled accents": ("body", {"body": "a" + "\u0300" * 500}),
    "deep quotes": ("body", {"body": ">" * 5000}),
    "many brackets": ("body", {"body": "[" * 8000}),
    "a NUL in the name": ("name", {"name": "a\0"}),
    "a long name": ("name", {"name": "a" * 81}),
    "a header in the name": ("name", {"name": "Ann\r\nBcc: b@example.org"}),
    "an email without a host": ("email", {"email": "ann"}),
    "an email without a dot": ("email", {"email": "a@b"}),
    "two emails": ("email", {"email": "a@example.org,b@example.org"}),
    "a header in the email": ("email", {"email": "a@example.org\r\nBcc: b@example.org"}),
    "a long email": ("email", {"email": LONG_EMAIL}),
    "an email that takes long to check": ("email", {"email": "a." * 10_000}),
    "an unknown parent": ("parent", {"parent": "12345"}),
    "a parent that is no id": ("parent", {"parent": "1 or 1"}),
    "a parent that is huge": ("parent", {"parent": "9" * 30}),
    "not a number": ("answer-how-soon", {"answer_how_soon": "NaN"}),
    "infinity": ("answer-how-soon", {"answer_how_soon": "inf"}),
    "a power": ("answer-how-soon", {"answer_how_soon": "1e309"}),
    "more than a year": ("answer-how-soon", {"answer_how_soon": "365.1"}),
    "less than nothing": ("answer-how-soon", {"answer_how_soon": "-1"}),
    "digits of another script": ("answer-how-soon", {"answer_how_soon": "٣"}),
    "an unknown unit": ("answer-how-soon-unit", {"answer_how_soon": "1", "answer_how_soon_unit": "years"}),
    "an unknown choice": ("answer-response", {"answer_response": "Both"}),
    "many words": ("answer-advice", {"answer_advice": "a" * 501}),
    "a NUL in an answer": ("answer-advice", {"answer_advice": "a\0"}),
}


@pytest.mark.parametrize(("field", "fields"), REFUSED.values(), ids=REFUSED)
def test_a_field_is_refused_beside_itself_and_nothing_is_lost(post, read, field, fields):
    response = post(**{"body": "My words.", "name": "Ann"} | fields)
    page = read(response)
    assert response.status_code == 400
    assert page.title.startswith("Not posted: ")
    assert page.find("div", role="alert") and page.find("p", id=f"error-{field}")
    if field != "parent":
        (wrong,) = page.find(aria_invalid="true")
        assert wrong["name"] == field and f"error-{field}" in wrong["aria-describedby"].split()
    kept = page.forms["comment-form"]
    if field != "body":
        assert kept["body"] == "My words."
    elif "\0" not in fields["body"] and "\x1b" not in fields["body"]:
        assert kept["body"] == normalise(fields["body"])
    assert "\0" not in response.content.decode() and "\x1b" not in response.content.decode()
    assert not Comment.objects.exists()


def test_every_wrong_field_is_told_at_once(post, read):
    page = read(post("", email="ann", name="a" * 81))
    assert {field["name"] for field in page.find(aria_invalid="true")} == {"body", "email", "name"}


def test_an_answer_to_a_question_that_is_not_asked_is_a_400(post, read):
    response = post("My words.", answer_salary="1")
    assert response.status_code == 400
    assert read(response).forms["comment-form"]["body"] == "My words."


TAKEN = {
    "8,000 characters": {"body": "a" * 8000},
    "8,000 emoji": {"body": "👍" * 8000},
    "what is 8,000 after NFC": {"body": "e\u0301" * 8000},
    "8,000 with line breaks counted once": {"body": "a\r\n" * 4000},
    "a name of 80": {"name": "ü" * 80},
    "a name turned round": {"name": "\u202eAnn\u2066"},
    "an email with a quoted part": {"email": '"a(b"@example.org'},
    "an email in another script": {"email": "ann@例え.jp"},
    "an email with a percent sign": {"email": "a%b_c@example.org"},
    "unknown fields": {"website": "http://a.example", "subject": "a"},
}


@pytest.mark.parametrize("fields", TAKEN.values(), ids=TAKEN)
def test_what_is_unusual_but_right_is_taken(post, fields):
    assert post(**fields).status_code == 303


def test_what_is_stored_is_what_was_written(post):
    post("👍" * 7999 + "e\u0301", name="\u202eAnn\u2066 ")
    comment = Comment.objects.get()
    assert comment.body == "👍" * 7999 + "é" and comment.name == "Ann"


RAW = {
    "a lone surrogate": b"body=a%ED%A0%80b",
    "an overlong form": b"body=%C0%AFb",
    "Latin-1": b"body=caf%E9",
    "raw bytes": b"body=caf\xe9",
    "a wrong byte in an unknown field": b"body=words&other=%FF",
    "a wrong byte in a name of a field": b"body=words&%FF=a",
    "a field twice": b"body=words&body=more",
    "an answer twice": b"body=words&answer-response=An+offer&answer-response=A+kind+no",
    "a parent twice": b"body=words&parent=1&parent=2",
    "101 fields": b"body=words&" + b"&".join(b"a%d=1" % number for number in range(100)),
    "1,001 fields": b"body=words&" + b"a&" * 1000,
    "nothing": b"",
}


@pytest.mark.parametrize("raw", RAW.values(), ids=RAW)
def test_a_form_that_cannot_be_trusted_is_a_400(client, thread, read, raw):
    response = client.post("/comments/follow-up/", raw, FORM, headers={"Content-Type": FORM})
    assert response.status_code == 400 and read(response).title.startswith("Not posted: ")
    if b"body=words" in raw:
        assert read(response).forms["comment-form"]["body"] == "words"


@pytest.mark.parametrize("raw", [b"body=caf%E9+society", b"body=caf\xe9+society"])
def test_what_could_be_read_of_a_wrong_encoding_is_kept(client, thread, read, raw):
    assert read(client.post("/comments/follow-up/", raw, FORM)).forms["comment-form"]["body"].endswith(" society")


def test_100_fields_are_taken(client, thread):
    raw = b"body=words&" + b"&".join(b"a%d=1" % number for number in range(99))
    assert client.post("/comments/follow-up/", raw, FORM).status_code == 200


BOUNDARY = "multipart/form-data; boundary=b"


def part(name, content, extra=b""):
    return b'--b\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n' % (name, extra, content)


MULTIPART = {
    "bytes that are not UTF-8": part(b"body", b"caf\xe9"),
    "a field twice": part(b"body", b"a") + part(b"body", b"b"),
    "a file for a field": part(b"body", b"a", b'; filename="a.txt"'),
    "200 files": b"".join(part(b"f%d" % number, b"a", b'; filename="a.txt"') for number in range(200)),
    "101 fields": b"".join(part(b"f%d" % number, b"a") for number in range(101)),
    "another boundary": part(b"body", b"a").replace(b"--b", b"--c"),
}


@pytest.mark.parametrize("raw", MULTIPART.values(), ids=MULTIPART)
def test_a_multipart_form_that_cannot_be_trusted_is_a_400(client, thread, raw):
    assert client.post("/comments/follow-up/", raw + b"--b--\r\n", BOUNDARY).status_code == 400


TYPES = ["text/plain", "application/json", "", "text/html", f"{FORM}; charset=utf-16", "multipart/mixed; boundary=b"]


@pytest.mark.parametrize("kind", TYPES)
def test_anything_but_a_form_is_a_415(client, thread, kind):
    assert client.post("/comments/follow-up/", b"body=words", kind).status_code == 415


def test_a_compressed_form_is_a_415(client, thread):
    response = client.post("/comments/follow-up/", b"body=words", FORM, headers={"Content-Encoding": "gzip"})
    assert response.status_code == 415


@pytest.mark.parametrize("size", [128 * 1024 + 1, 3_000_000])
def test_a_huge_form_is_a_413(client, thread, size):
    assert client.post("/comments/follow-up/", b"body=" + b"a" * size, FORM).status_code == 413


def test_a_multipart_without_a_boundary_is_refused(client, thread):
    assert client.post("/comments/follow-up/", b"body=words", "multipart/form-data").status_code == 400


CUT = {
    "between two letters": (b"name=Ann&body=My+wor", "My wor"),
    "within a letter": (b"name=Ann&body=%D0%9F%D1", "П"),
    "within the code of a byte": (b"name=Ann&body=%D0%9F%D", "П"),
    "behind a percent sign": (b"name=Ann&body=My+wor%", "My wor"),
    "within a raw letter": ("name=Ann&body=П".encode()[:-1], ""),
    "within a name": (b"name=Ann&body=My+words.&ema", "My words."),
}


@pytest.mark.parametrize(("arrived", "body"), CUT.values(), ids=CUT)
def test_a_form_that_came_too_slowly_is_a_408_with_what_came(thread, read, arrived, body):
    request = RequestFactory().post("/comments/follow-up/", b"unread", FORM)
    request.scope = {"arrived": arrived}
    response = views.thread(request, "follow-up")
    page = read(response)
    kept = page.forms["comment-form"]
    assert response.status_code == 408 and page.title == "Not posted: it came too slowly"
    assert (kept["name"], kept["body"]) == ("Ann", body)
    assert "please send it again" in page.words and "Nothing is lost" not in page.words
    assert "confirm" not in page.forms and not Comment.objects.exists()


# --- from where ---

ORIGINS = {
    "our own page": ({"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}, 303),
    "our own host under another scheme": ({"Origin": "https://testserver"}, 303),
    "the site's own address": ({"Origin": "https://afterword.example"}, 303),
    "a client that says nothing": ({}, 303),
    "typed by the user": ({"Sec-Fetch-Site": "none"}, 303),
    "another site": ({"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}, 403),
    "a sibling": ({"Sec-Fetch-Site": "same-site"}, 403),
    "another origin alone": ({"Origin": "https://evil.example"}, 403),
    "an origin that begins like ours": ({"Origin": "http://testserver.evil.example"}, 403),
    "no origin": ({"Origin": "null"}, 403),
    "an origin that is none": ({"Origin": "http://["}, 403),
    "another port": ({"Origin": "http://testserver:81"}, 403),
}


@pytest.mark.parametrize(("headers", "status"), ORIGINS.values(), ids=ORIGINS)
def test_a_comment_is_taken_from_our_own_pages_only(post, configure, read, headers, status):
    configure(siteurl="https://afterword.example")
    response = post("My words.", headers=headers)
    assert response.status_code == status
    if status == 403:
        assert read(response).forms["comment-form"]["body"] == "My words."


# --- to where ---


@pytest.mark.parametrize("slug", ["unknown", "Follow-Up", "follow-up.", "..%2F..%2Fetc", "%2e%2e", "a" * 4000, "%00"])
def test_an_unknown_thread_is_a_404_and_makes_no_row(client, thread, slug):
    for response in (client.post(f"/comments/{slug}/", {"body": "a"}), client.get(f"/comments/{slug}/")):
        assert response.status_code == 404
    assert Thread.objects.count() == 1


def test_the_text_sent_to_an_unknown_thread_is_kept(client, db, read):
    response = client.post("/comments/unknown/", {"body": "My words."})
    assert read(response).forms["comment-form"]["body"] == "My words."


def test_an_article_that_has_left_the_site_takes_no_comments(post, thread, token):
    ours = token()
    Thread.objects.update(listed=False)
    assert post(token=ours).status_code == 404


def test_a_closed_thread_is_a_403_with_the_reason_and_the_text(client, post, token, read):
    ours = token()
    Thread.objects.update(author_closed_reason="We have moved on.")
    response = post("My words.", token=ours)
    assert response.status_code == 403
    assert "We have moved on." in read(response).words and "My words." in read(response).words
    assert client.get("/comments/follow-up/").status_code == 403


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_a_405(client, thread, method):
    response = getattr(client, method)("/comments/follow-up/")
    assert response.status_code == 405 and "POST" in response.headers["Allow"]


def test_the_form_by_itself_answers_get_and_head(client, thread, read):
    assert "comment-form" in read(client.get("/comments/follow-up/")).find("form")[0]["id"]
    assert client.head("/comments/follow-up/").status_code == 200


# --- when the store is down ---


def down(*arguments, **options):
    raise OperationalError("database is locked")


@pytest.mark.parametrize(("module", "name"), [(queries, "listed_thread"), (posting, "store"), (thread_view, "landing")])
def test_a_store_that_is_down_is_a_503_with_the_text_kept(post, token, read, monkeypatch, module, name):
    ours = token()
    monkeypatch.setattr(module, name, down)
    response = post("My words.", token=ours, answer_how_soon="3", name="Ann")
    page = read(response)
    assert response.status_code == 503 and int(response.headers["Retry-After"]) > 0
    assert page.forms["comment-form"]["body"] == "My words." and page.forms["comment-form"]["name"] == "Ann"
    assert page.title.startswith("Not posted: ")


def test_after_the_store_was_down_the_same_token_stores_the_comment_once(client, post, token, read, monkeypatch):
    ours = token()
    with monkeypatch.context() as patched:
        patched.setattr(thread_view, "landing", down)  # the comment is stored, but its writer does not hear of it
        fields = read(post("My words.", token=ours)).forms["confirm"]
    assert fields["token"] == ours
    assert client.post("/comments/follow-up/", fields).status_code == 303
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("address", ["/comments/follow-up/", "/comments/follow-up/token/"])
def test_a_page_of_a_store_that_is_down_is_a_503(client, thread, monkeypatch, address):
    monkeypatch.setattr(queries, "listed_thread", down)
    assert client.get(address).status_code == 503


# --- what is shown is shown as text ---

VECTORS = [
    "http://x.com/?'onmouseover='alert(document.domain)'x='",
    '"><img src=x onerror=alert(1)>',
    "<script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "<details ontoggle=alert(1)>",
    "<!-- comments:end --> {{ 7*7 }} <!--#exec cmd=a-->",
]


@pytest.mark.parametrize("vector", VECTORS)
def test_no_field_can_write_markup_into_a_page(post, read, vector):
    for response in (
        post(vector, token=None, name=vector[:80], answer_advice=vector),
        post("", token=None, name=vector, email=vector, answer_advice=vector, answer_response=vector),
    ):
        names = {name for _, attributes, _ in read(response).elements for name in attributes}
        assert not any(name.startswith("on") for name in names)
        assert not read(response).find("script") and not read(response).find("img")
        assert not read(response).find("details") and "49" not in read(response).words


def test_a_body_in_a_long_form_keeps_its_text(client, thread, read):
    raw = f"body={quote('a' * 9000)}"
    assert len(read(client.post("/comments/follow-up/", raw, FORM)).forms["comment-form"]["body"]) == 9000


def test_a_wrong_host_is_refused_without_a_word_in_the_log(client, thread, caplog):
    assert client.get("/comments/follow-up/", headers={"host": "evil.example"}).status_code == 400
    assert not caplog.records
