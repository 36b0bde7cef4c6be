"""``moderate`` and ``export`` as an operator runs them: what they print, and their exit statuses."""

import json
import os
import sqlite3
import subprocess
import sys

import pytest
from django.db import DatabaseError, connection

from harness.running import ROOT, command, environment
from service.__main__ import main
from service.decisions import commands, moderation
from service.record.models import Answer, Comment, Status
from service.record.wording import OF_STATUS
from tests.factories import write

KEYS = ["id", "thread", "parent", "number", "name", "body", "answers", "status", "created", "decided_by"]
HOSTILE = "a\tb\nc\u2028d\u2029e \U0001f44d <b>"


@pytest.fixture
def run(capsys):
    """Run ``python -m service ...`` here; its exit status, what it printed and what it complained of."""

    def run(*arguments):
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as ended:  # argparse
            status = ended.code
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


# --- list ---


def test_the_list_has_a_line_a_comment_with_five_fields(thread, run):
    comment = write(name="Ann", body="A few words.")
    assert run("moderate", "list") == (0, f"{comment.pk}\tfollow-up\t2026-09-01T12:00:00Z\tAnn\tA few words.\n", "")


def test_what_would_break_a_line_is_a_space_and_nothing_is_cut(thread, run):
    write(body=HOSTILE + "x" * 8000)
    _, out, _ = run("moderate", "list")
    (line,) = out.splitlines()
    assert line.split("\t")[4] == "a b c d e \U0001f44d <b>" + "x" * 8000


def test_the_list_is_of_what_waits_unless_told_otherwise(thread, run):
    ids = {status: write(status).pk for status in Status.values}
    for arguments, status in ([], "pending"), *(([f"--status={status}"], status) for status in ids):
        _, out, _ = run("moderate", "list", *arguments)
        assert [line.split("\t")[0] for line in out.splitlines()] == [str(ids[status])]


def test_nothing_to_list_is_no_error(thread, run):
    assert run("moderate", "list") == (0, "", "")
    assert run("moderate", "list", "--json") == (0, "", "")


def test_the_list_is_in_the_order_of_time(thread, run):
    ids = [write().pk for _ in range(12)]
    assert [int(line.split("\t")[0]) for line in run("moderate", "list")[1].splitlines()] == ids


def test_json_of_the_list_is_that_of_the_export(thread, run):
    write(body=HOSTILE)
    assert run("moderate", "list", "--json") == run("export")


@pytest.mark.parametrize("status", ["spam", "published", ""])
def test_a_status_that_is_none_is_named_with_those_that_are(thread, run, status):
    code, _, err = run("moderate", "list", "--status", status)
    assert code == 2 and "pending" in err and "deleted" in err


# --- export ---


def test_the_export_has_exactly_its_keys(thread, run):
    parent = write("accepted", name="Ann", email="ann@example.org", body="Größe 👍")
    write("rejected", parent=parent)
    Answer.objects.create(comment=parent, question="how-soon", wording="How soon?", value="3", unit="weeks", amount=21)
    Answer.objects.create(comment=parent, question="response", wording="What?", value="An offer")
    first, second = map(json.loads, run("export")[1].splitlines())
    assert list(first) == KEYS and list(second) == KEYS
    assert first == {
        "id": parent.pk,
        "thread": "follow-up",
        "parent": None,
        "number": 1,
        "name": "Ann",
        "body": "Größe 👍",
        "answers": [
            {"question": "how-soon", "wording": "How soon?", "value": "3", "unit": "weeks"},
            {"question": "response", "wording": "What?", "value": "An offer"},
        ],
        "status": "accepted",
        "created": "2026-09-01T12:00:00Z",
        "decided_by": "Ann",
    }
    assert (second["parent"], second["number"], second["status"]) == (parent.pk, None, "rejected")


def test_the_export_has_email_addresses_only_when_asked(thread, run):
    write(email="ann@example.org")
    assert "ann@example.org" not in run("export")[1]
    (line,) = run("export", "--private")[1].splitlines()
    assert list(json.loads(line)) == [*KEYS, "email"]
    assert json.loads(line)["email"] == "ann@example.org"


