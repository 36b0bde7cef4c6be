"""Files of a release, as readers get them."""

import gzip

import httpx
import pytest

from harness import small
from service.headers import SECURITY
from tests.serving.asking import get


def test_an_article_is_its_file(small_site):
    answer = get(small_site.port, "/thank-you/")
    assert (answer.status, answer.body.decode()) == (200, small.article("thank-you"))
    assert answer.headers["cache-control"] == "no-cache"


def test_every_answer_has_the_security_headers(small_site):
    for path in ("/", "/thank-you", "/nowhere/", "/health", "/comments/follow-up/", "/moderate/login/"):
        answer = get(small_site.port, path)
        assert {name: answer.headers.get(name.lower()) for name in SECURITY} == SECURITY, path


def test_head_has_the_headers_of_get_and_no_body(small_site):
    got, head = (get(small_site.port, "/thank-you/", method=method) for method in ("GET", "HEAD"))
    assert head.body == b""
    assert {**head.headers, "date": ""} == {**got.headers, "date": ""}


TYPES = {
    "/": "text/html; charset=utf-8",
    "/static/site.css": "text/css; charset=utf-8",
    "/notes/plain.txt": "text/plain; charset=utf-8",
    "/feeds/all.atom.xml": "application/atom+xml; charset=utf-8",
    "/large.bin": "application/octet-stream",
}


@pytest.mark.parametrize(("path", "kind"), TYPES.items())
def test_a_file_says_what_it_is(small_site, path, kind):
    assert get(small_site.port, path).headers["content-type"] == kind


def test_a_large_file_arrives_whole(small_site):
    assert get(small_site.port, "/large.bin").body == b"0123456789abcdef" * 65536


def test_text_goes_out_compressed_to_those_who_take_it(small_site):
    packed = get(small_site.port, "/thank-you/", "Accept-Encoding: gzip, br")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body).decode() == small.article("thank-you")
    for header in ("Accept-Encoding: gzip;q=0", "Accept-Encoding: br", "Accept: */*"):
        plain = get(small_site.port, "/thank-you/", header)
        assert "content-encoding" not in plain.headers
        assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
        assert plain.headers["etag"] != packed.headers["etag"]


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_who_has_the_page_gets_304_and_nothing_else(small_site, form, encoding):
    etag = get(small_site.port, "/thank-you/", f"Accept-Encoding: {encoding}").headers["etag"]
    wanted = f"If-None-Match: {form.format(etag)}"
    answer = get(small_site.port, "/thank-you/", f"Accept-Encoding: {encoding}", wanted)
    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["etag"] == etag
    assert (answer.headers["vary"], answer.headers["cache-control"]) == ("Accept-Encoding", "no-cache")
    assert not {"content-encoding", "content-type", "content-length"} & answer.headers.keys()


CONDITIONS = {
    "a page known": ("GET", "/thank-you/", "If-None-Match: {}", 304),
    "its head": ("HEAD", "/thank-you/", "If-None-Match: {}", 304),
    "a page known, and a date long past": (
        "GET",
        "/thank-you/",
        "If-None-Match: {}\r\nIf-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
        304,
    ),
    "a date alone": ("GET", "/thank-you/", "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT", 200),
    "a part": ("GET", "/large.bin", "Range: bytes=0-3", 200),
    "a part of a page known": ("GET", "/large.bin", "Range: bytes=0-3\r\nIf-None-Match: {}", 304),
    "a part if unchanged": ("GET", "/large.bin", "Range: bytes=0-3\r\nIf-Range: {}", 200),
    "a query": ("GET", "/thank-you/?c=5", "If-None-Match: {}", 304),
    "a page that is not there": ("GET", "/nowhere/", "If-None-Match: *", 404),
    "a page without its slash": ("GET", "/thank-you", "If-None-Match: *", 301),
}


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize(("method", "path", "condition", "status"), CONDITIONS.values(), ids=CONDITIONS)
def test_a_condition_decides_whether_the_bytes_are_sent(small_site, method, path, condition, status, encoding):
    accepted = f"Accept-Encoding: {encoding}"
    whole = get(small_site.port, path, accepted)
    answer = get(small_site.port, path, accepted, condition.format(whole.headers.get("etag", "")), method=method)
    assert (answer.status, answer.body) == (status, b"" if status in (301, 304) else whole.body)
    assert ("content-encoding" in answer.headers) == (status != 304 and "content-encoding" in whole.headers)
    if status == 304:
        assert answer.headers["etag"] == whole.headers["etag"] and answer.headers.get("vary") == whole.headers.get(
            "vary"
        )


