"""The ASGI application: files of the current release, Django for what takes part, and the health of both.

A served page needs neither Django nor the database; only ``/comments/`` and ``/moderate/`` do.
"""

import gc
import multiprocessing
import os
import threading

import django
from django.conf import settings

from service.publishing import bake_schedule, releases
from service.serving import files, framing, health, responses
from service.serving.addresses import moved_address, segments
from service.serving.django_handler import ThreadedHandler
from service.serving.request_limits import limited

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "service.settings")
django.setup(set_prefix=False)

DJANGO = ("comments", "moderate")
ALLOWED = ("GET", "HEAD")
_django = limited(ThreadedHandler())


async def application(scope, receive, send):
    """Answer a request, or the server's own word that it begins and ends: the interface that granian calls."""
    if scope["type"] == "lifespan":
        return await _live(receive, send)
    send = framing.closing(scope, send)
    if framing.is_odd(scope["headers"]):
        return await responses.say(send, 400, "A body may come in chunks, and in no other coding.\n")
    parts = segments(scope["raw_path"])
    if parts and parts[0] in DJANGO:
        return await _django(scope, receive, send)
    if scope["method"] not in ALLOWED and parts:
        more = [("Allow", ", ".join(ALLOWED)), ("Connection", "close")]
        return await responses.say(send, 405, "Only GET and HEAD are answered here.\n", *more)
    if parts == ["health"]:
        status, words = await health.state()
        return await responses.say(send, status, words, method=scope["method"])
    return await _file(scope, send, parts)


async def _file(scope, send, parts):
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    release = releases.current(settings.AFTERWORD.data)
    found = None
    if release:
        found = parts and files.answer(release.site, parts, scope["query_string"], headers)
        found = found or (parts and _moved(release, parts, scope["query_string"]))
        found = found or files.not_found(release.site, headers)
    if not found:
        status, words = (404, "There is no such page.\n") if release else (503, "The site is being prepared.\n")
        return await responses.say(send, status, words, method=scope["method"])
    status, describing, opened = found
    length = [] if status == 304 else [("Content-Length", opened.size if opened else 0)]
    await responses.start(send, status, describing + length)
    if opened and scope["method"] != "HEAD":
        return await files.send_file(opened, send)
    if opened:
        opened.file.close()
    return await send({"type": "http.response.body", "body": b""})


def _moved(release, parts, query):
    """The answer that leads on from what an article's old slug had; None where there was none."""
    slug = release.moved(parts[0])
    if slug is None:
        return None
    address = moved_address([slug, *(parts[1:] or [""])], query)
    return 301, [("Location", address), ("Cache-Control", "no-cache")], None


async def _live(receive, send):
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            _heed_parent_alone()
            bake_schedule.start()
            gc.collect()
            gc.freeze()  # what is loaded stays; to go through it again and again would take 40 ms each time
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def _heed_parent_alone():
    """Stop when the process that started this one says so, and at once when it is gone, even by kill -9.

    A signal to the whole group (Ctrl-C, ``kill -- -GROUP``) is for that process: a worker that heeds it too may be gone
    before, and looks then like one that fell; one that has it twice does not finish.
    """
    parent = multiprocessing.parent_process()
    if parent:
        os.setsid()
        threading.Thread(target=_end_with, args=[parent], daemon=True).start()


def _end_with(parent):
    parent.join()
    os._exit(1)
