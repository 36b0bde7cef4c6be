"""Start the real service for a test, and stop it whatever happens."""

import os
import secrets
import select
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST_START = 60  # seconds
QUIET = {"WATCH": "0", "RATE_LIMIT": "0"}


@dataclass
class Service:
    """A service that answers."""

    url: str
    data: Path
    port: int
    process: subprocess.Popen
    environment: dict
    said: list

    def command(self, *arguments, **settings):
        """Run ``python -m service ...`` on the same DATA; a CompletedProcess with text."""
        return command(self.data, *arguments, **settings)

    def stop(self):
        """End it as ``kill`` does; returns its exit status."""
        self.process.terminate()
        return self.process.wait(15)


def command(data, *arguments, module="service", **settings):
    """Run ``python -m service ...``, or another module, on this DATA, with these settings given as variables."""
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=ROOT,
        env=environment(data, **settings),
        capture_output=True,
        text=True,
        timeout=LONGEST_START,
    )


def environment(data, **settings):
    """The variables of a process: those of this one without its settings, and these."""
    theirs = {"DATA", "DJANGO_SETTINGS_MODULE", "PORT", "SITEURL", "DATABASE_URL", "MODERATION", "PASSWORD"}
    own = {name: value for name, value in os.environ.items() if name not in theirs}
    return own | {"DATA": str(data)} | {name: str(value) for name, value in settings.items()}


def free_port():
    """A port below 32768 (above it, the system gives ports away) on which nothing listens; two runs rarely share it."""
    for port in range(secrets.choice(range(20000, 32000)), 32768):
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no port is free")


@contextmanager
def serving(data, module="service", **settings):
    """The service on this DATA folder, from the repository's own content, until the block ends."""
    service = start(data, module, **settings)
    try:
        yield service
    finally:
        if service.process.poll() is None:
            service.process.terminate()
            try:
                service.process.wait(15)
            except subprocess.TimeoutExpired:
                service.process.kill()
        service.process.stdout.close()


def start(data, module="service", **settings):
    """Start it and wait until it says where it is; the caller stops it."""
    settings = QUIET | settings
    port = int(settings.setdefault("PORT", free_port()))
    given = environment(data, **settings)
    process = subprocess.Popen(
        [sys.executable, "-m", module, "serve"],
        cwd=ROOT,
        env=given,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    said = _wait_until_it_answers(process)
    return Service(f"http://127.0.0.1:{port}", Path(data), port, process, given, said)


def _wait_until_it_answers(process):
    said, end = b"", time.monotonic() + LONGEST_START
    while b"Afterword is at" not in said:
        ready, _, _ = select.select([process.stdout], [], [], max(0, end - time.monotonic()))
        piece = os.read(process.stdout.fileno(), 65536) if ready else b""
        said += piece
        if not piece:
            process.kill()
            raise AssertionError(f"the service did not start; it said:\n{said.decode()}")
    return said.decode().splitlines()


def family(process):
    """The ids of a process and of all below it that still run."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if state != "Z":
            parents[int(stat.parent.name)] = int(parent)
    found, grown = {process.pid}, True
    while grown:
        more = {child for child, parent in parents.items() if parent in found} - found
        found, grown = found | more, bool(more)
    return found


def gone(pids):
    """Wait until none of these processes runs any more; a deadline keeps a failure from hanging."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if not any(_runs(pid) for pid in pids):
            return True
    return False


def _runs(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
