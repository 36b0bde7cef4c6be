"""From a decision to the page on disk, in process: ``moderation.decide`` and the baker of the server, one writer.

Each site is a process of its own, so that all can be measured by turns: the parent sends a line, the child decides
ROUND times and answers with the seconds. An article's page, its list and its thread are those of harness/small.py.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from harness.running import ROOT, environment

SITES = [(10, 10), (10, 10_000), (5_000, 10)]  # articles, comments in the thread
ROUND, ROUNDS = 40, 5


def measure():
    """{(articles, comments): seconds of each approval}"""
    with TemporaryDirectory() as folder:
        children = {site: _child(Path(folder, f"{site[0]}-{site[1]}"), *site) for site in SITES}
        try:
            return _by_turns(children)
        finally:
            for child in children.values():
                child.stdin.close()
                child.wait(30)


def rows(found):
    """Lines of the table: (what, ms, None)."""
    for (articles, comments), seconds in found.items():
        what = f"approval to page, {articles:,} articles, thread of {comments:,}"
        yield f"{what}, median ms", 1000 * statistics.median(seconds), None
        yield f"{what}, 99 of 100 within ms", 1000 * sorted(seconds)[int(len(seconds) * 0.99)], None


def _child(data, articles, comments):
    command = [sys.executable, "-m", "bench.approving", str(articles), str(comments)]
    given = environment(data, DJANGO_SETTINGS_MODULE="service.settings")
    return subprocess.Popen(command, cwd=ROOT, env=given, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _by_turns(children):
    found = {site: [] for site in children}
    for child in children.values():
        child.stdout.readline()  # it is ready
    for _ in range(ROUNDS):
        for site, child in children.items():
            print(file=child.stdin, flush=True)
            found[site] += json.loads(child.stdout.readline())
    return found


def _prepare(articles, comments):
    from django.conf import settings
    from django.core.management import call_command

    from harness import lists, seed
    from service.publishing.release import release
    from service.record.models import Comment

    call_command("migrate", verbosity=0, interactive=False)
    lists.write(settings.AFTERWORD.data / "output", articles)
    release(say=lambda words: None)
    seed.fill(lists.SLUG, comments, "accepted")
    seed.fill(lists.SLUG, ROUND * ROUNDS + 5, "pending")
    release(again=True, say=lambda words: None)
    return iter(Comment.objects.filter(status="pending").order_by("pk").values_list("pk", flat=True))


def _approve(comment):
    from service.decisions import moderation
    from service.publishing import bake, bake_schedule

    began = time.perf_counter()
    moderation.decide("approve", comment, by="the bench")
    bake_schedule.bake_changed(bake_schedule.changed())
    took = time.perf_counter() - began
    bake.bake(bake.stale())  # as the process beside the server does, a moment later
    return took


def _main(articles, comments):
    import django

    django.setup()
    from service.publishing import bake_schedule

    waiting = _prepare(articles, comments)
    bake_schedule.start()
    for _ in range(5):
        _approve(next(waiting))
    print(flush=True)
    for _ in sys.stdin:
        print(json.dumps([_approve(next(waiting)) for _ in range(ROUND)]), flush=True)


if __name__ == "__main__":
    os.chdir(ROOT)
    _main(int(sys.argv[1]), int(sys.argv[2]))
