"""Send the service what no form of ours would, byte by byte as it is written, and read what it says."""

import json
import socket
import sqlite3
from dataclasses import dataclass
from urllib.parse import quote_plus

from tests.html import Page
from tests.serving.asking import get, raw

FORM = "Content-Type: application/x-www-form-urlencoded"
CHUNKED = "Transfer-Encoding: chunked"


@dataclass
class Told:
    """What came back: the status, the headers, and the page as its tests ask it."""

    status: int
    headers: dict
    text: str

    @property
    def page(self):
        return Page(self.text)

    @property
    def kept(self):
        """The fields of the form in it, as a reader finds them."""
        return self.page.forms.get("comment-form", {})

    @property
    def confirm(self):
        """The fields of its preview's form."""
        return self.page.forms.get("confirm", {})


def told(answer):
    return Told(answer.status, answer.headers, answer.body.decode())


def encoded(fields):
    """Fields as a form sends them; a value may be text, or bytes that are sent as they are."""
    return b"&".join(name.encode() + b"=" + _value(value) for name, value in fields.items())


def _value(value):
    return value if isinstance(value, bytes) else quote_plus(value).encode()


def post(site, body, *headers, path="/comments/follow-up/", kind=FORM):
    """Post these bytes (or fields) with these headers."""
    body = encoded(body) if isinstance(body, dict) else body
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close", f"Content-Length: {len(body)}"]
    head = "\r\n".join([*lines, *([kind] if kind else []), *headers, "", ""])
    return told(raw(site.port, head.encode("latin-1") + body))


def head(*headers, path="/comments/follow-up/", kind=FORM):
    """The head of a form's request."""
    return "\r\n".join([f"POST {path} HTTP/1.1", "Host: 127.0.0.1", kind, *headers, "", ""]).encode("latin-1")


def until_the_end(site, request):
    """All that comes back on one connection until the service ends it."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def token(site, slug="follow-up"):
    return json.loads(get(site.port, f"/comments/{slug}/token/").body)["token"]


def store(site, *headers, slug="follow-up", **fields):
    """Post a comment with a fresh token, unless one is given."""
    fields = {"body": "My words.", "token": fields.pop("token", None) or token(site, slug)} | fields
    return post(site, fields, *headers, path=f"/comments/{slug}/")


def rows(site, question="SELECT * FROM discussion_comment ORDER BY id", *values):
    """What the record holds, as dictionaries."""
    connection = sqlite3.connect(f"file:{site.data / 'afterword.sqlite3'}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        return [dict(row) for row in connection.execute(question, values)]
    finally:
        connection.close()


def latest(site):
    """The comment stored last; its reasons to wait as a list."""
    row = rows(site, "SELECT * FROM discussion_comment ORDER BY id DESC LIMIT 1")[0]
    return row | {"held": json.loads(row["held"])}
