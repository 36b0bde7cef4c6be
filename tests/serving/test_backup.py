"""A copy of the record while others write, and back from it while others read and write."""

import json
import sqlite3
import stat
import threading
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest

from harness.running import command, serving
from tests.serving.asking import post

MODULE = "harness.small"


def bodies(service):
    return {json.loads(line)["body"] for line in service.command("export").stdout.splitlines()}


def backed_up(service):
    """The path of a new copy."""
    result = service.command("backup")
    assert result.returncode == 0, result.stderr
    return result.stdout.strip().removeprefix("Kept in ").removesuffix(".")


def kept_in(path):
    with sqlite3.connect(path) as copy:
        return {row[0] for row in copy.execute("SELECT body FROM discussion_comment")}


@contextmanager
def writers(service, count=3):
    """People who write until the block ends; the texts that were acknowledged, in their order."""
    acknowledged, enough, stop = [], threading.Event(), threading.Event()

    def write(writer):
        number = 0
        while not stop.is_set():
            body = f"Writer {writer}, letter {number}."
            if post(service.url, body).status_code == 303:
                acknowledged.append(body)
            number += 1
            if len(acknowledged) > 5:
                enough.set()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(count)]
    for thread in threads:
        thread.start()
    try:
        assert enough.wait(60)
        yield acknowledged
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def test_a_copy_and_the_way_back_lose_nothing_of_their_moment_under_writes(tmp_path):
    with serving(tmp_path, MODULE, MODERATION="none") as service:
        with writers(service) as acknowledged:
            before = set(acknowledged)
            copy = backed_up(service)
            kept = kept_in(copy)
            assert before <= kept
            post(service.url, "After the copy.")
            assert service.command("restore", copy).returncode == 0
            back = len(acknowledged)
            last = post(service.url, "After the way back.")
        now = bodies(service)
        assert last.status_code == 303 and "After the way back." in now and "After the copy." not in now
        assert kept <= now and set(acknowledged[back:]) <= now
        assert service.command("check").returncode == 0, service.command("check").stdout
        pages = list((tmp_path / "current/site/follow-up/comments").iterdir())
        read = "".join(httpx.get(f"{service.url}/follow-up/comments/{page.name}/").text for page in pages)
        assert [body for body in now if body not in read] == [] and "After the copy." not in read


def test_what_was_there_is_kept_before_it_is_replaced(tmp_path):
    with serving(tmp_path, MODULE, MODERATION="none") as service:
        post(service.url, "First.")
        copy = backed_up(service)
        post(service.url, "Second.")
        result = service.command("restore", copy)
        assert bodies(service) == {"First."}
        (kept,) = (tmp_path / "backups").glob("before-restore-*")
        assert str(kept) in result.stdout
        assert service.command("restore", kept).returncode == 0
        assert bodies(service) == {"First.", "Second."}
        assert "Second." in httpx.get(f"{service.url}/follow-up/").text


def test_an_address_that_was_given_never_leads_to_another_comment(tmp_path):
    with serving(tmp_path, MODULE, MODERATION="none") as service:
        post(service.url, "First.")
        copy = backed_up(service)
        lost = post(service.url, "Lost.").headers["location"]
        service.command("restore", copy)
        assert post(service.url, "New.").headers["location"] != lost


def test_a_copy_moves_to_another_folder(tmp_path):
    with serving(tmp_path / "one", MODULE, MODERATION="none") as service:
        post(service.url, "From the old machine.")
        copy = backed_up(service)
    assert command(tmp_path / "two", "restore", copy).returncode == 0
    with serving(tmp_path / "two", MODULE) as service:
        assert "From the old machine." in httpx.get(f"{service.url}/follow-up/").text


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """A DATA folder with a record in it; nothing runs there."""
    data = tmp_path_factory.mktemp("started")
    with serving(data, MODULE, MODERATION="none") as service:
        post(service.url, "Here.")
    return data


