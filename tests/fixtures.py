"""A thread with Part Five's two questions, a clock that stands still until it is moved, and a way to post."""

import shutil
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from itertools import count
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from service.decisions import moderation
from service.record.models import Comment, Status, Thread
from service.rules import rate_limit

QUESTIONS = [
    {"id": "how-soon", "kind": "duration", "text": "How soon do you usually follow up?", "options": []},
    {"id": "response", "kind": "choice", "text": "What have you had?", "options": ["An offer", "A kind no"]},
    {"id": "letters", "kind": "number", "text": "How many did you write?", "options": []},
    {"id": "advice", "kind": "text", "text": "What would you tell others?", "options": []},
]


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


_KEYS = count(1)


def write(status=Status.PENDING, slug="follow-up", parent=None, **fields):
    """A comment in the record with this status, which it came to as comments do; not by way of the form."""
    key = f"written-{next(_KEYS)}"
    fields = {"body": f"Words of {key}.", "created": timezone.now()} | fields
    root = parent and (parent.root or parent)
    comment = Comment.objects.create(thread_id=slug, parent=parent, root=root, nonce=key, status_key=key, **fields)
    for action in {"accepted": ["approve"], "rejected": ["reject"], "deleted": ["delete"]}.get(status, []):
        moderation.decide(action, comment.pk, "Ann")
    comment.refresh_from_db()
    return comment


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


def at_once(*works):
    """Run each in a thread of its own, all from the same moment; their results in order, errors raised."""
    ready, results = threading.Barrier(len(works)), [None] * len(works)

    def run(place, work):
        try:
            ready.wait(10)
            results[place] = work()
        except Exception as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results


class Page(HTMLParser):
    """What a test asks of a page: its title, its elements, the values in its forms."""

    VOID = frozenset({"input", "br", "meta", "link", "img"})

    def __init__(self, text):
        super().__init__()
        self.elements = []  # (tag, attributes, path of ids and tags)
        self.title, self.words, self.forms, self.open = "", "", {}, []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.elements.append((tag, attributes, [name for name, _ in self.open]))
        form = next((values.get("id") for name, values in reversed(self.open) if name == "form"), None)
        if form and tag in ("input", "textarea") and "name" in attributes:
            self.forms.setdefault(form, {})[attributes["name"]] = attributes.get("value") or ""
        if tag not in self.VOID:
            self.open.append((tag, attributes))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        self.words += data
        if self.open and self.open[-1][0] == "title":
            self.title += data
        if self.open and self.open[-1][0] == "textarea":
            form = next(values.get("id") for name, values in reversed(self.open) if name == "form")
            fields, name = self.forms.setdefault(form, {}), self.open[-1][1]["name"]
            fields[name] = fields.get(name, "") + data.removeprefix("\n")

    def find(self, tag=None, **wanted):
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [
            attributes
            for name, attributes, _ in self.elements
            if tag in (None, name) and all(attributes.get(key) == value for key, value in wanted.items())
        ]


@pytest.fixture
def read():
    """The page of a response."""
    return lambda response: Page(response.content.decode())
