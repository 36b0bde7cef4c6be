"""The life of a clone with one Python: install, build, serve, post, approve, see it, backup, restore, stop.

Everything happens in a copy of the clone in a temporary folder, by the commands of README and by HTTP.
"""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

WORDS = "They wrote on the third day."
LONGEST_STEP = 600  # seconds; an install on a slow network
LONGEST_STOP = 5  # seconds


@dataclass
class Life:
    """What was tried with one Python: seconds a step, and what went wrong in the last."""

    version: str
    steps: dict = field(default_factory=dict)
    failed: str = ""


class StepError(Exception):
    """What a step should have done, and what happened."""


def live(root, version, python):
    """The :class:`Life` of a copy of this clone with this Python."""
    life = Life(version)
    folder = Path(tempfile.mkdtemp(prefix="afterword-life-"))
    try:
        clone = _Clone(root, folder, python)
        try:
            for name, step in clone.steps():
                began = time.monotonic()
                try:
                    step()
                except Exception as error:  # whatever it is, the other Pythons have their turn
                    life.failed = f"{name}: {error}"
                    return life
                life.steps[name] = time.monotonic() - began
        finally:
            clone.end()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return life


class _Clone:
    def __init__(self, root, folder, python):
        self.clone, self.data, self.port, self.service = folder / "clone", folder / "data", _free_port(), None
        listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        for name in subprocess.run(listed, cwd=root, capture_output=True, text=True, check=True).stdout.split("\0"):
            if name and (root / name).is_file():
                (self.clone / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(root / name, self.clone / name)
        own = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "KEEP")}
        self.environment = own | {"PYTHON": python, "DATA": str(self.data), "PORT": str(self.port), "WATCH": "0"}

    def steps(self):
        return [
            ("install", lambda: self._run("make", "ready")),
            ("build", lambda: self._run("make", "build")),
            ("serve", self._serve),
            ("post", self._post),
            ("approve", self._approve),
            ("see it", lambda: self._see(True)),
            ("backup", self._backup),
            ("restore", self._restore),
            ("stop", self._stop),
            ("again", self._again),
        ]

    def _run(self, *command):
        done = subprocess.run(
            command, cwd=self.clone, env=self.environment, capture_output=True, text=True, timeout=LONGEST_STEP
        )
        if done.returncode:
            raise StepError(f"{' '.join(command)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def _service(self, *command):
        return self._run(".venv/bin/python", "-m", "service", *command)

    def _serve(self):
        self.service = subprocess.Popen(
            ["make", "serve"],
            cwd=self.clone,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        said = []
        for line in self.service.stdout:
            said.append(line)
            if line.startswith("Afterword is at"):
                return
        raise StepError(f"it did not answer:\n{''.join(said)}")

    def _get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return answer.read().decode()

    def _post(self):
        token = json.loads(self._get("/comments/follow-up/token/"))["token"]
        body = urllib.parse.urlencode({"body": WORDS, "token": token}).encode()
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/comments/follow-up/", body, timeout=20) as answer:
            if "/comments/mine/" not in answer.url:
                raise StepError(f"a first comment did not wait: {answer.url}")

    def _approve(self):
        self.comment = str(json.loads(self._service("moderate", "list", "--json").splitlines()[0])["id"])
        self._service("moderate", "approve", self.comment)

    def _see(self, wanted):
        if (WORDS in self._get("/follow-up/")) != wanted:
            raise StepError(f"the comment is {'not ' if wanted else ''}in its page")

    def _backup(self):
        self._service("backup", str(self.data / "copy.sqlite3"))

    def _restore(self):
        self._service("moderate", "delete", self.comment)
        self._see(False)
        self._service("restore", str(self.data / "copy.sqlite3"))
        self._see(True)

    def _stop(self):
        began = time.monotonic()
        os.kill(self.service.pid, signal.SIGTERM)
        said, _ = self.service.communicate(timeout=LONGEST_STEP)
        if said or time.monotonic() - began > LONGEST_STOP or self._listens():
            raise StepError(f"it took {time.monotonic() - began:.1f} s, left a child, or said:\n{said}")

    def _again(self):
        self._serve()
        self._see(True)
        self._stop()

    def _listens(self):
        with socket.socket() as tried:
            return tried.connect_ex(("127.0.0.1", self.port)) == 0

    def end(self):
        """Leave nothing running, whatever happened."""
        if self.service and self.service.poll() is None:
            os.killpg(self.service.pid, signal.SIGTERM)
            try:
                self.service.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.service.pid, signal.SIGKILL)
                self.service.wait()
        if self.service:
            self.service.stdout.close()


def _free_port():
    """A port below 32768, where the system gives none away."""
    for port in range(secrets.choice(range(20000, 32000)), 32768):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)):
                return port
    raise StepError("no port is free")


def table(lives):
    """Lines that show each life in seconds a step, and then what failed."""
    names = list(dict.fromkeys(name for life in lives for name in life.steps))
    rows = [["Python", *names, "result"]]
    for life in lives:
        seconds = [f"{life.steps[name]:.1f}" if name in life.steps else "-" for name in names]
        rows.append([life.version, *seconds, "failed" if life.failed else "right"])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return lines + [f"Python {life.version}, {life.failed}" for life in lives if life.failed]


if __name__ == "__main__":
    tried = [live(Path(__file__).resolve().parents[1], python, python) for python in sys.argv[1:] or ["python3"]]
    print("\n".join(table(tried)))
    sys.exit(any(life.failed for life in tried))
