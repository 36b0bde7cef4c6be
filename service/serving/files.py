"""Answer a request with a file of the current release.

A file is opened once and its ETag, length and bytes come from that one open file. Nothing is ever written into a
file of a release, only put in its place, so a page is never torn and a length never wrong.
"""

import asyncio
import mimetypes
import os
import stat
from dataclasses import dataclass
from functools import lru_cache

from service.publishing.files import TEXT, compressed
from service.serving.addresses import folder_address
from service.serving.negotiation import accepts_gzip, is_known

TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".xml": "application/xml",
    ".atom": "application/atom+xml",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".ics": "text/calendar",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".webp": "image/webp",
    ".avif": "image/avif",
}
# what a 304, which has no bytes, does not say: https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5
OF_THE_BYTES = ("Content-Type", "Content-Encoding")
CHUNK = 256 * 1024  # bytes read at once; more is read in a thread


@dataclass
class Opened:
    """A regular file, open for reading, with what there was to know when it was opened."""

    file: object
    size: int
    etag: str
    type: str
    encoding: str = ""


def answer(site, parts, query, headers):
    """(status, headers, Opened or None) for a GET of this path in the folder ``site``; None without such a file."""
    path = _path(site, tuple(parts))
    if path.suffix == ".gz" and path.with_suffix("").is_file():
        return None
    opened = open_best(path, accepts_gzip(headers.get(b"accept-encoding", "")))
    if opened is None:
        if parts[-1] and (path / "index.html").is_file():
            return 301, [("Location", folder_address(parts, query))], None
        return None
    describing = describe(opened, path.suffix in TEXT)
    if is_known(opened.etag, headers.get(b"if-none-match", "")):
        opened.file.close()
        return 304, [pair for pair in describing if pair[0] not in OF_THE_BYTES], None
    return 200, describing, opened


@lru_cache(maxsize=1024)
def _path(site, parts):
    return site.joinpath(*parts[:-1], parts[-1] or "index.html")


def not_found(site, headers):
    """The release's own page for what is not there, with status 404; None if it has none."""
    opened = open_best(site / "404.html", accepts_gzip(headers.get(b"accept-encoding", "")))
    if opened is None:
        return None
    return 404, [pair for pair in describe(opened, True) if pair[0] != "ETag"], opened


def describe(opened, text):
    """The headers that a file's answer has, to GET and to HEAD."""
    headers = [("Content-Type", opened.type), ("Cache-Control", "no-cache"), ("ETag", opened.etag)]
    if text:
        headers.append(("Vary", "Accept-Encoding"))
    if opened.encoding:
        headers.append(("Content-Encoding", opened.encoding))
    return headers


def open_best(path, gzip):
    """The file or its compressed sibling, open; None if there is no such regular file."""
    opened = _open(compressed(path), path, "gzip") if gzip and path.suffix in TEXT else None
    return opened or _open(path, path, "")


def _open(path, named, encoding):
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        return None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return None
    etag = f'"{status.st_mtime_ns:x}-{status.st_size:x}{"-gz" if encoding else ""}"'
    return Opened(os.fdopen(descriptor, "rb"), status.st_size, etag, content_type(named), encoding)


@lru_cache(maxsize=1024)
def content_type(path):
    """The Content-Type of a file, by its name.

    >>> from pathlib import Path
    >>> content_type(Path("feeds/all.atom.xml")), content_type(Path("a.ttf"))
    ('application/atom+xml; charset=utf-8', 'font/ttf')
    """
    suffix = ".atom" if path.name.endswith(".atom.xml") else path.suffix
    found = TYPES.get(suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    is_text = path.suffix in TEXT or found.startswith("text/")
    return f"{found}; charset=utf-8" if is_text else found


async def send_file(opened, send):
    """Send the bytes of an opened file and close it."""
    with opened.file:
        left = opened.size
        while left > CHUNK:
            piece = await asyncio.to_thread(opened.file.read, CHUNK)
            left -= len(piece)
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": opened.file.read(left)})
