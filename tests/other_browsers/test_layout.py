"""Part Five is laid out alike in Chromium, Firefox and WebKit: the same order, the same columns."""

import pytest

from tests.other_browsers.readers import LANGUAGE, ZONE, Firefox
from tests.plan.reading import THAT_EVENING

MONDAY = "2026-08-31"
WIDTHS = [360, 800, 1400]
WIDTH = "() => document.documentElement.clientWidth"
APART = 6  # px: controls and their words differ in width
PARTS = """.letterhead, main, h1, .standfirst, .meta, #timeline, #timeline-title, .sentence__told, .steps, .step, .leaf,
  .step__body, .strip, .strip__week, .strip__day, .prose, .prose > p, .prose > h3, .draft, .series-pager, #comments,
  #comment-form, #field-body, .imprint"""
# the left edge and the width of each part, in their order down the page
PLACES = """(parts) => [...document.querySelectorAll(parts)].filter((one) => one.getClientRects().length)
  .map((one) => [one, one.getBoundingClientRect()])
  .sort(([, a], [, b]) => Math.round((a.top - b.top) / 4) || a.left - b.left || b.width - a.width)
  .map(([one, { left, width }]) => [one.id || one.className || one.localName, left, width])"""


def chromium_or_firefox(browser, article, width):
    context = browser.new_context(locale=LANGUAGE, timezone_id=ZONE, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.clock.install(time=THAT_EVENING)
    reader = Firefox(page)
    reader.open(article)
    bar = width - reader.run(WIDTH)
    page.set_viewport_size({"width": width + bar, "height": 900})
    return reader


def resize(webkit, width):
    """Make the page this wide, or as narrow as its window can be; gives its width."""
    webkit.driver.set_window_size(width, 900)
    webkit.driver.set_window_size(2 * width - webkit.run(WIDTH), 900)
    return webkit.run(WIDTH)


def places(reader):
    """Where the parts are, with a date."""
    reader.enter("date", MONDAY)
    reader.sees_step("check-in", latest="2026-09-14")
    reader.sees("#timeline .strip", "strip", "className")
    return reader.run(PLACES, PARTS)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_parts_stand_in_the_same_order_and_columns(reader, article, browser, width):
    if isinstance(reader, Firefox):
        reader = chromium_or_firefox(reader.page.context.browser, article, width)
    else:
        width = resize(reader, width)
    own = chromium_or_firefox(browser, article, width)
    expected, found = places(own), places(reader)
    assert [name for name, *_ in found] == [name for name, *_ in expected]
    for (name, left, across), (_, own_left, own_across) in zip(found, expected, strict=True):
        assert abs(left - own_left) <= APART and abs(across - own_across) <= APART, name
    own.page.context.close()
