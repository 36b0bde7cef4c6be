"""What is slow, huge or packed is kept away from Django, and from other readers."""

import asyncio
import contextlib
import selectors
import socket
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import httpx
import pytest

from service import limits
from service.serving import request_limits
from tests.serving.asking import get, raw, read

FORM = "Content-Type: application/x-www-form-urlencoded"


def test_pages_are_answered_while_100_connections_send_their_bodies_byte_by_byte(small_site):
    head = f"POST /comments/follow-up/ HTTP/1.1\r\nHost: 127.0.0.1\r\n{FORM}\r\nContent-Length: 1000\r\n\r\n".encode()
    with contextlib.ExitStack() as stack:
        slow = [
            stack.enter_context(socket.create_connection(("127.0.0.1", small_site.port), timeout=20))
            for _ in range(100)
        ]
        for connection in slow:
            connection.sendall(head)
        for byte in b"body":
            for connection in slow:
                connection.sendall(bytes([byte]))
            assert get(small_site.port, "/thank-you/").status == 200
            assert get(small_site.port, "/comments/follow-up/").status == 200


def test_pages_are_answered_while_100_connections_never_finish_their_first_line(small_site):
    with contextlib.ExitStack() as stack:
        for _ in range(100):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", small_site.port), timeout=20))
            connection.sendall(b"GET /thank-y")
        assert get(small_site.port, "/thank-you/").status == 200


@pytest.mark.parametrize("declared", [True, False], ids=["length declared", "in chunks"])
def test_a_body_of_10_mb_is_refused_in_words(small_site, declared):
    body = b"body=" + b"x" * 10_000_000
    content = body if declared else iter([body])
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = httpx.post(f"{small_site.url}/comments/follow-up/", content=content, headers=kind, timeout=20)
    assert answer.status_code == 413
    assert "larger than 128 KiB" in answer.text
    assert answer.headers["connection"] == "close"


def test_a_body_of_a_gigabyte_is_refused_before_it_is_sent(small_site):
    head = f"POST /comments/follow-up/ HTTP/1.1\r\nHost: 127.0.0.1\r\n{FORM}\r\nContent-Length: {10**9}\r\n\r\n"
    assert raw(small_site.port, head.encode()).status == 413


def test_a_packed_body_is_refused_and_not_unpacked(small_site):
    answer = httpx.post(
        f"{small_site.url}/comments/follow-up/", content=b"\x1f\x8b", headers={"Content-Encoding": "gzip"}
    )
    assert answer.status_code == 415


BROKEN = {
    "no words": b"\x00\x01\x02\r\n\r\n",
    "a line without a version": b"GET\r\n\r\n",
    "two lengths": b"POST /comments/follow-up/ HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "a length that is none": b"POST /comments/follow-up/ HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    "a header without end": b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 600_000 + b"\r\n\r\n",
    "a broken chunk": b"POST /comments/follow-up/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
}


@pytest.mark.parametrize("request_", BROKEN.values(), ids=BROKEN)
def test_after_a_broken_request_pages_are_still_answered(small_site, request_):
    with contextlib.suppress(OSError, EOFError):
        assert 400 <= raw(small_site.port, request_).status < 500
    assert get(small_site.port, "/thank-you/").status == 200


def test_one_connection_serves_many_requests(small_site):
    with socket.create_connection(("127.0.0.1", small_site.port), timeout=20) as connection:
        for _ in range(3):
            connection.sendall(b"GET /thank-you/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert read(connection).status == 200


def ask(messages, monkeypatch, headers=(), seconds=5):
    """Put the limits before an application that repeats the body it got; (status, body) of the answer."""
    monkeypatch.setattr(request_limits, "LONGEST_TO_SEND", seconds)
    waiting, sent = list(messages), []

    async def receive():
        return waiting.pop(0) if waiting else await asyncio.get_running_loop().create_future()

    async def send(message):
        sent.append(message)

    async def django(scope, receive, send):
        body = (await receive())["body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": body})

    scope = {"type": "http", "method": "POST", "path": "/comments/a/", "headers": list(headers)}
    with ThreadPoolExecutor(1) as apart:  # in the test's own thread Playwright's loop may be running
        apart.submit(asyncio.run, request_limits.limited(django)(scope, receive, send)).result()
    return sent[0]["status"], sent[1]["body"]


def piece(body, more=True):
    return {"type": "http.request", "body": body, "more_body": more}


def test_django_gets_a_body_when_all_of_it_is_there(monkeypatch):
    assert ask([piece(b"a"), piece(b"b"), piece(b"c", False)], monkeypatch) == (200, b"abc")


def test_a_body_as_large_as_may_be_passes_and_one_byte_more_does_not(monkeypatch):
    largest = b"x" * limits.LARGEST_FORM
    assert ask([piece(largest, False)], monkeypatch) == (200, largest)
    assert ask([piece(largest), piece(b"x", False)], monkeypatch)[0] == 413


