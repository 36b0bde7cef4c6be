"""Ours, Isso and nginx in one run: comments stored, pages served, memory held afterwards."""

from contextlib import ExitStack
from tempfile import TemporaryDirectory

from bench import memory, peers, reading, storing
from harness.running import command, serving


def show(line):
    """Measure, and give each line of the table to ``line``: (what, ours, theirs or None)."""
    wanting = {name: peers.missing(name) for name in ("wrk", "nginx")}
    for words in filter(None, wanting.values()):
        print(words)
    with ExitStack() as stack:
        data = stack.enter_context(TemporaryDirectory())
        ours = stack.enter_context(serving(data, MODERATION="none"))
        isso = stack.enter_context(peers.isso())
        for what, mine, theirs in storing.rows(storing.measure(ours, isso)):
            line(what, mine, theirs)
        if not wanting["wrk"]:
            _seed(ours, data)
            reading.seed_isso(isso)
            nginx = None if wanting["nginx"] else stack.enter_context(peers.nginx(f"{data}/current/site"))
            for what, mine, theirs in reading.rows(reading.measure(ours, isso, nginx)):
                line(what, mine, theirs)
        line(f"memory of all processes, MB (at most {memory.BUDGET >> 20})", memory.held(ours) / (1 << 20), None)


def _seed(ours, data):
    for count, slug in reading.SEEDED.items():
        done = command(data, slug, count, "accepted", module="harness.seed")
        if done.returncode:
            raise RuntimeError(done.stderr)
    if (done := ours.command("bake")).returncode:
        raise RuntimeError(done.stderr)
