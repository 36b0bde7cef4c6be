"""Settings: their defaults, their errors, and that the database really works as they say."""

import json
import os
import re
import stat
import subprocess
import sys
from ast import literal_eval

import pytest
from django.db import connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from service import configuration
from service.configuration import ConfigurationError, keep, read
from service.layout.pages import ROOT

WRONG = {
    "PORT": ("http", "PORT is 'http'; it must be a whole number from 1 to 65535."),
    "PORT ": ("0", "PORT is '0'; it must be a whole number from 1 to 65535."),
    "DATABASE_URL": ("mysql://a/b", "DATABASE_URL is 'mysql://a/b'; it must be sqlite:///PATH or postgres://"),
    "DATABASE_URL ": ("sqlite:///:memory:", "DATABASE_URL is 'sqlite:///:memory:'; it must be sqlite:///PATH or"),
    "DATABASE_URL  ": ("sqlite://:memory:", "it must be sqlite:///PATH or postgres://"),
    "DATABASE_URL   ": ("sqlite:///", "it must be sqlite:///PATH or postgres://"),
    "DATABASE_URL    ": ("mysql://ann:let me/in@here@db/x", "DATABASE_URL is 'mysql://ann:***@db/x'; it must be"),
    "SITEURL": ("example.org", "SITEURL is 'example.org'; it must be an address such as https://example.org"),
    "SITEURL ": ("https://example.org/blog", "without a path"),
    "SITEURL  ": ("https://[example.org", "SITEURL is 'https://[example.org'; it must be an address"),
    "SITEURL   ": ("https://my_blog.example", "it must be an address such as https://example.org"),
    "SITEURL    ": ("https://ann@example.org", "it must be an address such as https://example.org"),
    "SITEURL      ": ("https://example.org:99999", "SITEURL is 'https://example.org:99999'; it must be an address"),
    "SITEURL     ": ("ftp://example.org", "it must be an address such as https://example.org"),
    "ALLOWED_HOSTS": ("a.example,https://b.example", "ALLOWED_HOSTS is 'https://b.example'; it must be names such as"),
    "SECRET_KEY": ("short", "SECRET_KEY is too short; it must have 32 characters or more."),
    "MODERATION": ("some", "MODERATION is 'some'; it must be first or all or none."),
    "EMAIL_URL": ("carrier-pigeon://", "EMAIL_URL is 'carrier-pigeon://'; it must be console: or smtp://"),
    "TRUSTED_PROXIES": ("10.0.0.0/40", "TRUSTED_PROXIES is '10.0.0.0/40'; it must be addresses or networks"),
    "RATE_LIMIT": ("-1", "RATE_LIMIT is '-1'; it must be a whole number from 0 to 100000."),
    "WATCH": ("yes", "WATCH is 'yes'; it must be 1 or 0."),
}


@pytest.mark.parametrize(("name", "value", "words"), [(n, *case) for n, case in WRONG.items()], ids=WRONG)
def test_a_wrong_value_is_named_with_what_is_allowed(tmp_path, name, value, words):
    with pytest.raises(ConfigurationError, match=re.escape(words)):
        read({"DATA": str(tmp_path), name.strip(): value})


def test_without_a_pysqlite3_that_runs_pythons_own_sqlite_keeps_the_record(tmp_path):
    (tmp_path / "pysqlite3.py").write_text('raise ImportError("of another system")')
    tells = "import sqlite3; own = sqlite3.sqlite_version_info; import service, sqlite3; print(own)"
    tells += "; assert sqlite3.sqlite_version_info == own; from service.settings import DATABASES; print(DATABASES)"
    given = os.environ | {"PYTHONPATH": f"{tmp_path}:{ROOT}", "DATA": str(tmp_path / "data")}
    done = subprocess.run([sys.executable, "-c", tells], env=given, capture_output=True, text=True, check=True)
    own, databases = done.stdout.splitlines()
    assert ("journal_mode=WAL" if literal_eval(own) >= (3, 51, 3) else "journal_mode=TRUNCATE") in databases


