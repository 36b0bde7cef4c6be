"""In the server one thread bakes: the page while its reader waits, lists and feeds a moment later."""

from concurrent.futures import wait

import pytest

from service.discussion.models import ThreadPage
from service.publishing import bake, stages
from service.publishing.locks import held
from service.publishing.reconcile import reconcile
from service.publishing.release import release
from tests.serving import small


@pytest.fixture
def released(file_database, data):
    """As everywhere in this folder, but on a database that two threads can use."""
    small.write(data / "output")
    release(say=lambda words: None)
    return data


@pytest.fixture
def baker(released, monkeypatch):
    """The server's thread, whose second stage comes when it stops."""
    monkeypatch.setattr(stages, "TOGETHER", 3600)
    stages.start()
    yield
    stages.stop()


def served(data, name):
    return (data / "current/site" / name).read_text()


def noted():
    return all(page.baked == page.version for page in ThreadPage.objects.all())


def test_the_page_comes_first_and_is_noted_when_the_lists_and_feeds_have_come(released, accept, baker):
    accept("At once.")
    wait(stages.asked())
    assert "At once." in served(released, "follow-up/index.html")
    assert "At once." in served(released, "follow-up/comments/1/index.html")
    assert "At once." not in served(released, "comments.atom") and not noted()
    stages.stop()
    assert "At once." in served(released, "comments.atom") and "At once." in served(released, "follow-up/comments.atom")
    assert 'data-comments="1"' in served(released, "index.html") and noted()


def test_those_who_wait_share_one_bake(released, accept, baker, monkeypatch):
    baked, bake_pages = [], bake.bake_pages
    monkeypatch.setattr(bake, "bake_pages", lambda *told: (baked.extend(told[2]), bake_pages(*told))[1])
    with held(released, "publish"):
        for number in range(3):
            accept(f"Letter {number}.")
        asked = stages.asked()
        assert len(asked) == 3
    wait(asked)
    assert sorted(row.number for row in baked) == [0, 1]
    assert all(f"Letter {number}." in served(released, "follow-up/index.html") for number in range(3))


def test_a_kill_between_the_stages_is_made_good_by_the_reconciler(released, accept, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(stages, "finish", lambda: None)
        accept("Half way.")
    for lost in (stages._slugs, stages._written, stages._unsynced):
        lost.clear()
    assert "Half way." in served(released, "follow-up/index.html")
    assert "Half way." not in served(released, "comments.atom")
    assert reconcile() == 2
    assert "Half way." in served(released, "comments.atom") and noted()


def test_a_bake_that_fails_keeps_nobody_waiting(released, accept, baker, monkeypatch):
    def fail(*_):
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(bake, "bake_pages", fail)
        accept("A patient letter.")
        wait(stages.asked())
    assert "A patient letter." not in served(released, "follow-up/index.html")
    reconcile()
    assert "A patient letter." in served(released, "follow-up/index.html")
