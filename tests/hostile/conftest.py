"""One service for the tests that leave nothing behind but comments."""

from dataclasses import replace

import pytest

from harness.running import serving

MODULE = "tests.hostile.hosted"
SECRET = "a secret that the tests know as well, to make tokens"


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The service under MODERATION=first: what strangers send waits."""
    with serving(tmp_path_factory.mktemp("walls"), MODULE, SECRET_KEY=SECRET) as running:
        yield running


@pytest.fixture(scope="session")
def built_folder(tmp_path_factory, blog):
    """A DATA folder with the real site as Pelican built it."""
    data = tmp_path_factory.mktemp("built")
    (data / "output").symlink_to(blog)
    return data


@pytest.fixture
def built(built_folder, settings):
    """The real site's output, whose shell the service's own pages have."""
    settings.AFTERWORD = replace(settings.AFTERWORD, data=built_folder)
    return built_folder / "output"