def test_a_database_whose_driver_is_missing_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(configuration, "find_spec", lambda name: None)
    with pytest.raises(ConfigurationError, match="psycopg is not installed"):
        read({"DATA": str(tmp_path), "DATABASE_URL": "postgres://u:p@127.0.0.1/x"})


def test_nothing_needs_to_be_set(tmp_path):
    found = read({"DATA": str(tmp_path)})
    assert (found.port, found.siteurl, found.moderation) == (8000, "http://127.0.0.1:8000", "first")
    assert (found.rate_limit, found.watch) == (5, True)
    assert "127.0.0.1" in found.allowed_hosts


SITES = {
    "capitals": ("HTTPS://Blog.Example", "https://blog.example"),
    "another script": ("https://bücher.example/", "https://xn--bcher-kva.example"),
    "already coded": ("https://XN--Bcher-KVA.example", "https://xn--bcher-kva.example"),
    "a letter that older rules took for two": ("https://straße.example", "https://xn--strae-oqa.example"),
    "Greek capitals": ("https://ΛΌΓΟΣ.example", "https://xn--oxapnq6b.example"),
    "a last dot": ("https://blog.example.", "https://blog.example"),
    "its own port": ("https://blog.example:443", "https://blog.example"),
    "another port": ("http://blog.example:443", "http://blog.example:443"),
    "a long address": ("http://[0:0:0:0:0:0:0:1]:8000", "http://[::1]:8000"),
    "blanks around it": (" http://blog.example:80 ", "http://blog.example"),
}


@pytest.mark.parametrize(("given", "siteurl"), SITES.values(), ids=SITES)
def test_the_site_s_name_is_written_as_browsers_write_it(tmp_path, given, siteurl):
    found = read({"DATA": str(tmp_path), "SITEURL": given})
    assert found.siteurl == siteurl
    host = siteurl.partition("://")[2].removesuffix(":8000").removesuffix(":443")
    assert found.allowed_hosts == [host, *[name for name in configuration.LOOPBACK if name != host]]


def test_other_names_are_answered_to_as_well_as_the_site_s_own(tmp_path):
    names = "WWW.Blog.example:8443, bücher.example. .example.net,::1,*"
    found = read({"DATA": str(tmp_path), "SITEURL": "https://blog.example", "ALLOWED_HOSTS": names})
    own = ["blog.example", *configuration.LOOPBACK]
    assert found.allowed_hosts == [*own, "www.blog.example", "xn--bcher-kva.example", ".example.net", "*"]


def test_the_secret_is_made_once_and_is_the_owners_alone(tmp_path):
    first, second = (read({"DATA": str(tmp_path)}).secret_key for _ in range(2))
    assert first == second
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_settings_are_kept_for_commands_and_a_variable_wins(tmp_path):
    data = {"DATA": str(tmp_path)}
    keep(read({**data, "MODERATION": "all", "PORT": "9000"}))
    assert (read(data).moderation, read(data).port) == ("all", 9000)
    assert read({**data, "MODERATION": "none"}).moderation == "none"
    assert stat.S_IMODE((tmp_path / "settings.json").stat().st_mode) == 0o600


def test_a_plain_start_has_the_defaults_again(tmp_path):
    keep(read({"DATA": str(tmp_path), "MODERATION": "none"}))
    assert read({"DATA": str(tmp_path)}, kept=False).moderation == "first"


def test_kept_settings_that_cannot_be_read_are_named(tmp_path):
    (tmp_path / configuration.KEPT_IN).write_text("{")
    with pytest.raises(ConfigurationError, match="delete it and start again"):
        read({"DATA": str(tmp_path)})


