"""Kill the service at random moments while readers write, moderators approve and releases run; then look for losses."""

import gzip
import json
import os
import random
import signal
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

import httpx

from harness.running import family, gone, serving, start
from tests.serving.asking import post

MODULE = "harness.small"
WRITERS = 4
MOST_SAID = 5  # losses of a round
MOST_BEFORE_A_KILL = 12  # acknowledged comments
LONGEST_DELAY = 0.05  # seconds; without it every kill would follow an answer
ENDS = (b"</html>", b"-->")


@dataclass
class Promised:
    """What the service acknowledged: bodies that must be in the record, and those that must be in the pages too."""

    stored: set = field(default_factory=set)
    shown: set = field(default_factory=set)

    def losses(self, service):
        """In words, each promise that a service which has just started does not keep; an empty list is good."""
        lines = map(json.loads, service.command("export").stdout.splitlines())
        record = {line["body"]: line["status"] for line in lines}
        pages = service.data.joinpath("current/site/follow-up/comments").glob("*/index.html")
        text = "".join(page.read_text() for page in pages)
        lost = [f"not in the record: {body}" for body in sorted(self.stored) if body not in record]
        lost += [f"not accepted: {body}" for body in sorted(self.shown) if record.get(body) != "accepted"]
        lost += [f"not in its page: {body}" for body in sorted(self.shown) if f"<p>{body}</p>" not in text]
        checked = service.command("check")
        return lost + torn(service.data / "current/site") + ([checked.stdout] if checked.returncode else [])


def torn(site):
    """The files of a site that are not whole, in words."""
    wrong = []
    for path in site.rglob("*"):
        if not path.is_file() or path.name.startswith("."):
            continue
        content = path.read_bytes()
        if path.suffix == ".html" and not content.endswith(ENDS):
            wrong.append(f"ends early: {path}")
        if path.suffix == ".gz" and gzip.decompress(content) != path.with_suffix("").read_bytes():
            wrong.append(f"another text when inflated: {path}")
        if path.suffix == ".atom":
            ET.fromstring(content)
    return wrong


class Round:
    """One start of the service, with those who use it, until it is killed."""

    def __init__(self, data, number, chance, promised, busy):
        self.moderation = chance.choice(["none", "all"]) if busy else "none"
        self.service = start(data, MODULE, MODERATION=self.moderation)
        self.number, self.chance, self.promised, self.busy = number, chance, promised, busy
        self.enough, self.over = threading.Event(), threading.Event()
        self.wanted, self.sent = chance.randint(3, MOST_BEFORE_A_KILL), 0

    def run(self):
        """Use it, kill it, and wait until nothing of it runs; returns who was killed."""
        works = [(self._write, writer) for writer in range(WRITERS)]
        works += [(self._approve,), (self._release,)] if self.busy else []
        threads = [threading.Thread(target=work, args=arguments) for work, *arguments in works]
        for thread in threads:
            thread.start()
        try:
            self.enough.wait(60)
            if self.busy:
                self.over.wait(self.chance.random() * LONGEST_DELAY)
            return self._kill()
        finally:  # Ctrl-C, too, leaves nothing running
            self.over.set()
            self.service.process.kill()
            for thread in threads:
                thread.join()

    def _kill(self):
        main = self.service.process.pid
        everybody = family(self.service.process)
        one = self.chance.choice(["all", "main", "a child"]) if self.busy else "all"
        victims = {"all": everybody, "main": [main], "a child": [self.chance.choice(sorted(everybody - {main}))]}[one]
        for pid in victims:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if one == "a child":
            self.service.process.terminate()
        self.service.process.wait(30)
        self.service.process.stdout.close()
        if not gone(everybody):
            raise AssertionError(f"after a kill of {one} something of {sorted(everybody)} still runs")
        return one

    def _write(self, writer):
        for letter in range(10_000):
            body = f"Round {self.number}, writer {writer}, letter {letter}."
            try:
                if self.over.is_set() or post(self.service.url, body).status_code != 303:
                    return
            except (httpx.HTTPError, ValueError, KeyError):
                return
            self.promised.stored.add(body)
            if self.moderation == "none":
                self.promised.shown.add(body)
            self.sent += 1
            if self.sent >= self.wanted:
                self.enough.set()

    def _approve(self):
        while not self.over.is_set():
            listed = self.service.command("moderate", "list").stdout.splitlines()
            waiting = {line.split("\t")[0]: line.split("\t")[4] for line in listed}
            done = waiting and self.service.command("moderate", "approve", *waiting)
            if waiting and done.returncode == 0:
                self.promised.shown.update(waiting.values())

    def _release(self):
        path = self.service.data / "output/follow-up/index.html"
        edition = 0
        while not self.over.is_set():
            edition += 1
            beside = path.with_suffix(".new")
            beside.write_text(path.read_text().replace("<main>", f"<main><!--{self.number}.{edition}-->", 1))
            beside.replace(path)
            self.service.command("release")


def rounds(data, seed, count, busy=True, say=lambda words: None):
    """Kill it so many times; yields the losses that each restart shows."""
    chance, promised = random.Random(seed), Promised()
    killed = []
    for number in range(1, count + 1):
        killed.append(Round(Path(data), number, chance, promised, busy).run())
        with serving(data, MODULE, MODERATION="none") as service:
            losses = promised.losses(service)
        kept = f"{len(promised.stored)} stored, {len(promised.shown)} shown"
        say(f"round {number}: killed {killed[-1]}; {kept}; {len(losses)} losses")
        for loss in losses[:MOST_SAID]:
            say(f"  {loss}")
        yield losses
