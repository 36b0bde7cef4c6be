import pytest

from tests.plan import site


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with site.serve(site.build(tmp_path_factory.mktemp("plan"))) as address:
        yield address


@pytest.fixture(scope="module")
def run(address, browser):
    """Evaluates an async function's body over `data`; `load(name)` imports a module of the calculator."""
    context = browser.new_context(locale="en-US", timezone_id="America/New_York")
    page = context.new_page()
    page.goto(f"{address}/static/guidance/main.js")

    def evaluate(body, data=None):
        load = "const load = (name) => import(`/static/guidance/plan/${name}.js`);"
        return page.evaluate(f"async (data) => {{ {load} {body} }}", data)

    yield evaluate
    context.close()
