"""``moderator``: who may sign in at the desk."""

import io
import unicodedata

import pytest
from django.contrib.auth import authenticate
from django.db import OperationalError

from service.__main__ import main
from service.desk import commands
from tests.desk.conftest import PASSWORD


@pytest.fixture
def add(capsys, monkeypatch, db):
    """Run the command with this PASSWORD; its exit status, what it printed and what it complained of."""

    def add(name, password=PASSWORD, *options):
        monkeypatch.setenv("PASSWORD", password)
        status = main(["moderator", name, *options])
        said = capsys.readouterr()
        return status, said.out, said.err

    return add


def test_a_new_moderator_can_sign_in(add):
    assert add("mo") == (0, "mo can sign in at /moderate/\n", "")
    assert authenticate(username="mo", password=PASSWORD)


def test_a_known_one_gets_a_new_password(add):
    add("mo")
    assert add("mo", "another-long-password") == (0, "mo can sign in at /moderate/ with the new password\n", "")
    assert not authenticate(username="mo", password=PASSWORD)
    assert authenticate(username="mo", password="another-long-password")


def test_one_who_is_removed_is_signed_out_and_cannot_come_back(add, client):
    add("mo")
    add("ben")
    client.post("/moderate/login/", {"username": "mo", "password": PASSWORD})
    assert client.get("/moderate/").status_code == 200
    assert add("mo", "", "--remove") == (0, "mo can no longer sign in at /moderate/\n", "")
    assert client.get("/moderate/").status_code == 302
    assert not authenticate(username="mo", password=PASSWORD) and authenticate(username="ben", password=PASSWORD)
    assert add("mo", "", "--remove") == (2, "", "There is no moderator 'mo'.\n")


@pytest.mark.parametrize("weak", ["short", "password123", "a", "\udcff" * 10])
def test_a_weak_password_is_refused_with_the_reason(add, django_user_model, weak):
    status, out, err = add("mo", weak)
    assert (status, out) == (2, "") and err.startswith("The password cannot be used. ")
    assert not django_user_model.objects.exists()


def test_a_refused_password_leaves_the_old_one(add):
    add("mo")
    add("mo", "short")
    assert authenticate(username="mo", password=PASSWORD)


@pytest.mark.parametrize("name", ["", "a b", "a\nb", "a/b", "m" * 151, "\udcff"])
def test_a_name_that_cannot_be_typed_is_refused_with_the_reason(add, django_user_model, name):
    status, out, err = add(name)
    assert (status, out) == (2, "") and err.startswith("The name ") and ascii(name) in err
    assert not django_user_model.objects.exists()


def test_a_name_is_the_same_however_its_accents_are_written(add, client):
    add(unicodedata.normalize("NFD", "josé"))
    login = {"username": "josé", "password": PASSWORD}
    assert client.post("/moderate/login/", login).status_code == 302


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def typing(monkeypatch):
    """Somebody at a terminal who types these, one at each prompt; an error is what ends the prompt."""

    def typing(*typed):
        left = list(typed)

        def getpass(prompt):
            if isinstance(left[0], str):
                return left.pop(0)
            raise left[0]

        monkeypatch.setattr("sys.stdin", Terminal())
        monkeypatch.setattr(commands.getpass, "getpass", getpass)

    return typing


def piped(monkeypatch, written):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(written)))


def test_without_a_password_it_is_typed_twice(add, typing):
    typing("typed-by-hand-1", "typed-by-hand-1")
    assert add("mo", "")[0] == 0
    assert authenticate(username="mo", password="typed-by-hand-1")


def test_one_that_is_typed_in_two_ways_is_refused(add, typing, django_user_model):
    typing("typed-by-hand-1", "typed-by-hand-2")
    assert add("mo", "") == (2, "", "The two passwords differ; nothing was changed.\n")
    assert not django_user_model.objects.exists()


@pytest.mark.parametrize("typed", [EOFError(), KeyboardInterrupt(), ""], ids=repr)
def test_no_password_at_all_is_a_2_in_words(add, typing, django_user_model, typed):
    typing(typed, typed)
    status, _, err = add("mo", "")
    assert status == 2 and "No password was given" in err
    assert not django_user_model.objects.exists()


@pytest.mark.parametrize("end", ["", "\n", "\r\n"], ids=ascii)
def test_a_pipe_gives_a_password_letter_by_letter(add, monkeypatch, end):
    piped(monkeypatch, f" Blue$tone-4711 \\`é{end}".encode())
    assert add("mo", "")[0] == 0
    assert authenticate(username="mo", password=" Blue$tone-4711 \\`é")


@pytest.mark.parametrize("written", [b"", b"\n", b"two-long-lines\nof-a-password\n", b"\xff" * 10], ids=ascii)
def test_a_pipe_without_one_password_is_a_2_in_words(add, monkeypatch, django_user_model, written):
    piped(monkeypatch, written)
    status, out, err = add("mo", "")
    assert (status, out) == (2, "") and "password" in err
    assert not django_user_model.objects.exists()


def test_a_store_that_is_down_is_a_2_in_words(add, monkeypatch, django_user_model):
    def down(*_, **__):
        raise OperationalError("database is locked")

    monkeypatch.setattr(django_user_model, "save", down)
    status, _, err = add("mo")
    assert status == 2 and "cannot be read: database is locked" in err


def test_no_password_is_ever_printed(add):
    assert not any(PASSWORD in str(said) for said in add("mo"))
    assert "short" not in add("mo", "short")[2].replace("too short", "")
