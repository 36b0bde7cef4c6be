"""One service on the small site for the tests that only read it."""

import pytest

from tests.serving.running import serving


@pytest.fixture(scope="session")
def small_site(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("small"), "tests.serving.small", MODERATION="none") as service:
        yield service
