"""Addresses are hashed with a key that nobody has any more once its day is over."""

import stat

import pytest
from django.test import RequestFactory

from service.publishing.reconcile import reconcile
from service.rules import day_key, rate_limit
from tests.factories import at_once


@pytest.fixture
def data(tmp_path, configure):
    configure(data=tmp_path)
    return tmp_path


def hashed():
    return rate_limit.hashed_source(RequestFactory().get("/", REMOTE_ADDR="192.0.2.7"))


def keys(data):
    return sorted(path.name for path in (data / "keys").iterdir())


def test_a_day_has_one_key_and_the_next_day_another(data, clock):
    today = hashed()
    assert hashed() == today
    clock.move(days=1)
    assert hashed() != today


def test_the_key_of_yesterday_is_gone_as_soon_as_there_is_another(data, clock):
    hashed()
    assert keys(data) == ["2026-09-01"]
    clock.move(days=1)
    hashed()
    assert keys(data) == ["2026-09-02"]


def test_it_is_gone_even_if_nobody_writes(data, clock, db):
    hashed()
    (data / "keys/.2026-09-01-left").write_text("by a process that was killed")
    clock.move(days=1)
    reconcile()
    assert keys(data) == []


def test_a_day_without_its_key_has_another_so_nothing_could_be_tried_against_a_hash(data):
    before = hashed()
    (data / "keys/2026-09-01").unlink()
    assert hashed() != before


def test_the_key_is_random_and_its_owner_s_alone(data):
    hashed()
    path = data / "keys/2026-09-01"
    assert len(path.read_bytes()) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_of_many_at_once_all_have_the_same_key(tmp_path):
    found = at_once(*[lambda: day_key.of(tmp_path, "2026-09-01")] * 8)
    assert len(set(found)) == 1 and keys(tmp_path) == ["2026-09-01"]


def test_where_no_key_can_be_made_the_comment_is_a_503_with_the_text_kept(data, post, read):
    (data / "keys").write_text("in the way")
    response = post("My words.")
    assert response.status_code == 503 and response.headers["Retry-After"]
    assert read(response).forms["comment-form"]["body"] == "My words."
