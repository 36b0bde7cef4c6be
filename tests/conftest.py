"""What every room's tests share: which browser to drive."""

import os

import pytest

from tests import browsers

# Playwright runs an event loop in the test's thread, and Django refuses its ORM there unless told otherwise
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    without_a_sandbox_as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {
        **browser_type_launch_args,
        "executable_path": browsers.executable(),
        "args": [*without_a_sandbox_as_root, "--disable-background-networking", "--disable-component-update"],
    }
