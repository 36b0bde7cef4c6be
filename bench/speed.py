"""How long a reader and a moderator wait: a start, a page, a comment, an approval. Seconds."""

import re
import time
from tempfile import TemporaryDirectory

import httpx

from harness.running import serving

PAGES, COMMENTS, APPROVALS = 500, 100, 10


def measure():
    """Lists of seconds by what was timed, on a site of its own."""
    started = time.perf_counter()
    with (
        TemporaryDirectory() as data,
        serving(data, MODERATION="none") as site,
        httpx.Client(base_url=site.url) as http,
    ):
        times = {"start of the service": [time.perf_counter() - started]}
        times["page"] = [_timed(http.get, "/follow-up/") for _ in range(PAGES)]
        times["comment, until it stands in its page"] = [_timed(_comment, http, number) for number in range(COMMENTS)]
    with TemporaryDirectory() as data, serving(data, MODERATION="all") as site, httpx.Client(base_url=site.url) as http:
        for number in range(APPROVALS):
            _comment(http, number)
        waiting = re.findall(r"^[0-9]+", site.command("moderate", "list").stdout, re.MULTILINE)
        approve = [_timed(site.command, "moderate", "approve", number) for number in waiting]
        times["approval by command, Python's start included"] = approve
    return times


def _timed(act, *arguments):
    started = time.perf_counter()
    act(*arguments)
    return time.perf_counter() - started


def _comment(http, number):
    token = http.get("/comments/follow-up/token/").json()["token"]
    answer = http.post("/comments/follow-up/", data={"body": f"Measured {number}.", "token": token})
    if answer.status_code != 303:
        raise RuntimeError(f"the comment was not stored: {answer.status_code}")
