"""A stop is quiet at every moment of a start, and leaves nothing running."""

import os
import signal
import subprocess
import sys

import pytest

from harness.running import ROOT, command, environment, family, free_port, gone

SMALL = "harness.small"
STAGES = "Preparing the database", "Building the site", "Releasing it", "Afterword is at"


def until(process, words):
    """What it says up to the line that begins with these words."""
    said = []
    for line in process.stdout:
        said.append(line)
        if line.startswith(words):
            return said
    raise AssertionError(f"it never said {words}: {said}")


@pytest.fixture
def begin(tmp_path):
    """Start the service as a terminal does, in a group of its own, with the watch on."""
    started = []

    def begin(module="service"):
        process = subprocess.Popen(
            [sys.executable, "-m", module, "serve"],
            cwd=ROOT,
            env=environment(tmp_path / "data", PORT=free_port()),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.poll() is None:
            process.kill()
        process.stdout.close()


@pytest.mark.parametrize(
    ("stage", "sent", "module"),
    [
        ("Preparing the database", signal.SIGTERM, SMALL),
        ("Building the site", signal.SIGTERM, "service"),
        ("Building the site", signal.SIGINT, "service"),
        ("Releasing it", signal.SIGTERM, SMALL),
        ("Afterword is at", signal.SIGTERM, SMALL),
        ("Afterword is at", signal.SIGINT, SMALL),
    ],
)
def test_a_signal_to_the_whole_group_ends_it_without_a_word(begin, stage, sent, module):
    process = begin(module)
    until(process, stage)
    everybody = family(process)
    os.killpg(process.pid, sent)
    rest, _ = process.communicate(timeout=60)
    assert [line for line in rest.splitlines() if not line.startswith((*STAGES, "Released"))] == []
    assert process.returncode == 0
    assert gone(everybody)


@pytest.mark.parametrize("attempt", range(5))
def test_more_signals_change_nothing(begin, attempt):
    """make hands its own SIGTERM on to what it runs, which then often has two; and people press Ctrl-C again."""
    process = begin(SMALL)
    until(process, "Afterword is at")
    for _ in range(40):
        os.kill(process.pid, signal.SIGTERM)  # not yet waited for, so its id is still its own
        os.killpg(process.pid, signal.SIGINT)
    assert process.communicate(timeout=60)[0] == ""
    assert process.returncode == 0


def test_a_start_after_a_stop_in_the_middle_of_a_build_is_whole(begin, tmp_path):
    process = begin()
    until(process, "Building the site")
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    until(begin(), "Afterword is at")
    assert command(tmp_path / "data", "check").returncode == 0
