"""One service for the tests that leave nothing behind but comments."""

import pytest

from tests.serving.running import serving

MODULE = "tests.walls.hosted"
SECRET = "a secret that the tests know as well, to make tokens"


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The service under MODERATION=first: what strangers send waits."""
    with serving(tmp_path_factory.mktemp("walls"), MODULE, SECRET_KEY=SECRET) as running:
        yield running
