"""What every room's tests share: which browser to drive, and the table of weights at the end."""

import os

import pytest

from bench.weight import table
from tests import browsers, weights

# Playwright runs an event loop in the test's thread, and Django refuses its ORM there unless told otherwise
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_configure(config):
    config.stash[weights.FOUND] = []


def pytest_terminal_summary(terminalreporter, config):
    if rows := config.stash[weights.FOUND]:
        terminalreporter.write_line("")
        for line in table(rows):
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, **browsers.launch_options()}
