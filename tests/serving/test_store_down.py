"""A full disk, a store that cannot be written, a database held by another: no words are lost, readers are served."""

import html
import json
import resource
import sqlite3
from contextlib import closing, contextmanager

import httpx
import pytest

from harness import small
from harness.running import family, serving
from tests.serving.asking import get

MODULE = "harness.small"
BODY = "Words that took <an hour> & more."


@pytest.fixture
def service(tmp_path):
    with serving(tmp_path, MODULE, MODERATION="none") as running:
        yield running


@contextmanager
def a_full_disk(service):
    """No file can grow any more: what a full disk is to a process, for root and in a container too."""
    held = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in family(service.process)}
    for pid, (_, most) in held.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))
    yield
    for pid, limits in held.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


@contextmanager
def a_record_that_can_only_be_read(service):
    """What SQLite says on a disk that is mounted read-only; mounting one takes rights that a test has not."""
    (service.data / small.ONLY_READ).touch()
    yield
    (service.data / small.ONLY_READ).unlink()


@contextmanager
def another_that_holds_the_database(service):
    """Another program writes, and takes longer than anybody waits."""
    with closing(sqlite3.connect(service.data / "afterword.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def token(service, slug="follow-up"):
    return httpx.get(f"{service.url}/comments/{slug}/token/").json()["token"]


def send(service, given, slug="follow-up"):
    return httpx.post(f"{service.url}/comments/{slug}/", data={"body": BODY, "token": given}, timeout=30)


def stored(service):
    return [json.loads(line)["body"] for line in service.command("export").stdout.splitlines()]


@pytest.mark.parametrize(
    "trouble",
    [a_full_disk, a_record_that_can_only_be_read, another_that_holds_the_database],
    ids=lambda one: one.__name__,
)
def test_a_comment_that_cannot_be_stored_keeps_its_words_and_is_stored_once_afterwards(service, trouble):
    assert send(service, token(service)).status_code == 303
    before, given = get(service.port, "/follow-up/"), token(service)
    with trouble(service):
        refused = send(service, given)
        assert refused.status_code == 503
        assert int(refused.headers["retry-after"]) > 0
        assert html.escape(BODY) in refused.text
        assert get(service.port, "/follow-up/").body == before.body
    first, again = send(service, given), send(service, given)
    assert first.status_code == again.status_code == 303
    assert first.headers["location"] == again.headers["location"]
    assert stored(service) == [BODY, BODY]
    assert service.command("check").returncode == 0


def test_a_page_that_cannot_be_written_is_baked_later_and_the_comment_is_acknowledged(service):
    in_the_way = service.data / "current/site/thank-you/comments"
    in_the_way.write_text("A file where the pages' folder should be.")
    answer = send(service, token(service, "thank-you"), "thank-you")
    assert answer.status_code == 303 and stored(service) == [BODY]
    served = get(service.port, "/thank-you/")
    assert served.status == 200 and served.body.endswith(b"<!--end of thank-you-->")
    assert service.command("check").returncode == 1
    in_the_way.unlink()
    assert service.command("bake").returncode == 0  # what the reconciler does by itself within a minute
    assert html.escape(BODY).encode() in get(service.port, "/thank-you/comments/1/").body
    assert service.command("check").returncode == 0
