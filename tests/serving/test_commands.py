"""What each command does on a DATA that was never served, and on a record of another release."""

import sqlite3

import pytest

from harness import small
from harness.running import command

READERS = {
    "moderate list": 2,
    "moderate approve 1": 2,
    "export": 2,
    "check": 1,
    "backup": 1,
    "bake": 1,
}
MAKERS = {"release": {}, "moderator ada": {"PASSWORD": "Blue$tone-4711"}}


@pytest.mark.parametrize(("line", "status"), READERS.items(), ids=READERS)
def test_what_only_reads_names_the_data_and_makes_nothing(tmp_path, line, status):
    done = command(tmp_path / "data", *line.split())
    said = done.stdout + done.stderr
    assert done.returncode == status and "Traceback" not in said
    assert f"There is no record in {tmp_path / 'data/afterword.sqlite3'}, and DATA is {tmp_path / 'data'}." in said
    assert "Name the DATA that make serve was given" in said
    assert not (tmp_path / "data/afterword.sqlite3").exists()


@pytest.mark.parametrize(("line", "settings"), MAKERS.items(), ids=MAKERS)
def test_what_writes_makes_the_record_first(tmp_path, line, settings):
    small.write(tmp_path / "output")
    done = command(tmp_path, *line.split(), **settings)
    assert (done.returncode, done.stderr) == (0, "")
    listed = command(tmp_path, "moderate", "list")
    assert (listed.returncode, listed.stdout + listed.stderr) == (0, "")


def test_a_database_without_tables_is_no_record(tmp_path):
    (tmp_path / "afterword.sqlite3").touch()
    done = command(tmp_path, "moderate", "list")
    assert done.returncode == 2 and done.stderr.startswith(f"There is no record in {tmp_path / 'afterword.sqlite3'}")


def test_a_release_without_a_build_says_what_to_do(tmp_path):
    done = command(tmp_path, "release")
    assert done.returncode == 1 and done.stderr.endswith("run the command build first.\n")


@pytest.mark.parametrize("line", ["release", "moderator ada", "check"])
def test_a_record_of_an_older_release_is_left_to_serve(tmp_path, line):
    small.write(tmp_path / "output")
    command(tmp_path, "release")
    with sqlite3.connect(tmp_path / "afterword.sqlite3") as record:
        last = "SELECT max(id) FROM django_migrations WHERE app = 'discussion'"
        record.execute(f"DELETE FROM django_migrations WHERE id = ({last})")
    record.close()
    done = command(tmp_path, *line.split(), PASSWORD="Blue$tone-4711")
    assert done.returncode in (1, 2)
    assert "is of an older Afterword (1 migrations are not applied)" in done.stdout + done.stderr
