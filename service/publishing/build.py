"""Run Pelican aside and put what it built into DATA/output when it is whole."""

import os
import re
import secrets
import shutil
import subprocess
import sys

from service.layout.pages import ROOT
from service.publishing.locks import held

SUMMARY = re.compile(r"^Done: Processed .*", re.DOTALL | re.MULTILINE)
LONGEST_TO_STOP = 2  # seconds


class BuildError(Exception):
    """Pelican did not build the site; the message is what Pelican said."""


def build(configuration, run=subprocess.Popen):
    """Build the site into DATA/output; on a mistake :class:`BuildError`, and the output stays as it was."""
    data = configuration.data
    aside = data / f".building-{secrets.token_hex(4)}"
    with held(data, "build"):
        _sweep(data)
        try:
            _pelican(aside, configuration, run)
            _keep_what_is_the_same(aside, data / "output")
            _swap(aside, data / "output")
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _pelican(aside, configuration, run):
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelican.conf.py", "-o", str(aside)]
    process = run(
        [*command, "--fatal", "errors"],
        cwd=ROOT,
        env=os.environ | {"SITEURL": configuration.siteurl},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        said, _ = process.communicate()
    except BaseException:  # Ctrl-C, SIGTERM: no Pelican may go on by itself
        process.terminate()
        try:
            process.wait(LONGEST_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
        raise
    if process.returncode:
        raise BuildError(said.strip() or f"Pelican stopped with exit status {process.returncode}.")
    if warnings := SUMMARY.sub("", said).strip():
        print(warnings)


def _keep_what_is_the_same(aside, output):
    """Give a file that did not change its old time, and any other a new one, so that an ETag follows the bytes.

    Pelican copies the times of static files, and archives set them all alike: two versions can have one time and size.
    """
    for new in aside.rglob("*"):
        if not new.is_file() or new.is_symlink():
            continue
        old = output / new.relative_to(aside)
        same = old.is_file() and old.stat().st_size == new.stat().st_size and old.read_bytes() == new.read_bytes()
        if same:
            modified = old.stat().st_mtime_ns
            os.utime(new, ns=(modified, modified))
        else:
            os.utime(new)


def _swap(aside, output):
    before = output.with_name(f".output-before-{secrets.token_hex(4)}")
    if output.exists():
        output.rename(before)
    aside.rename(output)
    shutil.rmtree(before, ignore_errors=True)


def _sweep(data):
    """Remove what a build that was killed left, and put back the output that it had moved away."""
    for left in data.glob(".output-before-*"):
        if (data / "output").exists():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.rename(data / "output")
    for left in data.glob(".building-*"):
        shutil.rmtree(left, ignore_errors=True)
