"""Who may come in: signing in and out, how often one may try, a new password, and the cookies."""

import subprocess
import sys

import pytest
from django.conf import settings as configured
from django.test import Client

from harness.running import ROOT
from service.desk import login_throttle
from service.desk.models import Tries
from tests.desk.asking import HOSTILE, LOGIN, page, words
from tests.desk.conftest import PASSWORD
from tests.factories import at_once

NEW = "another-long-password"


def sign_in(client, name="mo", password=PASSWORD, address="10.0.0.1", **fields):
    return client.post(LOGIN, {"username": name, "password": password} | fields, REMOTE_ADDR=address)


def fail(client, count, **given):
    return [sign_in(client, **{"password": "wrong"} | given).status_code for _ in range(count)]


# --- in and out ---


@pytest.mark.parametrize("address", ["", "?status=accepted", "1/", "1/edit/", "rules/", "password/"])
def test_who_is_not_signed_in_is_asked_to(client, thread, address):
    response = client.get(f"/moderate/{address}")
    assert response.status_code == 302 and response.headers["Location"].startswith(f"{LOGIN}?next=/moderate/")


def test_a_reader_s_cookie_opens_nothing(post, client):
    post("A few words.")
    assert client.get("/moderate/").status_code == 302


def test_a_moderator_signs_in_goes_where_they_wanted_and_signs_out(client, thread, moderator):
    response = sign_in(client, next="/moderate/?status=rejected")
    assert (response.status_code, response.headers["Location"]) == (302, "/moderate/?status=rejected")
    assert "Signed in as mo" in words(client.get("/moderate/"))
    assert client.post("/moderate/logout/").headers["Location"] == LOGIN
    assert client.get("/moderate/").status_code == 302


def test_a_link_cannot_sign_out(desk):
    assert desk.get("/moderate/logout/").status_code == 405
    assert desk.get("/moderate/").status_code == 200


@pytest.mark.parametrize(
    "given", [("mo", "wrong"), ("nobody", PASSWORD), ("", ""), ("mo\0", PASSWORD), ("\ud800", "a"), (HOSTILE, "a")]
)
def test_what_does_not_belong_together_is_told_beside_the_fields(client, moderator, given):
    response = sign_in(client, given[0].encode(errors="surrogatepass"), given[1])
    shown = page(response)
    assert "do not belong together" in shown.words and shown.find("div", role="alert")
    invalid = shown.find("input", aria_invalid="true")
    assert [field["aria-describedby"] for field in invalid] == ["error-login"] * 2
    assert not shown.find("img") and client.get("/moderate/").status_code == 302


def test_the_password_is_never_written_back(client, moderator):
    assert "not-this-one" not in sign_in(client, password="not-this-one").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(client, moderator, elsewhere):
    assert sign_in(client, next=elsewhere).headers["Location"] == "/moderate/"


def test_who_is_signed_in_needs_no_login(desk):
    assert desk.get(LOGIN).headers["Location"] == "/moderate/"


# --- how often one may try ---


def test_after_five_wrong_tries_one_waits_and_the_right_password_waits_too(client, moderator, clock):
    assert fail(client, 6) == [200] * 5 + [429]
    response = sign_in(client)
    assert response.status_code == 429 and response.headers["Retry-After"] == "60"
    assert "Please wait 1 minute and try again" in words(response)
    clock.move(seconds=60)
    assert sign_in(client).status_code == 302


def test_each_further_wrong_try_doubles_the_wait_to_an_hour_at_most(client, moderator, clock):
    fail(client, 5)
    waits = []
    for _ in range(9):
        waits.append(int(sign_in(client).headers["Retry-After"]))
        clock.move(seconds=waits[-1])
        assert fail(client, 1) == [200]
    assert waits == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


def test_a_right_password_forgives_what_was_wrong_before(client, moderator):
    assert fail(client, 4) == [200] * 4
    assert sign_in(client).status_code == 302
    assert fail(Client(), 5) == [200] * 5


def test_a_name_that_nobody_has_is_answered_the_same(client, moderator):
    def answers(name):
        found = [sign_in(client, name, "wrong") for _ in range(7)]
        return [(one.status_code, one.headers.get("Retry-After"), words(one)) for one in found]

    assert answers("mo") == answers("nobody")


def test_wrong_tries_from_elsewhere_keep_nobody_out(client, moderator):
    fail(client, 10, address="10.6.6.6")
    assert sign_in(client, address="10.0.0.1").status_code == 302


def test_many_names_from_one_source_wait_as_well(client, moderator):
    answers = [sign_in(client, f"name{number}", "wrong").status_code for number in range(22)]
    assert answers == [200] * 20 + [429] * 2
    assert sign_in(client, "another", "wrong", address="10.0.0.2").status_code == 200