def test_what_is_kept_are_settings_and_nothing_else(tmp_path):
    keep(read({"DATA": str(tmp_path), "PATH": "/bin", "SECRET_KEY": "x" * 40, "WATCH": "0"}))
    assert json.loads((tmp_path / configuration.KEPT_IN).read_text()) == {"WATCH": "0"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("version", "journal"), [((3, 51, 2), "TRUNCATE"), ((3, 51, 3), "WAL"), ((3, 40, 1), "TRUNCATE")]
)
def test_an_sqlite_that_could_lose_commits_has_the_other_journal(tmp_path, monkeypatch, version, journal):
    monkeypatch.setattr(configuration, "sqlite_version_info", version)
    command = read({"DATA": str(tmp_path)}).database["OPTIONS"]["init_command"]
    assert f"PRAGMA journal_mode={journal};" in command and "synchronous=FULL" in command


@pytest.mark.django_db
def test_sqlite_keeps_what_it_committed_whatever_happens(tmp_path):
    settings = connections.configure_settings({"default": read({"DATA": str(tmp_path)}).database})["default"]
    database = DatabaseWrapper(settings, "on-disk")
    with database.cursor() as cursor:
        pragmas = {}
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            pragmas[name] = cursor.execute(f"PRAGMA {name}").fetchone()[0]
    database.close()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 4000}
    assert database.transaction_mode == "IMMEDIATE"
    assert connection.vendor == "sqlite"


# --- where the record is ---

FOLDERS = [
    "c#",
    "a?b",
    "x%41",
    "100%",
    "my blog",
    "a&b",
    "it's",
    'a"b',
    "Bücher",
    "a;b=c",
    "file:a",
    "~",
    "[a]*",
    "a\\b",
]
FOLDERS += [":memory:", "$HOME", "\udcff", "e\u0301"]


@pytest.fixture
def database():
    """A connection to the database of these settings, with one row written through it."""
    opened = []

    def database(found):
        settings = connections.configure_settings({"default": found.database})["default"]
        opened.append(DatabaseWrapper(settings, "on-disk"))
        with opened[-1].cursor() as cursor:
            cursor.execute("CREATE TABLE kept (words)")
        return opened[-1]

    yield database
    for one in opened:
        one.close()


def below(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.django_db
@pytest.mark.parametrize("name", FOLDERS, ids=ascii)
@pytest.mark.parametrize("form", ["{}", "{}/", "./{}/../{}"])
def test_everything_lies_under_data_whatever_that_is_called(tmp_path, monkeypatch, database, name, form):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).mkdir()
    found = read({"DATA": form.format(name, name)})
    keep(found)
    database(found)
    assert {f"{name}/{file}" for file in ("afterword.sqlite3", "secret_key", "settings.json")} <= below(tmp_path)
    assert all(path.startswith(f"{name}/") for path in below(tmp_path))
    assert not [path for path in tmp_path.iterdir() if path.name != name]


ADDRESSES = {
    "c#/a.db": "c#/a.db",
    "c%23/a.db": "c#/a.db",
    "a?b/a.db": "a?b/a.db",
    "x%2541/a.db": "x%41/a.db",
    "x%41/a.db": "xA/a.db",
    "100%/a.db": "100%/a.db",
    "my blog/a.db": "my blog/a.db",
    "my%20blog/a+b&c.db": "my blog/a+b&c.db",
    "Bücher/a.db": "Bücher/a.db",
}


@pytest.mark.parametrize("form", ["sqlite:///{}/{}", "sqlite:///{1}"], ids=["from the root", "from here"])
@pytest.mark.parametrize(("written", "path"), ADDRESSES.items(), ids=ADDRESSES)
def test_the_path_in_an_address_is_taken_whole(tmp_path, monkeypatch, written, path, form):
    monkeypatch.chdir(tmp_path)
    url = form.format(tmp_path, written)
    found = read({"DATA": "data", "DATABASE_URL": url})
    assert found.database["NAME"] == str(tmp_path / path)
    keep(found)
    monkeypatch.chdir("/")  # where a command may be run
    assert read({"DATA": str(tmp_path / "data")}).database["NAME"] == str(tmp_path / path)


def test_data_that_is_no_folder_is_named(tmp_path):
    (tmp_path / "file").touch()
    for data in (tmp_path / "file", tmp_path / "file/below"):
        with pytest.raises(ConfigurationError, match="where nothing can be kept"):
            read({"DATA": str(data)})
