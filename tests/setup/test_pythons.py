"""CI asks each file that may be a Python what it is, and tries each promised one once, the oldest first."""

import importlib
from pathlib import Path

import pytest

CI = Path(__file__).parents[2] / ".ci"
LIFE = "install build serve post approve see-it backup restore stop".split()


@pytest.fixture
def pythons(monkeypatch):
    monkeypatch.syspath_prepend(CI)
    return importlib.import_module("pythons")


@pytest.fixture
def life(pythons):
    return importlib.import_module("short_life")


@pytest.fixture
def stub(tmp_path):
    """A file that answers as a Python of this version would, or fails as a shim does."""

    def stub(name, answer, status=0):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\nprintf '{answer}'\nexit {status}\n")
        path.chmod(0o755)
        return path

    return stub


def test_the_oldest_promised_one_is_first_and_none_comes_twice(pythons, stub):
    asked = [
        stub("a/python3", "3 13 0\\n/opt/a\\n"),
        stub("a/python3.13", "3 13 0\\n/opt/a\\n"),
        stub("b/python3", "3 9 18\\n/opt/b\\n"),
        stub("c/python3", "3 11 10\\n/opt/c\\n"),
        stub("d/python3", "3 11 2\\n/usr\\n"),
        stub("e/python3", "3 11 2\\n/opt/e\\n"),
        stub("f/python3.15", "3 15 0\\n/opt/f\\n"),
        stub("g/python3-config", "", 1),
        stub("h/python3.12", "no such version is installed\\n", 127),
        stub("h/python3", "3 14 0\\n/opt/h\\n"),
    ]
    asked.append(asked[0].parent / "missing")
    names = [(version, str(Path(python).relative_to(asked[0].parents[1]))) for version, python in pythons.found(asked)]
    assert names == [
        ("3.11.2", "d/python3"),
        ("3.11.2", "e/python3"),
        ("3.11.10", "c/python3"),
        ("3.13.0", "a/python3"),
        ("3.14.0", "h/python3"),
    ]


def test_the_systems_own_is_looked_for_though_the_path_hides_it(pythons, stub):
    path = stub("bin/python3", "")
    assert pythons.candidates(str(path.parent))[0] == path
    assert any(python.parent == Path("/usr/bin") for python in pythons.candidates(str(path.parent)))


def test_each_life_is_a_row_and_what_failed_is_said(life):
    right = life.Life("3.12.1", dict.fromkeys(LIFE, 1.26))
    wrong = life.Life("3.13.0", {"install": 20.0}, "build: make build ended with 2\nno such table")
    head, first, second, reason = life.table([right, wrong])
    assert head.split() == ["Python", *LIFE, "result"]
    assert first.split() == ["3.12.1", *["1.3"] * len(LIFE), "right"]
    assert second.split() == ["3.13.0", "20.0", *["-"] * (len(LIFE) - 1), "failed"]
    assert reason == "Python 3.13.0, build: make build ended with 2\nno such table"


def test_a_step_that_fails_ends_the_life_and_leaves_nothing(life, tmp_path, monkeypatch):
    monkeypatch.setattr(life.tempfile, "mkdtemp", lambda prefix: str(tmp_path / "life"))
    (tmp_path / "life").mkdir()
    ended = life.live(CI.parent, "none", "/nowhere/python3")
    assert ended.steps == {} and ended.failed.startswith("install: make ready ended with 2")
    assert "/nowhere/python3 is none that runs here" in ended.failed
    assert not (tmp_path / "life").exists()