def test_a_moderator_who_signs_in_often_is_not_slowed_down(client, moderator):
    assert [sign_in(Client()).status_code for _ in range(30)] == [302] * 30


def test_the_accents_of_a_name_make_no_new_name(client, moderator):
    for name in ("jos\u00e9", "jose\u0301") * 3:
        last = sign_in(client, name, "wrong")
    assert last.status_code == 429


def test_tries_are_forgotten_after_a_day_and_keep_neither_name_nor_address(client, moderator, clock):
    fail(client, 3)
    assert all(len(row.key) == 64 and row.key != "mo" for row in Tries.objects.all())
    clock.move(days=1, seconds=1)
    sign_in(client)
    assert not Tries.objects.filter(count__gt=0).exists()


def test_tries_count_before_the_password_is_looked_at(client, moderator, monkeypatch):
    """So that a hundred at once are no better than a hundred one after the other."""
    seen = []
    monkeypatch.setattr(login_throttle, "forgive", lambda *_: seen.append(Tries.objects.filter(count=1).count()))
    sign_in(client)
    assert seen == [2]


# --- a new password ---


def change(client, old=PASSWORD, new=NEW, again=None):
    fields = {"old_password": old, "new_password1": new, "new_password2": new if again is None else again}
    return client.post("/moderate/password/", fields)


def test_a_new_password_keeps_this_browser_and_signs_all_others_out(desk, moderator, client):
    client.force_login(moderator)
    response = change(desk)
    assert (response.status_code, response.headers["Location"]) == (303, "/moderate/?password=changed")
    assert "Your password is changed" in words(desk.get(response.headers["Location"]))
    assert client.get("/moderate/").status_code == 302
    assert sign_in(Client(), password=NEW).status_code == 302


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"old": "wrong"}, "old_password"),
        ({"new": "short"}, "new_password2"),
        ({"new": "password123"}, "new_password2"),
        ({"again": "different-words"}, "new_password2"),
        ({"new": ""}, "new_password1"),
    ],
)
def test_what_is_wrong_with_a_new_password_stands_beside_its_field(desk, given, field):
    response = change(desk, **given)
    assert response.status_code == 400
    (wrong,) = [one for one in page(response).find("input", aria_invalid="true") if one["id"] == f"field-{field}"]
    assert f"error-{field}" in wrong["aria-describedby"].split()
    assert page(response).find("p", id=f"error-{field}")
    assert sign_in(Client()).status_code == 302


def test_the_old_password_cannot_be_guessed_from_a_desk_left_open(desk):
    assert [change(desk, old="wrong").status_code for _ in range(7)] == [400] * 5 + [429] * 2


def test_a_stranger_changes_no_password(client, moderator):
    assert change(client).status_code == 302
    assert sign_in(client).status_code == 302


# --- cookies ---


def test_the_session_reaches_no_further_than_the_desk(client, moderator):
    cookies = sign_in(client).cookies
    assert {cookie["path"] for cookie in cookies.values()} == {"/moderate/"}
    assert all(cookie["httponly"] and cookie["samesite"] == "Lax" for cookie in cookies.values())


def test_signing_in_gives_a_new_session(client, moderator):
    client.get(LOGIN)
    client.cookies["sessionid"] = "a" * 32
    assert sign_in(client).cookies["sessionid"].value != "a" * 32


@pytest.mark.parametrize(
    ("siteurl", "secure"), [("https://example.org", "True True"), ("http://example.org", "False False")]
)
def test_cookies_are_secure_where_the_site_is(tmp_path, siteurl, secure):
    told = "from service import settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE)"
    given = {"PATH": "/usr/bin", "DATA": str(tmp_path), "SITEURL": siteurl}
    said = subprocess.run([sys.executable, "-c", told], cwd=ROOT, env=given, capture_output=True, text=True)
    assert said.stdout.strip() == secure, said.stderr


def test_every_middleware_that_guards_the_desk_is_there():
    names = {name.rpartition(".")[2] for name in configured.MIDDLEWARE}
    assert {"SessionMiddleware", "CsrfViewMiddleware", "AuthenticationMiddleware", "SecurityHeaders"} <= names


def test_many_tries_at_once_are_counted_one_by_one(file_database, rf):
    request = rf.post(LOGIN, REMOTE_ADDR="10.0.0.1")
    waits = at_once(*(lambda: login_throttle.count_attempt(request, "mo") for _ in range(12)))
    assert sorted(bool(wait) for wait in waits) == [False] * 5 + [True] * 7
