"""How long moderators wait: a hundred comments decided by keyboard, and a list with ten thousand that wait. Seconds."""

import statistics
import time
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from bench import storing
from bench.load import storm
from harness import browsers
from harness.running import command, serving

NAME, PASSWORD = "mo", "a-good-long-password"
HUNDRED, WAITING, LISTS = 100, 10_000, 20


@contextmanager
def _site():
    with TemporaryDirectory() as data, serving(data, MODERATION="all") as site:
        site.command("moderator", NAME, PASSWORD=PASSWORD).check_returncode()
        yield site


def show(line):
    """Measure, and give each line of the table to ``line``."""
    with _site() as site:
        storm(site.port, storing.with_tokens(site, [f"{number}" for number in range(HUNDRED)]), 4, 303)
        with sync_playwright() as playwright:  # whose event loop would not let the storm have its own
            _measure(site, playwright, line)


def _measure(site, playwright, line):
    page = playwright.chromium.launch(**browsers.launch_options()).new_page()
    _sign_in(page, site)
    line(f"{HUNDRED} comments decided by keyboard in Chromium, s", _decide(page), None)
    done = command(site.data, storing.SLUG, WAITING, "pending", module="harness.seed")
    if done.returncode:
        raise RuntimeError(done.stderr)
    seconds = [_list(page, site) for _ in range(LISTS)]
    line(f"list of {WAITING:,} that wait, median ms", 1000 * statistics.median(seconds), None)


def _sign_in(page, site):
    page.goto(f"{site.url}/moderate/")
    page.get_by_role("textbox", name="Name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("Keys", exact=True).wait_for()


def _decide(page):
    began = time.perf_counter()
    page.keyboard.press("j")
    for number in range(HUNDRED):
        with page.expect_navigation(wait_until="load"):
            page.keyboard.press("ads"[number % 3])
    page.get_by_text("Nothing waits. Well done.").wait_for()
    return time.perf_counter() - began


def _list(page, site):
    """Without the browser's own work: from the request to the last byte."""
    began = time.perf_counter()
    page.request.get(f"{site.url}/moderate/").body()
    return time.perf_counter() - began
