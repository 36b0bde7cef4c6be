"""Comments stored a second, and how long the slowest of a hundred takes: ours with its page on disk, beside Isso's."""

import json
import re
import statistics
from urllib.parse import urlencode

import httpx

from bench.load import request, storm
from harness.seed import text

ROUNDS = 5
VISITS = {1: 100, 8: 240, 16: 320}  # clients at once: visits in a round
SLUG = "follow-up"
FORM = "application/x-www-form-urlencoded"
ADDRESS = f"/comments/{SLUG}/"
TOKEN = re.compile(rb'name="token" value="([^"]+)"')


def measure(ours, isso):
    """{(what, clients): {"ours" or "isso": [Answered of each round]}}; ``isso``: its port, None without it."""
    found = {}
    _warm(ours, isso)
    for round_ in range(ROUNDS):
        for clients, count in VISITS.items():
            words = [f"{round_}.{clients}.{number}" for number in range(count)]
            _note(found, ("stored", clients), "ours", storm(ours.port, with_tokens(ours, words), clients, 303))
            if isso:
                _note(found, ("stored", clients), "isso", storm(isso, to_isso(words), clients, 201))
            both = [[_form(f"p{word}"), lambda page, word=word: _confirm(page, f"p{word}")] for word in words[:80]]
            _note(found, ("previewed, then stored", clients), "ours", storm(ours.port, both, clients, 303))
    return found


def rows(found):
    """Lines of the table: (what, ours, theirs, ratio)."""
    for (what, clients), whose in found.items():
        named = f"{what}, {clients} client{'s' * (clients > 1)}"
        rates = {who: statistics.median(one.rate for one in rounds) for who, rounds in whose.items()}
        slowest = {who: 1000 * statistics.median(one.p99 for one in rounds) for who, rounds in whose.items()}
        medians = {who: 1000 * statistics.median(one.median for one in rounds) for who, rounds in whose.items()}
        for measured, values in (("a second", rates), ("median ms", medians), ("99 of 100 within ms", slowest)):
            yield f"{named}, {measured}", values["ours"], values.get("isso")


def with_tokens(ours, words):
    """Visits that store, their tokens fetched beforehand."""
    with httpx.Client(base_url=ours.url) as client:
        tokens = [client.get(f"{ADDRESS}token/").json()["token"] for _ in words]
    return [[_form(word, token)] for word, token in zip(words, tokens, strict=True)]


def to_isso(words, uri=f"/{SLUG}/"):
    """The same comments for Isso."""
    told = [{"author": "Ada", "text": text(word), "title": "Follow up"} for word in words]
    return [[request("POST", f"/new?uri={uri}", json.dumps(one).encode(), "application/json")] for one in told]


def _form(word, token=""):
    fields = {"name": "Ada", "body": text(word)} | ({"token": token} if token else {})
    return request("POST", ADDRESS, urlencode(fields).encode(), FORM)


def _confirm(page, word):
    return _form(word, TOKEN.search(page)[1].decode())


def _warm(ours, isso):
    words = [f"warm {number}" for number in range(60)]
    storm(ours.port, with_tokens(ours, words), 1, 303)
    if isso:
        storm(isso, to_isso(words), 1, 201)


def _note(found, what, who, answered):
    found.setdefault(what, {}).setdefault(who, []).append(answered)
