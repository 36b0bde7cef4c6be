"""Ask the service in ways that an ordinary client would not, and post comments as a reader's browser does."""

import socket
from dataclasses import dataclass

import httpx


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes


def raw(port, request, seconds=20):
    """Send these bytes on a connection of their own and read the answer to its end."""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection:
        connection.sendall(request)
        return read(connection)


def get(port, path, *headers, method="GET"):
    """Ask for a path exactly as it is written here."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close", *headers]
    return raw(port, "\r\n".join([*lines, "", ""]).encode("latin-1"))


def read(connection):
    """The answer on an open connection, as long as its Content-Length says."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += _more(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Answer(int(first.split()[1]), headers, body + _rest(connection, headers, len(body)))


def _rest(connection, headers, have):
    rest = b""
    try:
        while len(rest) < int(headers.get("content-length", 0)) - have:
            rest += _more(connection)
    except EOFError:
        pass  # the answer to a HEAD, or a torn one, which its test will see
    return rest


def _more(connection):
    if piece := connection.recv(65536):
        return piece
    raise EOFError


def post(url, body, slug="follow-up"):
    """Post a comment as one click does; the response, a redirect to where it stands when it was stored."""
    with httpx.Client(base_url=url, timeout=20) as client:
        token = client.get(f"/comments/{slug}/token/").json()["token"]
        return client.post(f"/comments/{slug}/", data={"body": body, "name": "Ada", "token": token})