def test_what_is_known_compressed_is_not_known_plain(small_site):
    packed = get(small_site.port, "/thank-you/", "Accept-Encoding: gzip").headers["etag"]
    assert get(small_site.port, "/thank-you/", f"If-None-Match: {packed}").status == 200


@pytest.mark.parametrize("form", ['"other"', "", "no quotes", '"*"'])
def test_who_has_another_page_gets_this_one(small_site, form):
    assert get(small_site.port, "/thank-you/", f"If-None-Match: {form}").status == 200


REFUSED = [
    "/../afterword.sqlite3",
    "/../../settings.json",
    "/%2e%2e/settings.json",
    "/static/../../secret_key",
    "/static/%2e%2e/%2e%2e/secret_key",
    "/static%2f..%2f..%2fsecret_key",
    "/..%5c..%5csecret_key",
    "/static\\site.css",
    "/static%5csite.css",
    "/static/site.css%00",
    "/static/site.css%00.html",
    "/static/site.css%0a",
    "/static/site.css/",
    "/static/site.css.gz",
    "/thank-you/index.html.gz",
    "/static/Site.css",
    "/Thank-You/",
    "/thank-you./",
    "/thank-you%20/",
    "/static/",
    "/static",
    "//thank-you/",
    "/thank-you//",
    "/./thank-you/",
    "/thank-you/.",
    "/thank-you/..",
    "//evil.example/",
    "//evil.example/thank-you",
    "//evil.example//thank-you",
    "/%2f%2fevil.example",
    "/\\evil.example",
    "/%5cevil.example",
    "/.git/config",
    "/.index.html.tmp",
    "/shell.html",
    "/discussions.json",
    "/pristine/index.html",
    "/%ff",
    "/%ED%A0%80",
    "/" + "a" * 4000,
    "/" + "a/" * 1000,
    "/comments%2Ffollow-up/",
    "//comments/follow-up/",
    "/comments/../follow-up/",
    "/comments/%2e%2e/follow-up/",
    "/%63omments%00/",
    "/health/",
    "/healthy",
    "/nowhere",
    "/index.html/",
]


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path[:40])
def test_what_is_not_a_page_of_the_site_is_its_404(small_site, path):
    answer = get(small_site.port, path)
    assert answer.status == 404
    assert "location" not in answer.headers


def test_a_page_that_is_not_there_is_answered_with_the_sites_own(small_site):
    answer = get(small_site.port, "/nowhere/")
    assert answer.status == 404
    assert b"That page is not here." in answer.body
    assert "etag" not in answer.headers


REDIRECTED = {
    "/thank-you": "/thank-you/",
    "/thank-you?a=1&b=//evil": "/thank-you/?a=1&b=//evil",
    "/thank%2Dyou": "/thank-you/",
}


@pytest.mark.parametrize(("path", "target"), REDIRECTED.items())
def test_a_page_asked_for_without_its_slash_is_named_rightly(small_site, path, target):
    answer = get(small_site.port, path)
    assert (answer.status, answer.headers["location"]) == (301, target)


def test_an_absolute_address_is_read_as_its_path(small_site):
    assert get(small_site.port, "http://evil.example/thank-you/").status == 200
    redirect = get(small_site.port, "http://evil.example/thank-you")
    assert redirect.headers["location"] == "/thank-you/"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_a_page_can_only_be_read(small_site, method):
    answer = get(small_site.port, "/thank-you/", method=method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_health_is_ok(small_site):
    answer = httpx.get(f"{small_site.url}/health")
    assert (answer.status_code, answer.text) == (200, "ok")


@pytest.mark.parametrize("path", ["/comments/follow-up/", "/moderate/login/"])
def test_djangos_pages_are_not_kept_by_caches(small_site, path):
    answer = get(small_site.port, path)
    assert answer.status == 200
    assert "no-store" in answer.headers["cache-control"]


MOVED = {
    "/old-name/": "/follow-up/",
    "/old-name": "/follow-up/",
    "/old-name/?a=1": "/follow-up/?a=1",
    "/old-name/comments/2/": "/follow-up/comments/2/",
    "/old-name/comments.atom": "/follow-up/comments.atom",
    "/old-name/%22%3E/": "/follow-up/%22%3E/",
}


@pytest.mark.parametrize(("path", "place"), MOVED.items())
def test_the_old_addresses_of_an_article_that_moved_lead_on_for_good(small_site, path, place):
    answer = get(small_site.port, path)
    assert (answer.status, answer.headers["location"], answer.body) == (301, place, b"")


@pytest.mark.parametrize("path", ["/old-nam/", "/follow-up/old-name/", "/moved/old-name.txt", f"/{'%C3%BC' * 120}/"])
def test_nothing_else_leads_on(small_site, path):
    assert get(small_site.port, path).status == 404
