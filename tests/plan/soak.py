"""Hold every region's days, and CASES (100,000) random plans from SEED, against the oracle: `make soak`."""

import contextlib
import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from harness import browsers
from harness.folder import serve
from tests.plan import cases, site
from tests.plan.calendars import COUNTRIES, differences
from tests.plan.conftest import evaluator
from tests.plan.oracle import YEARS

SHOWN = 5


@contextlib.contextmanager
def calculator():
    """Runs the calculator's modules in a browser of their own."""
    with (
        TemporaryDirectory() as folder,
        serve(site.build(Path(folder) / "site")) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(**browsers.launch_options())
        yield evaluator(browser.new_page(), address)
        browser.close()


def days(run):
    """Every region's days that differ, over all the years covered."""
    wrong = [found for country, parts in COUNTRIES.items() for found in differences(run, country, ["", *parts])]
    print(
        f"{len(cases.regions()):,} regions, each day of {YEARS[0]} to {YEARS[-1]}: {len(wrong)} mismatches", flush=True
    )
    return wrong


def plans(run, seed, count):
    """The random plans that differ."""
    started, done, wrong = time.monotonic(), 0, []
    for batch in cases.batches(seed, count):
        wrong += cases.mismatches(run, batch)
        done += len(batch)
        print(f"{done:>9,} random plans: {len(wrong)} mismatches", flush=True)
    print(f"{done:,} random plans, {len(wrong)} mismatches, SEED={seed}, {time.monotonic() - started:.0f} s")
    return wrong


def main():
    seed, count = cases.seed(), int(os.environ.get("CASES") or 100_000)
    print(f"SEED={seed} CASES={count}", flush=True)
    with calculator() as run:
        wrong = [*days(run)[:SHOWN], *plans(run, seed, count)[:SHOWN]]
    for mismatch in wrong:
        print(*mismatch, sep="\n  ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
