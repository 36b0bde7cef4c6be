"""Serve a folder of files with the site's own policy."""

import contextlib
import functools
import random
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from service.headers import SECURITY


class Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # many small modules over few connections

    def end_headers(self):
        for name, value in SECURITY.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args):
        pass


@contextlib.contextmanager
def serve(folder: Path):
    """The address at which `folder` is served until the block ends."""
    server = _listen(functools.partial(Handler, directory=folder))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _listen(handler) -> ThreadingHTTPServer:
    for port in random.SystemRandom().sample(range(20_000, 32_000), 50):
        with contextlib.suppress(OSError):
            return ThreadingHTTPServer(("127.0.0.1", port), handler)
    raise OSError("no free port below 32768")
