import json
import shutil
import subprocess
from pathlib import Path

import pytest

from harness.folder import serve
from tests.exports import plans
from tests.plan import site

CONTEXT = """
const { speaker } = await load('page/words');
const contextOf = (plan) => ({
  ...plan,
  say: speaker({ language: 'en-US', zone: plan.interview.zone, zoneHere: 'America/New_York', today: '2026-08-31' }),
  address: { origin: location.origin, path: '/follow-up/' },
});
"""
LOAD = "const load = (name) => import(`/static/guidance/${name}.js`);"
HERE = Path(__file__).parent


@pytest.fixture(scope="package")
def address(made_once, blog):
    """Where the blog is served, with the site's own policy."""
    modules = made_once("modules", lambda folder: site.modules(shutil.copytree(blog, folder)))
    with serve(modules) as address:
        yield address


@pytest.fixture(scope="package")
def run(address, browser):
    """Evaluates an async function's body over `data`, with `load(name)` and `contextOf(plan)`."""
    context = browser.new_context(locale="en-US", timezone_id="America/New_York")
    page = context.new_page()
    page.goto(f"{address}/static/guidance/main.js")
    yield lambda body, data=None: page.evaluate(f"async (data) => {{ {LOAD} {CONTEXT} {body} }}", data)
    context.close()


@pytest.fixture
def events(run):
    """The events of a plan, as the browser makes them."""
    body = """
    const { events, isOpen } = await load('exports/events');
    const context = contextOf(data);
    return events(context.dated.filter(isOpen), context.steps, context);
    """
    return lambda plan: run(body, plan)


@pytest.fixture
def calendar(run):
    """The calendar file of these events."""
    body = "return (await load('exports/ics')).calendar(data.events, { now: data.now })"
    return lambda events: run(body, {"events": events, "now": plans.NOW})


@pytest.fixture
def show(new_context, address):
    """Opens Part Five with this plan's exports and drafts in it; `show(plan, page)` draws another plan there."""

    def draw(plan=None, page=None, settings=None):
        if page is None:
            settings = {"locale": "en-US", "timezone_id": "America/New_York"} | (settings or {})
            page = new_context(**settings).new_page()
            page.goto(f"{address}/follow-up/")
        page.evaluate(
            f"""async (plan) => {{
              {LOAD} {CONTEXT}
              const {{ offerExports, takeExportsBack }} = await load('exports/send');
              const section = document.getElementById('timeline');
              if (plan) offerExports(section, contextOf(plan));
              else takeExportsBack(section);
            }}""",
            plan,
        )
        return page

    return draw


@pytest.fixture(scope="package")
def ical(tmp_path_factory):
    """Reads calendar files with ical.js."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("ical.js needs node and npm, and this machine has none: icalendar and vobject read the files alone")
    folder = tmp_path_factory.mktemp("ical")
    for name in ("package.json", "package-lock.json", ".npmrc", "ical.mjs"):
        shutil.copy(HERE / name, folder)
    install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    if (done := subprocess.run(install, cwd=folder, capture_output=True, text=True)).returncode:
        pytest.skip(f"ical.js could not be installed: {done.stderr.strip().splitlines()[-1]}")

    def read(files):
        command = ["node", "ical.mjs"]
        done = subprocess.run(command, cwd=folder, input=json.dumps(files), capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    return read
