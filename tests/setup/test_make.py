"""What stands on make's line reaches the program letter by letter, and no shell reads it."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VALUES = [
    "Blue$tone-4711",
    "$(touch pwned)",
    "$(shell touch pwned)",
    "`touch pwned`",
    "two words  and more ",
    'it\'s "quoted"',
    "a#b \\# c",
    "back\\slash\\\\n\\",
    "$$ ${HOME} $HOME %s %",
    "; touch pwned; & | > pwned",
    "-n --help",
    "é ü 的 🙂",
    "x=y:=z",
    "line\nbreak",
    "!history ~ * ?",
]
LEFT_OUT = {"DATA", "PASSWORD", "MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MFLAGS"}
TELLS = """#!/usr/bin/env python3
import json, os, sys
json.dump({"said": sys.argv[1:], **os.environ}, sys.stdout)
"""


@pytest.fixture
def make(tmp_path):
    """Run the Makefile with a Python that only tells what reached it; (exit status, what it told or what was said)."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name, text in {"setup/environment": "#!/bin/sh\n", ".venv/bin/python": TELLS}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
        path.chmod(0o755)

    def make(*line, **environment):
        # less what make test leaves for the makes that it would begin itself
        given = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
        done = subprocess.run(["make", *line], cwd=tmp_path, env=given | environment, capture_output=True, text=True)
        assert not (tmp_path / "pwned").exists()
        return done.returncode, done.stdout if done.returncode else json.loads(done.stdout)

    return make


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("on_the_line", [True, False], ids=["line", "environment"])
def test_a_password_arrives_as_it_was_written(make, value, on_the_line):
    if on_the_line:
        status, told = make("moderator", "NAME=ada", f"PASSWORD={value}")
    else:
        status, told = make("moderator", "NAME=ada", PASSWORD=value)
    assert (status, told["PASSWORD"], told["said"]) == (0, value, ["-m", "service", "moderator", "--", "ada"])


@pytest.mark.parametrize("value", VALUES)
def test_a_name_arrives_as_it_was_written(make, value):
    status, told = make("moderator", f"NAME={value}")
    assert (status, told["said"][-1]) == (0, value)


@pytest.mark.parametrize("value", VALUES)
def test_every_setting_arrives_as_it_was_written(make, value):
    given = dict.fromkeys(["SECRET_KEY", "DATA", "EMAIL_URL", "A_SETTING_TO_COME"], value)
    status, told = make("serve", *map("=".join, given.items()))
    assert status == 0 and told | given == told


def test_blanks_that_make_would_drop_from_a_password_are_refused(make):
    status, told = make("moderator", "NAME=ada", "PASSWORD= lead-and-more")
    assert status == 2 and "make drops the blanks" in told


def test_a_moderator_without_a_name_is_asked_for(make):
    assert make("moderator") == (2, "Who? Write: make moderator NAME=ada\n")


def test_data_has_its_default(make):
    assert make("serve")[1]["DATA"] == "var"
