"""What every room's tests share: which browser to drive, and the table of weights at the end."""

import os

import pytest

from bench.weight import table
from tests import browsers

# Playwright runs an event loop in the test's thread, and Django refuses its ORM there unless told otherwise
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_terminal_summary(terminalreporter):
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.getreports(kind)]
    if rows := [value for report in reports for name, value in report.user_properties if name == "weight"]:
        terminalreporter.write_line("")
        for line in table(rows):
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, **browsers.launch_options()}
