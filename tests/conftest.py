"""What every room's tests share: which browser to drive."""

import os

import pytest

from tests import browsers

# Playwright runs an event loop in the test's thread, and Django refuses its ORM there unless told otherwise
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, **browsers.launch_options()}
