"""Replacing a file that readers may be reading."""

import gzip
import os
from pathlib import Path

import pytest

from service.publishing import files


@pytest.mark.parametrize("step", ["write", "utime", "fsync", "rename"])
def test_a_crash_at_any_step_leaves_the_old_file_whole_and_nothing_beside_it(tmp_path, monkeypatch, step):
    path = tmp_path / "index.html"
    files.write_atomically(path, b"old")

    def crash(*_, **__):
        raise OSError("the disk is gone")

    places = {"write": (Path, "open"), "utime": (os, "utime"), "fsync": (os, "fsync"), "rename": (Path, "replace")}
    with monkeypatch.context() as patch, pytest.raises(OSError, match="the disk is gone"):
        patch.setattr(*places[step], crash)
        files.write_atomically(path, b"new and longer")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_kill_before_the_rename_leaves_the_old_file_whole(tmp_path, monkeypatch):
    path = tmp_path / "index.html"
    files.write_atomically(path, b"old")
    child = os.fork()
    if child == 0:
        Path.replace = lambda *_: os.kill(os.getpid(), 9)
        files.write_atomically(path, b"new")
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -9
    assert path.read_bytes() == b"old"


def test_a_file_is_on_disk_before_it_has_its_name_and_its_folder_when_it_is_synced(tmp_path, monkeypatch):
    synced, fsync, unsynced = [], os.fsync, set()
    monkeypatch.setattr(os, "fsync", lambda fd: (synced.append(Path(f"/proc/self/fd/{fd}").readlink()), fsync(fd)))
    files.publish(tmp_path / "index.html", b"new", unsynced)
    assert [path.name[:12] for path in synced] == [".index.html."]
    files.sync_folders(unsynced)
    assert synced[1:] == [tmp_path]


def test_a_folder_that_went_with_its_release_needs_no_sync(tmp_path):
    files.sync_folders({tmp_path / "gone"})


def test_two_writes_never_have_one_time(tmp_path):
    path, times = tmp_path / "index.html", set()
    for _ in range(100):
        files.write_atomically(path, b"same", durable=False)
        times.add(path.stat().st_mtime_ns)
    assert len(times) == 100


def test_the_compressed_form_is_there_before_the_page_is(tmp_path, monkeypatch):
    named, replace = [], Path.replace
    monkeypatch.setattr(Path, "replace", lambda beside, path: (named.append(path.name), replace(beside, path)))
    files.publish(tmp_path / "a" / "index.html", b"<p>" * 400)
    assert named == ["index.html.gz", "index.html"]
    assert gzip.decompress((tmp_path / "a/index.html.gz").read_bytes()) == (tmp_path / "a/index.html").read_bytes()


@pytest.mark.parametrize("unsynced", [None, set()], ids=["at once", "by threads"])
def test_where_one_form_cannot_be_written_the_other_does_not_stay_half_done(tmp_path, monkeypatch, unsynced):
    path = tmp_path / "index.html"
    files.publish(path, b"<p>" * 400)
    before = {one: one.read_bytes() for one in tmp_path.iterdir()}

    def fail(*_, **__):
        raise OSError("the disk is full")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="full"):
        patch.setattr(files.gzip_ng, "compress", fail)
        files.publish(path, b"<b>" * 400, unsynced)
    assert {one: one.read_bytes() for one in tmp_path.iterdir()} == before


def test_a_page_that_became_short_has_no_compressed_form_any_more(tmp_path):
    path = tmp_path / "index.html"
    files.publish(path, b"<p>" * 400)
    assert files.compressed(path).exists()
    files.publish(path, b"<p>")
    assert not files.compressed(path).exists()


def test_a_link_is_switched_at_one_instant(tmp_path):
    files.point(tmp_path / "current", "releases/1")
    files.point(tmp_path / "current", "releases/2")
    assert (tmp_path / "current").readlink() == Path("releases/2")
    assert [path.name for path in tmp_path.iterdir()] == ["current"]
