"""``serve``: from the sources to a site that answers, in one process that looks after its two helpers.

The helpers are granian's worker, which answers requests, and ``attend``, which bakes what is stale and rebuilds what
was saved. Both end when this process does, however it ends.
"""

import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings

from service import configuration
from service.layout import pages
from service.publishing.build import BuildError, build
from service.publishing.manifest import ManifestError
from service.publishing.reconcile import reconcile
from service.publishing.release import release

ADDRESS = "127.0.0.1"
STOPPING = signal.SIGTERM, signal.SIGINT
LONGEST_TO_FINISH = 3  # seconds for requests under way after SIGTERM; a stop takes under 5, on a busy machine too
LONGEST_FOR_HEADERS = 10  # seconds
BETWEEN_ATTENDANTS = 1  # seconds
LONGEST_FOR_PORT = 2  # seconds; after a kill -9 the old worker needs a moment to notice


class CannotServeError(Exception):
    """Something is missing; the message is one clear sentence."""


def run(options=None, build=build):
    """Serve until SIGTERM or Ctrl-C; returns the exit status."""
    _on_signals(_stop)
    try:
        _prepare(settings.AFTERWORD, build)
        return _serve(settings.AFTERWORD)
    except (CannotServeError, BuildError, ManifestError) as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 0


def _stop(*_):
    _on_signals(signal.SIG_IGN)  # make hands its SIGTERM on, so the second often comes while the first is heeded
    raise KeyboardInterrupt


def _on_signals(handler):
    for number in STOPPING:
        signal.signal(number, handler)


def _prepare(wanted, build):
    _check(wanted)
    configuration.keep(wanted)
    _say(f"Preparing the database ({wanted.database['ENGINE'].rsplit('.', 1)[-1]}) ...")
    call_command("migrate", verbosity=0, interactive=False)
    _say("Building the site ...")
    build(wanted)
    _say("Releasing it ...")
    release(say=_say)
    reconcile()


def _check(wanted):
    _check_folder("DATA", wanted.data, wanted.data)
    if wanted.database["ENGINE"].endswith("sqlite3"):
        path = Path(wanted.database["NAME"])
        _check_folder("DATABASE_URL", path, path.parent)
    _wait_for_port(wanted.port)


def _check_folder(name, value, folder):
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CannotServeError(f"{name} is {value}, where nothing can be written ({error.strerror}).") from None


def _wait_for_port(port):
    end = time.monotonic() + LONGEST_FOR_PORT
    while True:
        try:
            with socket.socket() as tried:
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                tried.bind((ADDRESS, port))
                return
        except PermissionError:
            raise CannotServeError(f"Port {port} needs more rights; choose another: make serve PORT=8001") from None
        except OSError:
            if time.monotonic() > end:
                other = port + 1 if port < 65535 else 8000
                words = f"Port {port} is taken by another program; stop it or choose another: make serve PORT={other}"
                raise CannotServeError(words) from None
        time.sleep(0.05)


def _serve(wanted):
    connections.close_all()  # the worker is a fork, and an open SQLite file must not be shared with one
    _allow_many_files()
    attendant = Attendant(os.environ | {"DATA": str(wanted.data), "DJANGO_SETTINGS_MODULE": "service.settings"})
    try:
        _server(wanted).serve()
        return 0
    except SystemExit as stopped:
        print("The web server stopped by itself; start it again.", file=sys.stderr, flush=True)
        return stopped.code or 1
    finally:
        _on_signals(signal.SIG_IGN)
        attendant.end()


class Attendant:
    """The process beside the server, begun again whenever it ends by itself."""

    COMMAND = (sys.executable, "-m", "service.serving.attend")

    def __init__(self, environment):
        self._environment = environment
        self._over, self._lock = threading.Event(), threading.Lock()
        self._process = self._begin()
        threading.Thread(target=self._keep, daemon=True).start()

    def _begin(self):
        # a session of its own: Ctrl-C reaches ``serve`` alone, which ends it
        return subprocess.Popen(  # noqa: S603  (our own module)
            self.COMMAND, stdin=subprocess.PIPE, cwd=pages.ROOT, env=self._environment, start_new_session=True
        )

    def _keep(self):
        while True:
            self._process.wait()
            if self._over.wait(BETWEEN_ATTENDANTS):
                return
            with self._lock:
                if not self._over.is_set():
                    self._process = self._begin()

    def end(self):
        """Let it end, and make it if it does not within a second."""
        with self._lock:
            self._over.set()
        self._process.stdin.close()
        self._process.terminate()
        try:
            self._process.wait(1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _server(wanted):
    server = Granian(
        "service.serving.app:application",
        address=ADDRESS,
        port=wanted.port,
        interface=Interfaces.ASGI,
        workers=1,
        http=HTTPModes.http1,
        websockets=False,
        backlog=1024,
        backpressure=4096,
        http1_settings=HTTP1Settings(header_read_timeout=LONGEST_FOR_HEADERS * 1000),
        workers_kill_timeout=LONGEST_TO_FINISH,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        log_enabled=False,
    )
    server.on_startup(lambda: _interrupt_on_signal(server))
    return server


def _interrupt_on_signal(server):
    """Let the server hear of SIGTERM and Ctrl-C from a thread that waits for nothing else.

    Granian 2.8 sets a ``threading.Event`` in its own handler, whose lock is not for handlers: of several signals one
    may wait for what it has itself interrupted. And Python runs a handler in its main thread alone, which does not
    wake when the system hands a signal to another thread. A byte in the wakeup pipe is there in both cases.
    """
    reading, writing = os.pipe()
    os.set_blocking(writing, False)

    def wait():
        while os.read(reading, 1)[0] not in STOPPING:
            pass
        server.signal_handler_interrupt()

    _on_signals(lambda *_: None)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    threading.Thread(target=wait, daemon=True).start()


def _allow_many_files():
    """As many open connections as the system lets a process have; the usual 1,024 are soon used up by slow readers."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 65536) if most > 0 else 65536, most))


def _say(words):
    print(words, flush=True)
