"""Pages served a second, by wrk: an article with its comments, beside Isso's answer and beside nginx with our file."""

import re
import statistics
import subprocess

from bench.load import storm
from bench.storing import to_isso

ROUNDS, SECONDS, CLIENTS = 3, 2, 8
SEEDED = {50: "preparing", 1000: "applying"}  # comments: an article


def seed_isso(port):
    """The threads of SEEDED in Isso, posted as readers do."""
    for count, slug in SEEDED.items():
        # one after the other: with several at once Isso answers some with a 500, its database being locked
        storm(port, to_isso([f"{number}" for number in range(count)], f"/{slug}/"), 1, 201)


def measure(ours, isso, nginx):
    """{(comments, who): pages a second}; the article of a thread of so many comments, Isso's answer with all."""
    addresses = {}
    for count, slug in SEEDED.items():
        addresses[count, "ours, gzip"] = f"{ours.url}/{slug}/", "gzip"
        addresses[count, "ours, plain"] = f"{ours.url}/{slug}/", "identity"
        if isso:
            addresses[count, "isso"] = f"http://127.0.0.1:{isso}/?uri=/{slug}/", "gzip"
        if nginx:
            addresses[count, "nginx, gzip"] = f"http://127.0.0.1:{nginx}/{slug}/", "gzip"
            addresses[count, "nginx, plain"] = f"http://127.0.0.1:{nginx}/{slug}/", "identity"
    rates = {what: [] for what in addresses}
    for _ in range(ROUNDS):
        for what, (address, encoding) in addresses.items():
            rates[what].append(_wrk(address, encoding))
    return {what: statistics.median(found) for what, found in rates.items()}


def rows(rates):
    """Lines of the table: (what, ours, theirs)."""
    for count in SEEDED:
        ours = rates[count, "ours, gzip"]
        if (count, "isso") in rates:
            yield f"page of a thread of {count:,}, a second; Isso shows them all", ours, rates[count, "isso"]
        for encoding in ("gzip", "plain"):
            if (count, f"nginx, {encoding}") in rates:
                values = (rates[count, f"{who}, {encoding}"] for who in ("ours", "nginx"))
                yield f"page of a thread of {count:,}, a second, {encoding}; nginx's", *values


def _wrk(address, encoding):
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{SECONDS}s", "--timeout", "30s"]
    said = subprocess.run(
        [*command, "-H", f"Accept-Encoding: {encoding}", address], capture_output=True, text=True, check=True
    ).stdout
    if "Non-2xx" in said or "Socket errors" in said.replace("timeout 0", ""):
        raise RuntimeError(f"{address} was not always answered well:\n{said}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
