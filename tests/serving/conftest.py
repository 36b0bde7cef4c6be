"""One service on the small site for the tests that only read it."""

import pytest

from harness.running import serving


@pytest.fixture(scope="session")
def small_site(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("small"), "harness.small", MODERATION="none") as service:
        yield service
