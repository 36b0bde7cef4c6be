"""Senders who take all there is: memory, connections, time. Everybody else is served beside them."""

import contextlib
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from harness.running import family, serving
from tests.hostile.conftest import MODULE
from tests.hostile.sending import CHUNKED, head, post, until_the_end
from tests.serving.asking import get

WORDS = b"body=My+words."


def peak(site):
    """The most memory that any process of the service has had, in kB."""
    files = [Path(f"/proc/{pid}/status").read_text() for pid in family(site.process)]
    return max(int(line.split()[1]) for text in files for line in text.splitlines() if line.startswith("VmHWM"))


def test_bodies_of_10_mb_are_refused_and_never_held_in_memory(site):
    body = b"body=" + b"x" * 10_000_000
    post(site, body)
    before = peak(site)
    with ThreadPoolExecutor(4) as senders:
        assert {answer.status for answer in senders.map(lambda _: post(site, body), range(12))} == {413}
    assert peak(site) - before < 16_000


def connected(stack, site, sent, number):
    """So many connections that have sent this much."""
    address = ("127.0.0.1", site.port)
    connections = [stack.enter_context(socket.create_connection(address, timeout=20)) for _ in range(number)]
    for connection in connections:
        connection.sendall(sent)
    return connections


SLOW = {
    "that say nothing": b"",
    "with half a head": b"GET /thank-you/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX",
    "with half a body": head("Content-Length: 1000") + b"body=",
    "with half a chunk": head(CHUNKED) + b"400\r\nbody=",
    "that read nothing": b"GET /large.bin HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "that were served and stay": b"GET /thank-you/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
}


@pytest.mark.parametrize("sent", SLOW.values(), ids=SLOW)
def test_readers_and_writers_are_served_beside_500_connections(site, sent):
    with contextlib.ExitStack() as stack:
        connected(stack, site, sent, 500)
        assert get(site.port, "/thank-you/").status == 200
        assert get(site.port, "/large.bin").body == b"0123456789abcdef" * 65536
        assert post(site, WORDS).status == 200
        assert get(site.port, "/health").status == 200


@pytest.fixture(scope="module")
def impatient(tmp_path_factory):
    """The service when it waits a second for slow senders, not ten."""
    with serving(tmp_path_factory.mktemp("impatient"), MODULE, PATIENCE=1) as running:
        yield running


def test_who_never_ends_his_head_is_not_waited_for(impatient):
    assert b"HTTP/1.1 2" not in until_the_end(impatient, SLOW["with half a head"])


@pytest.mark.parametrize("sent", ["with half a body", "with half a chunk"])
def test_who_never_ends_his_body_is_told_so_and_not_waited_for(impatient, sent):
    answer = until_the_end(impatient, SLOW[sent])
    assert answer.startswith(b"HTTP/1.1 408") and b"please send it again" in answer
