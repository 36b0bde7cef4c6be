"""A form asks for the day they hope to decide where a step minds it, and nowhere else is one obeyed."""

import json
import shutil

import pytest
from playwright.sync_api import expect

from harness.folder import serve
from tests.plan import reading
from tests.plan.reading import MONDAY, has_days, step
from tests.plan.site import Guidance, build, write_page
from tests.plan.site import step as told
from tests.planner.reading import interview, keeping, state

WINDOWS = {"P5B/P10B": True, "P1D/P14D": False}  # of an email from the end of the interview on; whether it waits


@pytest.fixture(scope="module", params=WINDOWS)
def window(request):
    return request.param


@pytest.fixture(scope="module")
def article(made_once, tmp_path_factory, window):
    """An article of one email, counted from the end of the interview."""
    guidance = Guidance((told("ask", "Ask how it stands", "email", window, "end", "in time"),))
    folder = tmp_path_factory.mktemp("waiting")
    shutil.copytree(made_once("calculator", build), folder, dirs_exist_ok=True)
    with serve(write_page(folder, guidance)) as address:
        yield f"{address}/index.html"


visit = reading.visit


def test_the_form_asks_for_the_decision_where_a_step_waits_whatever_it_counts_from(visit, window):
    page = visit()
    expect(reading.decision(page)).to_have_count(int(WINDOWS[window]))
    expect(step(page, "ask")).to_have_count(1)
    assert (step(page, "ask").get_attribute("data-waits") is not None) == WINDOWS[window]


def test_a_stored_decision_is_obeyed_where_it_is_asked_for_alone(visit, window):
    stored = json.dumps(state(interview("Acme", MONDAY, decision="2026-10-09")))
    page = visit(before=lambda page: page.add_init_script(keeping(stored)))
    if WINDOWS[window]:
        has_days(step(page, "ask"), "2026-10-13", "2026-10-13", "2026-10-20")
        expect(reading.decision(page)).to_have_value("2026-10-09")
    else:
        has_days(step(page, "ask"), "2026-09-01", "2026-09-01", "2026-09-14")