def test_a_comment_is_one_line_for_every_reader_of_lines_and_comes_back_whole(thread, run):
    body = HOSTILE + "\x85\x0b\x1c"
    write(body=body)
    (line,) = run("export")[1].splitlines()
    assert json.loads(line)["body"] == body


def test_the_export_asks_as_often_for_many_comments_as_for_one(thread, run, django_assert_num_queries):
    for _ in range(30):
        write()
    with django_assert_num_queries(2):
        assert run("export")[1].count("\n") == 30


# --- decisions ---


@pytest.mark.parametrize(("action", "before", "after"), [
    ("approve", "pending", "accepted"),
    ("reject", "pending", "rejected"),
    ("delete", "accepted", "deleted"),
    ("reopen", "rejected", "pending"),
])  # fmt: skip
def test_a_decision_is_done_and_told(thread, run, action, before, after):
    comment = write(before)
    status, out, err = run("moderate", action, comment.pk, "--as", "Mo")
    comment.refresh_from_db()
    assert (status, comment.status, err) == (0, after, "")
    assert out.startswith(f"{comment.pk}: {OF_STATUS[after].command}")


def test_a_comment_already_decided_is_a_1_that_names_who_and_when(thread, run):
    comment = write("accepted")
    status, out, err = run("moderate", "approve", comment.pk)
    assert (status, out) == (1, "")
    assert err == f"{comment.pk}: already approved by Ann at 2026-09-01T12:00:00Z\n"


WRONG = ["12345", "abc", "-5", "1.0", "0", "", "٣", "9" * 40, "\udcff"]


@pytest.mark.parametrize("number", WRONG)
def test_what_is_no_comment_is_a_2_in_words(thread, run, number):
    status, out, err = run("moderate", "approve", number)
    assert (status, out) == (2, "") and "comment" in err and "Traceback" not in err


def test_of_several_the_highest_status_counts_and_the_rest_is_done(thread, run):
    first, decided, last = write(), write("rejected"), write()
    assert run("moderate", "approve", first.pk, decided.pk)[0] == 1
    status, out, err = run("moderate", "approve", decided.pk, "12345", "abc", last.pk)
    assert status == 2 and out.startswith(f"{last.pk}: approved") and len(err.splitlines()) == 3
    assert set(Comment.objects.filter(status="accepted")) == {first, last}


def test_the_same_comment_twice_is_decided_once(thread, run):
    comment = write()
    assert run("moderate", "approve", comment.pk, comment.pk)[0] == 1
    assert thread.comments.filter(status="accepted").count() == 1


def test_a_rejection_keeps_its_reason_and_who_decided(thread, run):
    comment = write()
    run("moderate", "reject", comment.pk, "--reason", "spam", "--as", "Mo")
    comment.refresh_from_db()
    assert (comment.reason, comment.decided_by) == ("spam", "Mo")


@pytest.mark.parametrize("given", [[], ["--as", ""], ["--as", " "]])
def test_without_a_name_the_system_s_user_decides(thread, run, monkeypatch, given):
    monkeypatch.setenv("LOGNAME", "operator")
    comment = write()
    run("moderate", "approve", comment.pk, *given)
    comment.refresh_from_db()
    assert comment.decided_by == "operator"


def test_a_user_without_a_name_can_decide(thread, run, monkeypatch):
    def nobody():
        raise KeyError("uid not found")

    monkeypatch.setattr(commands.getpass, "getuser", nobody)
    comment = write()
    assert run("moderate", "approve", comment.pk)[0] == 0


def test_bytes_that_are_no_text_do_no_harm_in_a_name_or_a_reason(thread, run):
    comment = write()
    assert run("moderate", "reject", comment.pk, "--as", "M\udcff", "--reason", "\udce9a\x1b[2J")[0] == 0
    comment.refresh_from_db()
    assert (comment.decided_by, comment.reason) == ("M\ufffd", "\ufffda\ufffd[2J")