def test_a_copy_is_its_owner_s_alone_and_never_replaces_a_file(started, tmp_path):
    copy = tmp_path / "deep/copy.sqlite3"
    assert command(started, "backup", copy).returncode == 0
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600 and [*copy.parent.iterdir()] == [copy]
    again = command(started, "backup", copy)
    assert again.returncode == 1 and "is there already" in again.stderr


def test_a_copy_can_be_read_where_nothing_can_be_written(started, tmp_path):
    command(started, "backup", tmp_path / "copy.sqlite3")
    with closing(sqlite3.connect(f"file:{tmp_path / 'copy.sqlite3'}?mode=ro", uri=True)) as copy:
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)  # which needs no file beside it
        assert copy.execute("SELECT body FROM discussion_comment").fetchall() == [("Here.",)]


def test_no_copy_has_the_key_that_addresses_are_hashed_with(started, tmp_path):
    command(started, "backup", tmp_path / "copy.sqlite3")
    (key,) = (started / "keys").iterdir()
    content = (tmp_path / "copy.sqlite3").read_bytes()
    assert key.read_bytes() not in content and key.read_bytes().hex().encode() not in content


def damaged(path):
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)


def foreign(path):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE apples (name)")


def newer(path):
    with sqlite3.connect(path) as copy:
        copy.execute("CREATE TABLE discussion_comment (id)")
        copy.execute("CREATE TABLE django_migrations (app, name)")
        copy.execute("INSERT INTO django_migrations VALUES ('discussion', '9999_tomorrow')")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: None, "There is no file"),
        (lambda path: path.write_text("no database " * 99), "is no database"),
        (damaged, "is no database"),
        (foreign, "not one of Afterword"),
        (newer, "is of a newer Afterword"),
    ],
)
def test_what_is_no_copy_is_refused_in_one_sentence_and_nothing_changes(started, tmp_path, make, words):
    make(tmp_path / "copy")
    before = (started / "afterword.sqlite3").read_bytes()
    result = command(started, "restore", tmp_path / "copy")
    assert result.returncode == 1 and words in result.stderr and len(result.stderr.splitlines()) == 1
    assert (started / "afterword.sqlite3").read_bytes() == before


@pytest.mark.parametrize("arguments", [("backup",), ("restore", "copy")])
def test_before_there_is_a_record_it_is_said_in_one_sentence(tmp_path, arguments):
    result = command(tmp_path, *arguments)
    assert result.returncode == 1 and len(result.stderr.splitlines()) == 1


def test_record_journal_and_copies_lie_under_data_whatever_that_is_called(tmp_path):
    data = tmp_path / "a c#?x%41 \u00fc'&\""
    with serving(data, MODULE, MODERATION="none") as service:
        assert post(service.url, "Under an odd name.").status_code == 303
        copy = backed_up(service)
        assert post(service.url, "Afterwards.").status_code == 303
        assert service.command("restore", copy).returncode == 0
        assert bodies(service) == kept_in(copy) == {"Under an odd name."}
        assert service.command("check").returncode == 0
        service.stop()
    assert Path(copy).parent == data / "backups" and (data / "afterword.sqlite3").is_file()
    assert [path.name for path in tmp_path.iterdir()] == [data.name]


def test_the_record_may_lie_elsewhere_in_a_folder_that_is_made_for_it(tmp_path):
    address = f"sqlite:///{tmp_path}/c#/x%2541/record.db"
    with serving(tmp_path / "data", MODULE, MODERATION="none", DATABASE_URL=address) as service:
        assert post(service.url, "Elsewhere.").status_code == 303
        assert bodies(service) == {"Elsewhere."}
    assert kept_in(tmp_path / "c#/x%41/record.db") == {"Elsewhere."}
    assert not (tmp_path / "data/afterword.sqlite3").exists()


def test_a_place_where_no_record_can_be_is_named(tmp_path):
    (tmp_path / "file").touch()
    address = f"sqlite:///{tmp_path}/file/record.db"
    result = command(tmp_path / "data", "serve", module=MODULE, DATABASE_URL=address)
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert f"DATABASE_URL is {tmp_path}/file/record.db, where nothing can be written" in result.stderr
