"""The lock holds every dependency with its hashes, for all machines alike; `make lock` refuses what cannot install."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
FILES = ("requirements.txt", "requirements-dev.txt", "requirements-lock.txt", "bench/requirements-peers.txt")
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; (.+?))? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def pins(file):
    return {name: version for name, version, _, _ in PIN.findall((ROOT / file).read_text("utf-8"))}


@pytest.mark.parametrize("file", FILES)
def test_a_lock_has_pins_with_hashes_and_comments_and_no_addresses(file):
    text = (ROOT / file).read_text("utf-8")
    assert pins(file)
    assert [line for line in PIN.sub("", text).splitlines() if not line.startswith("    #")] == []
    assert "://" not in text


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        ("requirements.txt", PROJECT["dependencies"]),
        ("requirements-dev.txt", [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]),
    ],
)
def test_the_lock_has_what_the_project_asks_for(file, wanted):
    pinned = pins(file)
    for requirement in map(Requirement, wanted):
        assert pinned[canonicalize_name(requirement.name)] in requirement.specifier


def test_the_tests_run_on_the_very_releases_that_serve():
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


@pytest.mark.parametrize("version", ["3.11.0", "3.14.0"])
@pytest.mark.parametrize("machine", [("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64")])
def test_each_release_but_of_pysqlite3_is_for_every_promised_machine(version, machine):
    """A pin that only some Pythons take would be two locks in one file, and each test would try one of them."""
    platform, processor = machine
    here = {"sys_platform": platform, "platform_machine": processor, "python_full_version": version}
    here |= {"python_version": version.rpartition(".")[0], "implementation_name": "cpython"}
    here |= {"platform_python_implementation": "CPython"}
    rows = PIN.findall((ROOT / "requirements.txt").read_text("utf-8"))
    left = [name for name, _, marker, _ in rows if marker and not Marker(marker).evaluate(here)]
    assert left == ([] if machine == ("linux", "x86_64") else ["pysqlite3"])


UV = """#!/bin/sh
case "$*" in *"pip compile"*) exit 0 ;; esac
case "$*" in *"--python-version 3.13.0 --python-platform aarch64-apple-darwin"*requirements.txt) exit "$REFUSES" ;; esac
"""


@pytest.mark.parametrize("refuses", [0, 1])
def test_make_lock_ends_with_an_error_where_a_pin_does_not_install(tmp_path, refuses):
    shutil.copytree(ROOT / "setup", tmp_path / "setup")
    uv = tmp_path / ".venv-lock/bin/uv"
    uv.parent.mkdir(parents=True)
    uv.write_text(UV)
    uv.chmod(0o755)
    environment = os.environ | {"REFUSES": str(refuses)}
    done = subprocess.run([tmp_path / "setup/lock"], env=environment, capture_output=True, text=True)
    assert done.returncode == refuses
    refusal = "requirements.txt does not install with Python 3.13.0 on aarch64-apple-darwin.\n"
    assert (refusal == done.stdout) if refuses else done.stdout.startswith("The lock installs with Python 3.11.0, ")
