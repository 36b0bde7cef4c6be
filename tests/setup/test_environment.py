"""The virtual environment is made once, made anew for another Python, and what goes wrong is said in a sentence."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from harness.running import family, gone

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.txt", "requirements-dev.txt")
# Stands for a Python: tells its version, makes a "virtual environment" that holds itself, and lets pip say PIP_SAYS.
PYTHON = """#!/bin/bash
case "$*" in
  *sys.version*) echo "{version} {good} {version} (main) {home}" ;;
  "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  "-m pip "*)
    [ -z "${{PIP_HANGS:-}}" ] || sleep 60
    echo "${{PIP_SAYS:-WARNING: noise}}"
    exit "${{PIP_STATUS:-0}}" ;;
  -V) echo "Python {version}" ;;
esac
"""
OFFLINE = """WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(...)': /simple/six/
ERROR: Could not find a version that satisfies the requirement six==1.17.0 (from versions: none)"""


class Clone:
    """A folder with the script, and Pythons to name."""

    def __init__(self, folder):
        self.folder = folder
        shutil.copytree(ROOT / "setup", folder / "setup")
        for name in LOCKS:
            (folder / name).write_text("six==1.17.0\n")

    def python(self, name, version="3.12.9", good=True, home="/opt/python"):
        path = self.folder / "pythons" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PYTHON.format(version=version, good=good, home=home))
        path.chmod(0o755)
        return str(path)

    def start(self, python, wanted="serve", **environment):
        given = {name: value for name, value in os.environ.items() if name != "KEEP"}
        return subprocess.Popen(
            [self.folder / "setup/environment", wanted],
            env=given | {"PYTHON": python} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def set_up(self, python, wanted="serve", **environment):
        """(exit status, the lines that were said)"""
        process = self.start(python, wanted, **environment)
        said, _ = process.communicate(timeout=30)
        return process.returncode, said.splitlines()

    def made_by(self):
        told = subprocess.run([self.folder / ".venv/bin/python", "-V"], capture_output=True, text=True)
        return told.stdout.strip()


@pytest.fixture
def clone(tmp_path):
    return Clone(tmp_path)


INSTALLING = "Installing what Afterword runs on (once; half a minute) ..."


def test_the_first_start_says_a_line_a_step_and_the_second_nothing(clone):
    python = clone.python("python3")
    assert clone.set_up(python) == (0, ["Making a virtual environment in .venv with Python 3.12.9 ...", INSTALLING])
    assert clone.set_up(python) == (0, [])


def test_a_changed_lock_is_installed_and_no_other(clone):
    python = clone.python("python3")
    clone.set_up(python)
    (clone.folder / "requirements.txt").write_text("six==1.17.1\n")
    assert clone.set_up(python) == (0, [INSTALLING])


def test_what_the_tests_need_holds_what_serve_needs(clone):
    python = clone.python("python3")
    clone.set_up(python, "test")
    assert clone.set_up(python, "serve") == (0, [])


@pytest.mark.parametrize(
    ("other", "named"),
    [
        ({"version": "3.13.0"}, "of another Python (3.13.0)"),
        ({"version": "3.12.9", "home": "/usr"}, "of another Python (3.12.9)"),
    ],
    ids=["version", "place"],
)
def test_an_environment_of_another_python_is_made_anew_and_said_so(clone, other, named):
    clone.set_up(clone.python("other", **other))
    status, said = clone.set_up(clone.python("python3"))
    assert status == 0
    assert said == [f"The environment in .venv is {named}: making it anew with Python 3.12.9 ...", INSTALLING]
    assert clone.made_by() == "Python 3.12.9"


def test_a_command_beside_the_service_keeps_another_pythons_environment(clone):
    clone.set_up(clone.python("other", version="3.13.0"))
    assert clone.set_up(clone.python("python3"), KEEP="1") == (0, [])
    assert clone.made_by() == "Python 3.13.0"


@pytest.mark.parametrize("harm", ["its Python is gone", "killed in the middle", "a file", "a link to nothing"])
def test_a_broken_environment_is_made_anew_and_said_so(clone, harm):
    python, folder = clone.python("python3"), clone.folder / ".venv"
    clone.set_up(python)
    if harm == "its Python is gone":
        (folder / "bin/python").unlink()
        (folder / "bin/python").symlink_to("/nowhere/python3")
    elif harm == "killed in the middle":
        (folder / "unfinished").write_text("4194304\n")
    else:
        shutil.rmtree(folder)
        folder.write_text("") if harm == "a file" else folder.symlink_to("/nowhere")
    status, said = clone.set_up(python)
    assert status == 0
    broken = "The environment in .venv is broken or was never finished"
    assert said == [f"{broken}: making it anew with Python 3.12.9 ...", INSTALLING]


def test_an_environment_elsewhere_that_is_linked_is_never_emptied(clone, tmp_path):
    theirs = tmp_path / "theirs"
    (theirs / "bin").mkdir(parents=True)
    (theirs / "kept").write_text("")
    (clone.folder / ".venv").symlink_to(theirs)
    assert clone.set_up(clone.python("python3"))[0] == 0
    assert (theirs / "kept").exists() and not (clone.folder / ".venv").is_symlink()


def test_a_python_that_is_too_old_is_named_with_what_to_write(clone):
    old = clone.python("python3", version="3.10.13", good=False)
    clone.python("python3.14", version="3.14.1")
    path = f"{clone.folder / 'pythons'}:{os.environ['PATH']}"
    status, said = clone.set_up("python3", PATH=path)
    assert status == 1
    assert said[0] == "Afterword needs Python 3.11 or newer; python3 is 3.10.13."
    assert said[1] == "There is python3.14; write: make serve PYTHON=python3.14"
    assert clone.set_up(old)[1][0] == f"Afterword needs Python 3.11 or newer; {old} is 3.10.13."
    assert not (clone.folder / ".venv").exists()


def test_a_python_that_is_not_there_is_named(clone):
    status, said = clone.set_up("/nowhere/python3")
    assert status == 1
    assert said[0] == "Afterword needs Python 3.11 or newer, and /nowhere/python3 is none that runs here."


def test_without_a_network_one_sentence_says_so_and_what_to_do(clone):
    python = clone.python("python3")
    status, said = clone.set_up(python, PIP_SAYS=OFFLINE, PIP_STATUS="1")
    assert status == 1 and len(said) == 3
    assert said[-1].startswith("Nothing was installed: the index of Python packages cannot be reached.")
    assert said[-1].endswith("run make serve again.")
    assert clone.set_up(python) == (0, [INSTALLING])


@pytest.mark.parametrize("before", ["", "WARNING: Retrying (Retry(total=4)) after 'NewConnectionError(...)'\n"])
def test_another_failure_shows_its_reason(clone, before):
    wrong = "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE."
    status, said = clone.set_up(clone.python("python3"), PIP_SAYS=before + wrong, PIP_STATUS="1")
    assert status == 1 and wrong in said
    assert said[-1].startswith("With Python 3.12.9 this could not be installed")


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_in_the_middle_leaves_no_child_and_nothing_half_made(clone, sent):
    python = clone.python("python3")
    process = clone.start(python, PIP_HANGS="1")
    said = [process.stdout.readline(), process.stdout.readline()]
    assert said[1] == f"{INSTALLING}\n"
    while len(everybody := family(process)) < 3:
        pass
    process.send_signal(sent)
    assert process.communicate(timeout=60)[0] == ""
    assert process.returncode == -sent and gone(everybody)
    assert clone.set_up(python)[1][0].startswith("The environment in .venv is broken or was never finished")
