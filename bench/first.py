"""What a first visit weighs, how long a build, a plan, a start and a page take."""

import statistics
import subprocess
import sys
import tempfile
import time

from playwright.sync_api import sync_playwright

from bench import plan
from bench.speed import measure
from harness import browsers
from harness.weight import BUDGET, CALCULATOR_BUDGET, all_scripts, calculator, first_visit

RUNS = 5
PELICAN = [sys.executable, "-m", "pelican", "content", "-s", "pelican.conf.py", "--fatal", "errors", "-q"]


def show(line):
    """Measure and print; ``line`` is for what has a peer."""
    with tempfile.TemporaryDirectory() as output, sync_playwright() as playwright:
        builds = [_build(output) for _ in range(RUNS)]
        browser = playwright.chromium.launch(**browsers.launch_options())
        weight = first_visit(output, "follow-up", browser)
        plans = plan.measure(output, browser)
        print(f"{'first visit to Part Five':46} {'bytes, gzip':>12} {'budget':>8}")
        for part, size in weight.items():
            print(f"  {part:44} {size:12,} {BUDGET.get(part, ''):>8}")
        print(f"  {'calculator, with all that comes on use':44} {calculator(output):12,} {CALCULATOR_BUDGET:>8}")
        print(f"  {'every script of the site':44} {all_scripts(output):12,}")
    print("time")
    for what, seconds in plans.items():
        drawn = f"{what} of a plan, {plan.STORED} stored, {plan.SLOWED}x slowed"
        slowest = 1000 * statistics.quantiles(seconds, n=20)[-1]
        print(f"  {drawn:44} {_spread(seconds)}, 95 of 100 under {slowest:.1f} ms")
    for what, seconds in ({"build": builds} | measure()).items():
        print(f"  {what:44} {_spread(seconds)}")


def _build(output):
    started = time.perf_counter()
    subprocess.run([*PELICAN, "-o", output], check=True)
    return time.perf_counter() - started


def _spread(seconds):
    unit, factor = ("s", 1) if statistics.median(seconds) >= 1 else ("ms", 1000)
    median, least, most = (factor * pick(seconds) for pick in (statistics.median, min, max))
    return f"median {median:.1f} {unit} of {len(seconds)} ({least:.1f} to {most:.1f})"
