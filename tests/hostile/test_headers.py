"""The policy on every kind of answer, and the reach of every cookie."""

from http.cookies import SimpleCookie
from pathlib import Path

import pytest

from harness.running import serving
from service.headers import CONTENT_SECURITY_POLICY, SECURITY
from tests.hostile.conftest import MODULE
from tests.hostile.sending import head, post, store
from tests.html import Page
from tests.serving.asking import get, raw

PASSWORD = "a-good-long-password"
ANSWERS = {
    "a file": (200, lambda site: get(site.port, "/follow-up/")),
    "a style": (200, lambda site: get(site.port, "/static/site.css")),
    "a feed": (200, lambda site: get(site.port, "/comments.atom")),
    "a packed file": (200, lambda site: get(site.port, "/follow-up/", "Accept-Encoding: gzip")),
    "a HEAD": (200, lambda site: get(site.port, "/follow-up/", method="HEAD")),
    "a page known already": (304, lambda site: get(site.port, "/follow-up/", "If-None-Match: *")),
    "a page without its slash": (301, lambda site: get(site.port, "/follow-up")),
    "an old address": (301, lambda site: get(site.port, "/old-name/")),
    "no file": (404, lambda site: get(site.port, "/nothing/")),
    "a path that is none": (404, lambda site: get(site.port, "/%00")),
    "a page that is only read": (405, lambda site: get(site.port, "/follow-up/", method="PUT")),
    "the health": (200, lambda site: get(site.port, "/health")),
    "the form": (200, lambda site: get(site.port, "/comments/follow-up/")),
    "a token": (200, lambda site: get(site.port, "/comments/follow-up/token/")),
    "no discussion": (404, lambda site: get(site.port, "/comments/unknown/")),
    "nobody's private page": (404, lambda site: get(site.port, "/comments/mine/a/")),
    "no page of Django's": (404, lambda site: get(site.port, "/comments/")),
    "a preview": (200, lambda site: post(site, b"body=a")),
    "a comment": (303, lambda site: store(site)),
    "a refused field": (400, lambda site: post(site, b"body=")),
    "another site": (403, lambda site: post(site, b"body=a", "Origin: https://evil.example")),
    "another host": (400, lambda site: raw(site.port, b"GET /comments/a/ HTTP/1.1\r\nHost: evil.example\r\n\r\n")),
    "too large a form": (413, lambda site: post(site, b"body=" + b"a" * 200_000)),
    "no form": (415, lambda site: post(site, b"body=a", kind="Content-Type: text/plain")),
    "a packed form": (415, lambda site: post(site, b"body=a", "Content-Encoding: gzip")),
    "an odd coding": (400, lambda site: raw(site.port, head("Transfer-Encoding: gzip, chunked") + b"0\r\n\r\n")),
    "a wrong method": (405, lambda site: get(site.port, "/comments/follow-up/", method="DELETE")),
    "signing in": (200, lambda site: get(site.port, "/moderate/login/")),
    "the desk to a stranger": (302, lambda site: get(site.port, "/moderate/")),
    "the desk without its token": (403, lambda site: post(site, b"a=b", path="/moderate/login/")),
    "no page of the desk": (404, lambda site: get(site.port, "/moderate/nothing/")),
}


@pytest.mark.parametrize(("status", "ask"), ANSWERS.values(), ids=ANSWERS)
def test_every_answer_carries_the_policy_once_and_what_belongs_to_it(site, status, ask):
    answer = ask(site)
    assert answer.status == status
    carried = {name: answer.headers.get(name.lower()) for name in SECURITY}
    assert carried == SECURITY


def test_the_policy_lets_nothing_in_that_is_not_ours():
    rules = dict(rule.split(" ", 1) for rule in CONTENT_SECURITY_POLICY.split("; "))
    assert set(rules.values()) == {"'self'", "'none'"}
    assert {name for name, value in rules.items() if value == "'none'"} == {
        "default-src",
        "base-uri",
        "frame-ancestors",
    }


def test_every_built_page_has_the_policy_but_for_what_a_meta_cannot_say(built):
    wanted = CONTENT_SECURITY_POLICY.replace("; frame-ancestors 'none'", "")
    pages = list(built.rglob("*.html"))
    assert len(pages) > 5
    for path in pages:
        policies = Page(Path(path).read_text()).find("meta", **{"http_equiv": "Content-Security-Policy"})
        assert [policy["content"] for policy in policies] == [wanted], path


def reach(answer):
    """Of each cookie that an answer gives: where it goes, for how long, and who may read it."""
    given = SimpleCookie(answer.headers["set-cookie"])
    return {
        name: {key: value for key, value in one.items() if value and key != "expires"} for name, one in given.items()
    }


@pytest.mark.parametrize("secure", [False, True], ids=["over http", "over https"])
def test_a_cookie_reaches_no_further_than_it_must(tmp_path, secure):
    settings = {"SITEURL": "https://afterword.example"} if secure else {}
    with serving(tmp_path, MODULE, **settings) as site:
        reader = reach(store(site))
        desk = reach(get(site.port, "/moderate/login/"))
        for path in ("/", "/follow-up/", "/comments/follow-up/", "/comments/follow-up/token/", "/health"):
            assert "set-cookie" not in get(site.port, path).headers
        assert "set-cookie" not in post(site, b"body=a").headers
    shared = {"httponly": True, "samesite": "Lax"} | ({"secure": True} if secure else {})
    assert reader == {"reader": shared | {"path": "/comments/", "max-age": str(365 * 24 * 3600)}}
    assert desk == {"csrftoken": shared | {"path": "/moderate/", "max-age": str(52 * 7 * 24 * 3600)}}


@pytest.mark.parametrize("secure", [False, True], ids=["over http", "over https"])
def test_the_session_of_a_moderator_reaches_no_further_than_the_desk(tmp_path, secure):
    settings = {"SITEURL": "https://afterword.example"} if secure else {}
    with serving(tmp_path, MODULE, **settings) as site:
        assert site.command("moderator", "mo", PASSWORD=PASSWORD).returncode == 0
        form = get(site.port, "/moderate/login/")
        secret = Page(form.body.decode()).find("input", name="csrfmiddlewaretoken")[0]["value"]
        sent = {"username": "mo", "password": PASSWORD, "csrfmiddlewaretoken": secret}
        cookie = "Cookie: " + form.headers["set-cookie"].partition(";")[0]
        answer = post(site, sent, cookie, f"Origin: {settings.get('SITEURL', site.url)}", path="/moderate/login/")
    session = reach(answer)["sessionid"]
    assert answer.status == 302
    assert session.pop("secure", False) == secure
    assert session == {"httponly": True, "samesite": "Lax", "path": "/moderate/", "max-age": str(14 * 24 * 3600)}