@pytest.mark.parametrize("arguments", [[], ["approve"], ["publish", "1"], ["reject", "1", "--reason"]])
def test_wrong_usage_is_a_2(thread, run, arguments):
    status, _, err = run("moderate", *arguments)
    assert status == 2 and "usage" in err


# --- when something is broken ---


def test_a_store_that_fails_in_the_middle_leaves_the_rest_done(thread, run, monkeypatch):
    first, second, third = write(), write(), write()
    decide = moderation.decide

    def sometimes(action, number, *arguments):
        if number == second.pk:
            raise DatabaseError("disk I/O error")
        return decide(action, number, *arguments)

    monkeypatch.setattr(moderation, "decide", sometimes)
    status, out, err = run("moderate", "approve", first.pk, second.pk, third.pk)
    assert status == 2 and len(out.splitlines()) == 2 and "disk I/O error" in err


READING = [["moderate", "list"], ["moderate", "list", "--json"], ["export"], ["moderate", "approve", "1"]]


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_a_locked_store_is_a_2_that_says_so(file_database, run, monkeypatch, arguments):
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.1)
    connection.close()
    other = sqlite3.connect(file_database)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")  # else those who read are not kept from it
    other.execute("BEGIN EXCLUSIVE")
    status, out, err = run(*arguments)
    other.close()
    assert (status, out) == (2, "") and "locked" in err and str(file_database) in err


def test_a_store_that_is_not_there_is_a_2_that_says_where_it_was_looked_for(tmp_path):
    ended = command(tmp_path, "moderate", "list")
    assert ended.returncode == 2
    assert "There is no record in" in ended.stderr and str(tmp_path) in ended.stderr
    assert "Traceback" not in ended.stderr and ended.stdout == ""


@pytest.fixture
def many(file_database):
    """More comments than a pipe holds."""
    for _ in range(20):
        write(body="words " * 1300, name="Grüße")
    connection.close()
    return file_database


def shell(script, database, **settings):
    settings = {"DATABASE_URL": f"sqlite:///{database}", "PYTHON": sys.executable} | settings
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {script}"],
        cwd=ROOT,
        env=environment(database.parent, **settings),
        capture_output=True,
        text=True,
        timeout=60,
    )


BROKEN = {
    "a reader that takes one line": ('"$PYTHON" -m service moderate list | head -c 5', 0, ""),
    "a reader that takes nothing": ('"$PYTHON" -m service export | true', 0, ""),
    "a full disk": ('"$PYTHON" -m service export > /dev/full', 2, "No space left"),
    "no output at all": ('"$PYTHON" -m service moderate list >&-', 0, ""),
}


@pytest.mark.parametrize(("script", "status", "words"), BROKEN.values(), ids=BROKEN)
def test_an_output_that_breaks_makes_no_traceback(many, script, status, words):
    ended = shell(script, many)
    assert ended.returncode == status
    assert words in ended.stderr if words else ended.stderr == ""


def test_a_decision_is_done_whether_or_not_anybody_reads_of_it(many):
    ids = " ".join(str(pk) for pk in Comment.objects.values_list("pk", flat=True))
    shell(f'"$PYTHON" -m service moderate approve {ids} | true', many, PYTHONUNBUFFERED="1")
    assert not Comment.objects.filter(status="pending").exists()


def test_a_name_in_any_script_is_written_whatever_the_locale(many):
    ended = shell('"$PYTHON" -m service moderate list', many, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert ended.returncode == 0 and ended.stdout.count("Grüße") == 20


def test_a_command_line_s_decision_reaches_the_record_of_a_service(many):
    number = Comment.objects.latest("pk").pk
    ended = shell(f'"$PYTHON" -m service moderate reject {number} --as Mo --reason spam', many)
    assert (ended.returncode, ended.stderr) == (0, "") and os.linesep in ended.stdout
    comment = Comment.objects.get(pk=number)
    assert (comment.status, comment.reason, comment.decided_by) == ("rejected", "spam", "Mo")
