"""The servers that ours is measured beside: Isso and nginx, each in a folder of its own, stopped by its own process.

Isso runs as its documentation recommends for gunicorn, with as many workers as there are cores; moderation and its
limits are off. Its SQLite has the defaults: journal DELETE, synchronous FULL, so what it acknowledges is on disk.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from harness.running import ROOT, free_port

GUNICORN = ROOT / ".venv-peers/bin/gunicorn"
LONGEST_START = 20  # seconds
ISSO = """[general]
dbpath = {folder}/comments.db
host = http://127.0.0.1:{port}/
notify =
[moderation]
enabled = false
[guard]
enabled = false
"""
NGINX = """worker_processes auto;
pid {folder}/pid;
error_log {folder}/log;
daemon off;
{user}
events {{ worker_connections 1024; }}
http {{
  access_log off;
  include /etc/nginx/mime.types;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {site}; gzip_static on; }}
}}
"""


def missing(name):
    """How to get a program that is not there, in one sentence; "" if it is."""
    return "" if shutil.which(name) else f"{name} is not installed, so its lines are left out: sudo apt install {name}"


@contextlib.contextmanager
def isso():
    """Isso on a loopback port, until the block ends; yields the port."""
    with TemporaryDirectory() as folder:
        port = free_port()
        settings = Path(folder, "isso.cfg")
        settings.write_text(ISSO.format(folder=folder, port=port))
        command = [GUNICORN, "-b", f"127.0.0.1:{port}", "-w", str(os.cpu_count()), "--preload", "isso.run"]
        with _running(command, folder, port, ISSO_SETTINGS=str(settings)):
            yield port


@contextlib.contextmanager
def nginx(site):
    """nginx on a folder of files, compressed siblings too, until the block ends; yields the port."""
    with TemporaryDirectory() as folder:
        port = free_port()
        user = "user root;" if os.geteuid() == 0 else ""  # the files may be its alone
        settings = Path(folder, "nginx.conf")
        settings.write_text(NGINX.format(folder=folder, port=port, site=Path(site).resolve(), user=user))
        with _running(["nginx", "-c", settings, "-p", folder, "-e", f"{folder}/log"], folder, port):
            yield port


@contextlib.contextmanager
def _running(command, folder, port, **settings):
    with Path(folder, "said").open("w") as said:
        process = subprocess.Popen(
            command, cwd=folder, env=os.environ | settings, stdout=said, stderr=subprocess.STDOUT
        )
    try:
        _wait(process, port, Path(folder, "said"))
        yield
    finally:
        process.terminate()
        process.wait(15)


def _wait(process, port, said):
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
    raise RuntimeError(f"{process.args[0]} did not start; it said:\n{said.read_text()}")
