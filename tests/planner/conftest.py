import pytest
from playwright.sync_api import expect

from harness.folder import serve
from tests.plan.conftest import evaluator
from tests.planner import reading, site


@pytest.fixture(scope="package")
def address(made_once):
    """Where the blog and the article with earlier steps are served, with the site's own policy."""
    with serve(made_once("planner", site.build) / "output") as address:
        yield address


@pytest.fixture(scope="package")
def run(address, browser):
    context = browser.new_context(locale="en-US", timezone_id="America/New_York")
    yield evaluator(context.new_page(), address)
    context.close()


@pytest.fixture
def visit(new_context, address):
    """Opens the plan page, or another path, for a reader; `stored` is what their browser keeps, a State or a text.

    An error that a script does not catch fails the test.
    """
    errors = []

    def open_it(stored=None, path="/plan/", now=reading.THAT_EVENING, context=None, before="", **settings):
        context = context or new_context(**{"locale": "en-US", "timezone_id": "America/New_York"} | settings)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.clock.install(time=now)
        page.add_init_script(reading.keeping(stored) + before)
        page.goto(f"{address}{path}")
        if path.startswith("/plan/"):
            expect(reading.due(page)).to_be_visible()
            expect(reading.news(page)).not_to_be_empty()
        return page

    yield open_it
    assert errors == []