def test_a_body_that_never_ends_is_told_so(monkeypatch):
    assert ask([piece(b"a")], monkeypatch, seconds=0.05)[0] == 408


def test_a_reader_who_leaves_before_the_end_never_reaches_django(monkeypatch):
    assert ask([piece(b"a"), {"type": "http.disconnect"}], monkeypatch)[0] == 400


# --- slow and honest, by a clock that does not make anybody wait ---


class Skipping(selectors.DefaultSelector):
    """What a loop waits with; it lets the time pass at once."""

    passed = 0.0

    def select(self, timeout=None):
        self.passed += timeout or 0
        return super().select(0)


def in_no_time(coroutine):
    """Run it on a loop of its own where waiting takes no time; (result, seconds that it took)."""

    def run():
        selector = Skipping()
        loop = asyncio.SelectorEventLoop(selector)
        loop.time = lambda: selector.passed
        try:
            return loop.run_until_complete(coroutine), selector.passed
        finally:
            loop.close()

    with ThreadPoolExecutor(1) as apart:
        return apart.submit(run).result()


FORM_HEADERS = ((b"content-type", b"application/x-www-form-urlencoded; charset=UTF-8"),)


def send_slowly(pieces, path="/comments/a/", headers=FORM_HEADERS):
    """Send (seconds of silence before it, bytes) pieces; what became of them, and the seconds that it took.

    That is (status, body, what Django was told had arrived): an application in Django's place repeats the body.
    """
    left, sent, seen = list(pieces), [], []

    async def receive():
        if not left:
            return await asyncio.sleep(10**6)
        seconds, body = left.pop(0)
        await asyncio.sleep(seconds)
        return piece(body, bool(left))

    async def send(message):
        sent.append(message)

    async def django(scope, receive, send):
        seen.append(scope.get("arrived"))
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": (await receive())["body"]})

    scope = {"type": "http", "method": "POST", "path": path, "headers": list(headers)}
    _, seconds = in_no_time(request_limits.limited(django)(scope, receive, send))
    return (sent[0]["status"], sent[1]["body"], *seen), seconds


def evenly(body, a_second):
    """A body at this rate, a piece each fifth of a second; none is empty."""
    size = max(1, a_second // 5)
    return [(size / a_second, body[at : at + size]) for at in range(0, len(body), size)]


CYRILLIC = f"body={quote('Привет, ' * 1000)}".encode()
EMOJI = f"body={quote('👍' * 8000)}".encode()
PATIENT = {
    "8,000 Cyrillic letters at 30 kbit/s": evenly(CYRILLIC, 3750),
    "8,000 emoji at 30 kbit/s": evenly(EMOJI, 3750),
    "8,000 emoji at 9,600 bit/s": evenly(EMOJI, 1200),
    "one that pauses in each tunnel": [(9, EMOJI[at : at + 12000]) for at in range(0, len(EMOJI), 12000)],
    "one that begins late": [(9.5, CYRILLIC)],
}


@pytest.mark.parametrize("pieces", PATIENT.values(), ids=PATIENT)
def test_bytes_that_keep_coming_are_waited_for(pieces):
    whole = b"".join(body for _, body in pieces)
    assert send_slowly(pieces)[0] == (200, whole, None)


NEVER = (10**6, b"the end")
IMPATIENT = {
    "nothing": ([], 10),
    "a byte, and then nothing": ([(1, b"b")], 11),
    "a byte a second": ([(1, b"b")] * 1000, 11),
    "empty pieces": ([(1, b"")] * 1000, 10),
    "much, and then nothing": ([(0, b"b" * 60_000)], 10),
    "much, and then a byte each nine seconds": ([(0, b"b" * 60_000)] + [(9, b"b")] * 100, 120),
    "as little as may be, for as long as can be": (evenly(b"b" * 128 * 1024, 600), 120),
    "too much, for ever": (evenly(b"b" * 10_000_000, 50_000), 13),
}


@pytest.mark.parametrize(("pieces", "longest"), IMPATIENT.values(), ids=IMPATIENT)
def test_who_sends_as_if_to_hold_a_connection_is_not_waited_for(pieces, longest):
    answer, seconds = send_slowly([*pieces, NEVER], path="/moderate/login/")
    assert seconds <= longest and answer[0] in (408, 413)
    assert b"Nothing was stored" in answer[1]


def test_of_a_comment_that_came_too_slowly_what_came_is_handed_on_and_no_body():
    half = [(1, b"body=Half+a"), NEVER]
    assert send_slowly(half)[0] == (200, b"", b"body=Half+a")
    for other in ({"path": "/moderate/login/"}, {"path": "/comments/mine/a/"}, {"headers": ()}):
        assert send_slowly(half, **other)[0][0] == 408
