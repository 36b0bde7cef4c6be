"""Send requests as many readers at once do: asyncio on raw sockets, a connection for each visit. Seconds.

On loopback this client alone does several thousand visits a second, ten times what any of the measured servers stores.
"""

import asyncio
import statistics
import time
from dataclasses import dataclass


@dataclass
class Answered:
    """What a storm of visits came to."""

    rate: float  # visits a second
    seconds: list  # of each visit, sorted

    @property
    def median(self):
        return statistics.median(self.seconds)

    @property
    def p99(self):
        return self.seconds[int(len(self.seconds) * 0.99)]


def request(method, path, body=b"", kind=""):
    """The bytes of a request on a connection of its own."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close"]
    if body:
        lines += [f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


def storm(port, visits, clients, wanted):
    """Make these visits with so many clients at once; :class:`Answered`, or RuntimeError at a status not ``wanted``.

    A visit is a list: the first request, then functions that make the next one of the body of the last answer.
    """
    waiting, seconds = iter(visits), []

    async def client():
        for visit in waiting:
            began = time.perf_counter()
            status = await _visit(port, *visit)
            seconds.append(time.perf_counter() - began)
            if status != wanted:
                raise RuntimeError(f"port {port} answered {status}, not {wanted}")

    async def all_clients():
        await asyncio.gather(*(client() for _ in range(clients)))

    began = time.perf_counter()
    asyncio.run(all_clients())
    return Answered(len(seconds) / (time.perf_counter() - began), sorted(seconds))


async def _visit(port, first, *then):
    status, body = await _ask(port, first)
    for following in then:
        status, body = await _ask(port, following(body))
    return status


async def _ask(port, sent):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    answer = await reader.read()
    writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split(None, 2)[1]), body
