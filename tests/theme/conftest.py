from dataclasses import dataclass

import pytest

from tests.theme import places

HERE = {"locale": "en-US", "timezone_id": "America/New_York"}


@dataclass(frozen=True)
class Site:
    """The site as readers find it: its address, and that of the page of a comment that waits."""

    url: str
    waiting: str


@pytest.fixture(scope="package")
def site(tmp_path_factory, serving_blog):
    with serving_blog(tmp_path_factory.mktemp("site"), MODERATION="first") as service:
        waiting = places.furnish(service)
        yield Site(service.url, f"{service.url}{waiting}")


@pytest.fixture(scope="package")
def dated(site, browser):
    """What the browser keeps of a reader who has entered a date."""
    context = browser.new_context(**HERE)
    page = context.new_page()
    page.clock.install(time=places.THAT_EVENING)
    places.enter_date(page, site.url)
    yield context.storage_state()
    context.close()


@pytest.fixture(scope="package")
def signed_in(site, browser):
    """The cookies of a moderator."""
    context = browser.new_context()
    places.sign_in(context.new_page(), site.url)
    yield context.storage_state()
    context.close()


@pytest.fixture
def visit(new_context, site, dated, signed_in):
    """Opens a place for a reader with a date or without one, or for a moderator; `before` runs before its scripts."""

    def visit(place, with_date=False, before="", **settings):
        stored = dated if with_date else signed_in if place in places.DESK and place != "sign in" else None
        page = new_context(**HERE | {"storage_state": stored} | settings).new_page()
        page.clock.install(time=places.THAT_EVENING)
        page.add_init_script(before)
        places.show(page, site, place, with_date)
        return page

    return visit
