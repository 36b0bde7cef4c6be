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


def test_without_a_password_one_is_asked_for(add, monkeypatch):
    monkeypatch.setattr(commands.getpass, "getpass", lambda prompt: "typed-by-hand-1")
    assert add("mo", "")[0] == 0
    assert authenticate(username="mo", password="typed-by-hand-1")


@pytest.mark.parametrize("error", [EOFError, KeyboardInterrupt])
def test_no_password_at_all_is_a_2_in_words(add, monkeypatch, django_user_model, error):
    def nothing(prompt):
        raise error

    monkeypatch.setattr(commands.getpass, "getpass", nothing)
    status, _, err = add("mo", "")
    assert status == 2 and "No password was given" in err
    assert not django_user_model.objects.exists()


def test_where_nobody_can_type_it_is_a_2_as_well(add, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    monkeypatch.setattr(commands.getpass, "getpass", lambda prompt: input(prompt))
    assert add("mo", "")[0] == 2


def test_a_store_that_is_down_is_a_2_in_words(add, monkeypatch, django_user_model):
    def down(*_, **__):
        raise OperationalError("database is locked")

    monkeypatch.setattr(django_user_model, "save", down)
    status, _, err = add("mo")
    assert status == 2 and "cannot be read: database is locked" in err


def test_no_password_is_ever_printed(add):
    assert not any(PASSWORD in str(said) for said in add("mo"))
    assert "short" not in add("mo", "short")[2].replace("too short", "")
