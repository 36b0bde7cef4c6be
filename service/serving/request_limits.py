"""Let nothing slow, huge or packed reach Django: it gets a request when all of it has arrived."""

import asyncio
import re

from service import limits
from service.layout import pages
from service.serving import framing, responses

LARGEST_TO_DRAIN = 16 * 1024 * 1024  # read and thrown away, so that the sender gets to read why it was refused
LONGEST_TO_DRAIN = 10  # seconds for what is thrown away
LONGEST_TO_SEND = 120  # seconds for a whole body, however steadily it comes
LONGEST_SILENCE = 10  # seconds, before the first piece and between two
SLOWEST = 500  # bytes a second on the whole, after a first silence: a third of what the slowest phones of 2000 could

CLOSE = ("Connection", "close")
A_COMMENT = re.compile("/comments/[^/]+/")
A_FORM = b"application/x-www-form-urlencoded"
TOO_LARGE = (
    f"<h1>That is too long</h1><p>What you sent is larger than {limits.LARGEST_FORM // 1024} KiB, and a comment may "
    f"have {limits.LONGEST_BODY:,} characters. Nothing was stored. Go back: your browser still has your text, and a "
    "shorter one is welcome.</p>"
)
TOO_SLOW = (
    "<h1>That took too long</h1><p>What you sent came too slowly to be waited for. Nothing was stored. Go back: your "
    "browser still has what you wrote; please send it again, perhaps where the connection is better.</p>"
)


class RequestRefusedError(Exception):
    """The request is answered here; Django never sees it."""

    def __init__(self, status, words):
        super().__init__(words)
        self.status = status
        self.words = words


class TooSlowError(Exception):
    """The body came too slowly; ``arrived`` is what came."""

    def __init__(self, arrived):
        super().__init__(f"{len(arrived)} bytes came")
        self.arrived = arrived


def limited(django):
    """Django's application behind the limits."""

    async def application(scope, receive, send):
        try:
            body = await _whole_body(scope, receive)
        except TooSlowError as slow:
            if not _is_comment(scope):
                return await _refuse(scope, send, RequestRefusedError(408, TOO_SLOW))
            # the form is shown again with what came; no view but the comments' own knows of it
            return await django(scope | {"arrived": slow.arrived}, _already(b""), framing.last(send))
        except RequestRefusedError as refused:
            return await _refuse(scope, send, refused)
        return await django(scope, _already(body), send)

    return application


def deadline(begun, heard, size):
    """When a body is given up that began then, was last heard of then, and has so many bytes by now.

    Bytes that keep coming are waited for. A byte a second is no sender's best: that one has 10 seconds, as has silence.
    """
    longest = LONGEST_TO_SEND if size <= limits.LARGEST_FORM else LONGEST_TO_DRAIN
    return min(begun + longest, heard + LONGEST_SILENCE, begun + LONGEST_SILENCE + size / SLOWEST)


async def _whole_body(scope, receive):
    headers = dict(scope["headers"])
    if headers.get(b"content-encoding", b"identity").strip().lower() != b"identity":
        raise RequestRefusedError(415, "Send the form as it is, not compressed.\n")
    declared = headers.get(b"content-length", b"0")
    size = int(declared) if declared.isdigit() else 0
    if size > LARGEST_TO_DRAIN:
        raise RequestRefusedError(413, TOO_LARGE)
    try:
        return await _read(receive, size)
    except TooSlowError:
        if size > limits.LARGEST_FORM:
            raise RequestRefusedError(413, TOO_LARGE) from None
        raise


async def _read(receive, declared):
    body, size, now = bytearray(), 0, asyncio.get_running_loop().time
    begun = heard = now()
    to_drain = declared if declared > limits.LARGEST_FORM else 0
    try:
        while True:
            async with asyncio.timeout_at(deadline(begun, heard, max(size, to_drain))):
                message = await receive()
            if message["type"] == "http.disconnect":
                raise RequestRefusedError(400, "The request ended before it was whole.\n")
            piece = message.get("body", b"")
            size, heard = size + len(piece), now() if piece else heard
            if size <= limits.LARGEST_FORM:
                body += piece
            else:
                body.clear()
            if size > LARGEST_TO_DRAIN or (size > limits.LARGEST_FORM and not message.get("more_body")):
                raise RequestRefusedError(413, TOO_LARGE)
            if not message.get("more_body"):
                return bytes(body)
    except TimeoutError:
        raise TooSlowError(bytes(body)) from None


def _is_comment(scope):
    kind = dict(scope["headers"]).get(b"content-type", b"").partition(b";")[0].strip().lower()
    return scope["method"] == "POST" and kind == A_FORM and A_COMMENT.fullmatch(scope["path"]) is not None


def _already(body):
    """Hand over a body that is here; afterwards wait, so that a reader who leaves does not stop what was begun."""
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive():
        if messages:
            return messages.pop()
        return await asyncio.get_running_loop().create_future()

    return receive


async def _refuse(scope, send, refused):
    html = refused.words.startswith("<h1>")
    title = refused.words.removeprefix("<h1>").partition("<")[0]
    words = pages.in_shell(title, refused.words) if html else refused.words
    await responses.say(send, refused.status, words, CLOSE, method=scope["method"], html=html)
