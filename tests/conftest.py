"""What every room's tests share: which browser to drive, and the table of weights at the end."""

import fcntl
import os
import shutil
import signal
import subprocess

import hypothesis
import pytest

from harness import browsers, running
from harness.weight import table
from service.publishing.build import build
from service.publishing.release import release
from tests.guidance import site as built
from tests.plan import site as calculator

# Playwright runs an event loop in the test's thread, and Django refuses its ORM there unless told otherwise
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
hypothesis.settings.register_profile("untimed", deadline=None)  # a busy machine is no fault of the code
hypothesis.settings.load_profile("untimed")
# started by a shell in its background, as by `make test &` in a script, all programs would ignore it for ever
signal.signal(signal.SIGINT, signal.default_int_handler)


# whoever has one of these at hand starts a browser, a server or another program, or releases a site
SLOW = [subprocess, build, release, built, built.build, calculator, calculator.build, calculator.blog]
SLOW += [running, running.command, running.serving, running.start]


def pytest_collection_modifyitems(items):
    """Mark what `make test-quick` leaves out."""
    for item in items:
        if is_slow(item):
            item.add_marker("slow")


def is_slow(item):
    """Whether a test, or a fixture that it asks for, stands in a module that starts something."""
    if "browser" in getattr(item, "fixturenames", ()):
        return True
    fixtures = getattr(getattr(item, "_fixtureinfo", None), "name2fixturedefs", {}).values()
    rooms = [vars(getattr(item, "module", None) or object)]
    rooms += [getattr(used.func, "__globals__", {}) for found in fixtures for used in found]
    at_hand = {id(value) for room in rooms for value in room.values()}
    return not at_hand.isdisjoint(map(id, SLOW))


def pytest_terminal_summary(terminalreporter):
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.getreports(kind)]
    if rows := [value for report in reports for name, value in report.user_properties if name == "weight"]:
        terminalreporter.write_line("")
        for line in table(rows):
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """Makes a folder once for the whole run: `made_once(name, make)` has the first worker that asks call make(path).

    Whoever changes what is in it takes a copy.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent

    def made_once(name, make):
        folder = shared / f"once-{name}"
        with (shared / f"once-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                unfinished = shared / f"once-{name}.unfinished"
                shutil.rmtree(unfinished, ignore_errors=True)
                make(unfinished)
                unfinished.rename(folder)
        return folder

    return made_once


@pytest.fixture(scope="session")
def blog(made_once):
    """The blog as Pelican builds it, to be read alone."""
    return made_once("blog", calculator.blog)


@pytest.fixture(scope="session")
def serving_blog(blog):
    """Starts the service on the blog without building it again; takes what `running.serving` takes."""
    return lambda data, **settings: running.serving(data, "tests.serving.real", BUILT=blog, **settings)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, **browsers.launch_options()}
