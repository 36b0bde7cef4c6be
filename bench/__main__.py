"""Build the site aside and print what it weighs and how long the build took."""

import statistics
import subprocess
import sys
import tempfile
import time

from bench.weight import BUDGET, all_scripts, first_visit

RUNS = 5


def build(output):
    started = time.perf_counter()
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pelican",
            "content",
            "-s",
            "pelican.conf.py",
            "-o",
            output,
            "--fatal",
            "errors",
            "-q",
        ],
        check=True,
    )
    return time.perf_counter() - started


with tempfile.TemporaryDirectory() as output:
    seconds = [build(output) for _ in range(RUNS)]
    weight = first_visit(output, "follow-up")
    print(f"{'first visit to Part Five':34} {'bytes, gzip':>12} {'budget':>8}")
    for part, size in weight.items():
        print(f"  {part:32} {size:12,} {BUDGET.get(part, ''):>8}")
    print(f"  {'every script, with those on use':32} {all_scripts(output):12,}")
    print(f"build: median {statistics.median(seconds):.2f} s of {RUNS} ({min(seconds):.2f} to {max(seconds):.2f})")
