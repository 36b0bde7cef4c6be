"""What goes on beside the server: say when it answers, bake what is stale, rebuild what was saved.

A process of its own, so that a build never takes time from a reader. It ends when its standard input does, that is
when ``serve`` is gone.
"""

import http.client
import os
import signal
import sys
import threading

import django

BETWEEN_TRIES = 0.05  # seconds


def main():
    """Attend until SIGTERM, Ctrl-C or the end of the standard input."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: _leave(stop))
    signal.signal(signal.SIGINT, lambda *_: _leave(stop))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup(set_prefix=False)
    from django.conf import settings

    from service.publishing import reconcile, watch

    wanted = settings.AFTERWORD
    _announce(stop, wanted.port)
    if not wanted.watch:
        return reconcile.for_ever(stop)
    threading.Thread(target=reconcile.for_ever, args=(stop,), daemon=True).start()
    return watch.for_ever(stop, wanted, say=lambda words: print(words, flush=True))


def _leave(stop):
    stop.set()
    raise SystemExit(0)


def _end_with_parent():
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _announce(stop, port):
    while not stop.wait(BETWEEN_TRIES):
        if _is_healthy(port):
            print(f"Afterword is at http://127.0.0.1:{port}/", flush=True)
            return


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
