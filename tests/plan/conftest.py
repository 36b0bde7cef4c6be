import pytest

from harness.folder import serve
from tests.plan import site


@pytest.fixture(scope="module")
def address(made_once):
    with serve(made_once("calculator", site.build)) as address:
        yield address


def evaluator(page, address):
    """Evaluates an async function's body over `data`; `load(name)` imports a module of the calculator."""
    page.goto(f"{address}/static/guidance/main.js")

    def evaluate(body, data=None):
        load = "const load = (name) => import(`/static/guidance/${name}.js`);"
        return page.evaluate(f"async (data) => {{ {load} {body} }}", data)

    return evaluate


@pytest.fixture(scope="module")
def run(address, browser):
    context = browser.new_context(locale="en-US", timezone_id="America/New_York")
    yield evaluator(context.new_page(), address)
    context.close()
