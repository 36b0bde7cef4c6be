"""What goes on beside the server: say when it answers, bake what is stale, rebuild what was saved.

A process of its own, so that a build never takes time from a reader. It ends when its standard input does, that is
when ``serve`` is gone.
"""

import http.client
import os
import signal
import sys
import threading
import time

import django

BETWEEN_TRIES = 0.05  # seconds
LONGEST_TO_END = 0.5  # seconds for what is being baked


def main():
    """Attend until SIGTERM, Ctrl-C or the end of the standard input."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup(set_prefix=False)
    from django.conf import settings

    from service.publishing import reconcile, watch

    wanted, stop = settings.AFTERWORD, threading.Event()
    # a thread of its own, since a signal would interrupt the main one anywhere, in the middle of a bake too
    keeper = threading.Thread(target=reconcile.for_ever, args=(stop,), daemon=True)
    try:
        _announce(wanted.port)
        keeper.start()
        if wanted.watch:
            watch.for_ever(stop, wanted, say=lambda words: print(words, flush=True))
        while True:
            time.sleep(BETWEEN_TRIES)  # and not signal.pause, which would not hear of one that came just before
    except (SystemExit, KeyboardInterrupt):  # watchfiles makes the one into the other
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        stop.set()
        if keeper.is_alive():
            keeper.join(LONGEST_TO_END)


def _leave(*_):
    raise SystemExit


def _end_with_parent():
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _announce(port):
    while not _is_healthy(port):
        time.sleep(BETWEEN_TRIES)
    print(f"Afterword is at http://127.0.0.1:{port}/", flush=True)


def _is_healthy(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    main()
    os._exit(0)  # without waiting for any thread: what it does is safe to leave at every moment
