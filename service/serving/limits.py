"""Let nothing slow, huge or packed reach Django: it gets a request when all of it has arrived."""

import asyncio

from service import pages
from service.serving import answers

LARGEST_BODY = 128 * 1024  # bytes
LARGEST_TO_DRAIN = 16 * 1024 * 1024  # read and thrown away, so that the sender gets to read why it was refused
LONGEST_TO_SEND = 10  # seconds for a whole body

CLOSE = ("Connection", "close")
TOO_LARGE = (
    "<h1>That is too long</h1><p>What you sent is larger than 128 KiB, and a comment may have 8,000 characters. "
    "Nothing was stored. Go back: your browser still has your text, and a shorter one is welcome.</p>"
)


class RefusedError(Exception):
    """The request is answered here; Django never sees it."""

    def __init__(self, status, words):
        super().__init__(words)
        self.status = status
        self.words = words


def limited(django):
    """Django's application behind the limits."""

    async def application(scope, receive, send):
        try:
            body = await _whole_body(scope, receive)
        except RefusedError as refused:
            return await _refuse(scope, send, refused)
        return await django(scope, _already(body), send)

    return application


async def _whole_body(scope, receive):
    headers = dict(scope["headers"])
    if headers.get(b"content-encoding", b"identity").strip().lower() != b"identity":
        raise RefusedError(415, "Send the form as it is, not compressed.\n")
    declared = headers.get(b"content-length", b"0")
    size = int(declared) if declared.isdigit() else 0
    if size > LARGEST_TO_DRAIN:
        raise RefusedError(413, TOO_LARGE)
    try:
        return await asyncio.wait_for(_read(receive), LONGEST_TO_SEND)
    except TimeoutError:
        if size > LARGEST_BODY:
            raise RefusedError(413, TOO_LARGE) from None
        raise RefusedError(
            408, "The request took too long to arrive and was not stored; please send it again.\n"
        ) from None


async def _read(receive):
    pieces, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise RefusedError(400, "The request ended before it was whole.\n")
        piece = message.get("body", b"")
        size += len(piece)
        if size <= LARGEST_BODY:
            pieces.append(piece)
        else:
            pieces.clear()
        if size > LARGEST_TO_DRAIN or (size > LARGEST_BODY and not message.get("more_body")):
            raise RefusedError(413, TOO_LARGE)
        if not message.get("more_body"):
            return b"".join(pieces)


def _already(body):
    """Hand over a body that is here; afterwards wait, so that a reader who leaves does not stop what was begun."""
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive():
        if messages:
            return messages.pop()
        return await asyncio.get_running_loop().create_future()

    return receive


async def _refuse(scope, send, refused):
    html = refused.words.startswith("<")
    words = pages.in_shell("That is too long", refused.words) if html else refused.words
    await answers.say(send, refused.status, words, CLOSE, method=scope["method"], html=html)
