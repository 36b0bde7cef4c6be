"""`make test-quick` leaves out what starts browsers, servers and other programs, and nothing else."""

import sys
from types import SimpleNamespace

from tests.conftest import is_slow
from tests.guidance import test_phrases
from tests.hostile import conftest as walls
from tests.serving import test_survival


def item(module, *fixtures):
    used = {fixture.__name__: [SimpleNamespace(func=fixture)] for fixture in fixtures}
    return SimpleNamespace(module=module, fixturenames=[*used], _fixtureinfo=SimpleNamespace(name2fixturedefs=used))


def browser():
    """Stands for pytest-playwright's."""


def site():
    """Stands for a fixture that starts nothing."""


def test_a_table_of_phrases_is_in_the_quick_half():
    assert not is_slow(item(test_phrases, site))


def test_what_starts_the_service_is_not():
    assert is_slow(item(test_survival))


def test_what_asks_for_a_browser_is_not():
    assert is_slow(item(sys.modules[__name__], browser))


def test_what_asks_for_a_fixture_that_starts_the_service_is_not():
    starts = SimpleNamespace(__name__="site", __globals__=vars(walls))
    assert is_slow(item(test_phrases, starts))
