"""A thread with Part Five's two questions, a clock that stands still until it is moved, and a way to post."""

import shutil
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from service.record.models import Comment, Status, Thread
from service.rules import rate_limit
from tests.factories import QUESTIONS
from tests.html import Page


class Clock:
    def __init__(self):
        self.time = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)

    def __call__(self):
        return self.time

    def move(self, **time):
        self.time += timedelta(**time)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture
def configure(settings):
    """Change the operator's settings for one test."""

    def configure(**changed):
        settings.AFTERWORD = replace(settings.AFTERWORD, **changed)

    return configure


@pytest.fixture(autouse=True)
def without_limits(configure):
    configure(rate_limit=0, moderation="first", siteurl="http://testserver")
    rate_limit.BUCKETS.clear()


@pytest.fixture
def thread(db):
    return Thread.objects.create(slug="follow-up", title="Follow-Up", questions=QUESTIONS)


@pytest.fixture
def token(client, thread, clock):
    """A fresh token that is old enough not to be too quick."""

    def token(client=client, slug="follow-up"):
        fresh = client.get(f"/comments/{slug}/token/").json()["token"]
        clock.move(seconds=5)
        return fresh

    return token


@pytest.fixture
def post(client, thread, token):
    """Post a comment with a fresh token, unless one is given (None: none is sent)."""

    def post(body="A few words.", client=client, slug="follow-up", headers=None, **fields):
        if "token" not in fields:
            fields["token"] = token(client)
        fields = {"body": body} | {name.replace("_", "-"): value for name, value in fields.items()}
        sent = {name: value for name, value in fields.items() if value is not None}
        return client.post(f"/comments/{slug}/", urlencode(sent), "application/x-www-form-urlencoded", headers=headers)

    return post


@pytest.fixture
def accepted(post, configure, settings):
    """Post a comment that is published at once, and return it."""

    def accepted(body="A few words.", **fields):
        moderation = settings.AFTERWORD.moderation
        configure(moderation="none")
        response = post(body, **fields)
        configure(moderation=moderation)
        assert response.status_code == 303, response.content.decode()
        comment = Comment.objects.latest("pk")
        assert comment.status == Status.ACCEPTED
        return comment

    return accepted


@pytest.fixture(scope="module")
def empty_file(tmp_path_factory, django_db_setup, django_db_blocker):
    """A database in a file, with its tables."""
    path = tmp_path_factory.mktemp("file") / "empty.sqlite3"
    with django_db_blocker.unblock(), _database(path):
        call_command("migrate", verbosity=0)
    return path


@pytest.fixture
def file_database(empty_file, tmp_path, django_db_blocker):
    """The record in a file of its own with one thread, since in memory no two connections can write. Its path."""
    path = tmp_path / "afterword.sqlite3"
    shutil.copy(empty_file, path)
    with django_db_blocker.unblock(), _database(path):
        Thread.objects.create(slug="follow-up", title="Follow-Up", questions=QUESTIONS)
        yield path


@contextmanager
def _database(path):
    """Every connection made within goes to this file."""
    settings = connections.settings["default"]
    connection, name = connections["default"], settings["NAME"]
    del connections["default"]
    settings["NAME"] = str(path)
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"], settings["NAME"] = connection, name


@pytest.fixture
def read():
    """The page of a response."""
    return lambda response: Page(response.content.decode())
