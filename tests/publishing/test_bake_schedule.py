"""In the server a page is baked while its reader waits, and lists and feeds a moment later by the process beside it."""

import threading

import pytest

from harness import small
from service.publishing import bake, bake_schedule, files, reconcile
from service.publishing.locks import held
from service.publishing.release import release
from service.record.models import ThreadPage


@pytest.fixture
def released(file_database, data):
    """As everywhere in this folder, but on a database that two threads can use."""
    small.write(data / "output")
    release(say=lambda words: None)
    return data


@pytest.fixture
def server(released, monkeypatch):
    """This process as the server; a function that does what it does before it answers."""
    monkeypatch.setattr(bake_schedule, "_in_the_server", True)
    return lambda: bake_schedule.bake_changed(bake_schedule.changed())


@pytest.fixture
def beside(monkeypatch):
    """Run what the process beside the server runs, until a condition holds."""

    def run(until, every=60):
        stop, look = threading.Event(), threading.Event()
        wait = stop.wait
        stop.wait = lambda seconds: (look.set(), until() and stop.set(), wait(0.01))[2]
        reconcile.for_ever(stop, every)
        assert look.is_set()

    return run


def served(data, name):
    return (data / "current/site" / name).read_text()


def noted():
    return all(page.baked == page.version for page in ThreadPage.objects.all())


def test_the_page_comes_first_and_is_noted_when_the_lists_and_feeds_have_come(released, accept, server):
    accept("At once.")
    assert "At once." not in served(released, "follow-up/index.html")
    server()
    assert "At once." in served(released, "follow-up/index.html")
    assert "At once." in served(released, "follow-up/comments/1/index.html")
    assert "At once." not in served(released, "comments.atom") and not noted()
    assert reconcile.reconcile() == 2
    assert "At once." in served(released, "comments.atom") and "At once." in served(released, "follow-up/comments.atom")
    assert 'data-comments="1"' in served(released, "index.html") and noted()


def test_the_process_beside_sees_that_a_page_was_baked_and_does_the_rest(released, accept, server, beside):
    accepted = []

    def done():
        if not accepted:
            accepted.append(accept("Seen."))
            server()
        return noted()

    beside(done)
    assert "Seen." in served(released, "comments.atom")


def test_what_stands_in_a_page_is_not_written_there_again(released, accept, server, monkeypatch):
    accept("Once.")
    server()
    written, pending = [], files.PendingFile
    monkeypatch.setattr(files, "PendingFile", lambda path, *more: (written.append(path), pending(path, *more))[1])
    reconcile.reconcile()
    assert noted() and released / "current/site/follow-up/index.html" not in written
    assert {path.name for path in written} == {"index.html", "comments.atom"}


def test_only_those_who_changed_something_wait_for_a_bake(released, accept, server):
    assert not bake_schedule.changed()
    accept("Something.")
    assert bake_schedule.changed() == {"follow-up"} and not bake_schedule.changed()


def test_a_switch_of_releases_meanwhile_leaves_the_note_to_the_next_time(released, accept, server, monkeypatch):
    accept("In between.")
    server()
    bake_dependents = bake.bake_dependents

    def switched(*told):
        bake_dependents(*told)
        monkeypatch.setattr(bake, "bake_dependents", bake_dependents)
        release(again=True, say=lambda words: None)
        ThreadPage.objects.update(baked=0)

    monkeypatch.setattr(bake, "bake_dependents", switched)
    bake.bake(bake.stale())
    assert not noted()
    bake.bake(bake.stale())
    assert noted() and "In between." in served(released, "comments.atom")


def test_lists_and_feeds_keep_no_reader_waiting(released, accept, server):
    accept("Quick.")
    with held(released, "lists"):
        server()
    assert "Quick." in served(released, "follow-up/index.html")
