import pytest

from tests.other_browsers import readers
from tests.plan.reading import THAT_EVENING, article

__all__ = ["article"]


@pytest.fixture(scope="session")
def firefox(playwright):
    try:
        with readers.firefox(playwright) as browser:
            yield browser
    except readers.MissingError as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def webkit():
    try:
        with readers.webkit() as driver:
            yield driver
    except readers.MissingError as missing:
        pytest.skip(str(missing))


@pytest.fixture(params=["firefox", "webkit"])
def reader(request, article):
    """A reader of Part Five who has not been here before."""
    browser = request.getfixturevalue(request.param)
    if request.param == "webkit":
        reader = readers.WebKit(browser)
        reader.open(article)
        yield reader
        return
    context = browser.new_context(locale=readers.LANGUAGE, timezone_id=readers.ZONE)
    page = context.new_page()
    page.clock.install(time=THAT_EVENING)
    reader = readers.Firefox(page)
    reader.open(article)
    yield reader
    context.close()
