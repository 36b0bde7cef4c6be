"""What some readers need and all may have: room for a thumb, large text, no colours, no motion, nothing that jumps."""

import pytest

from tests.theme import places

THUMB = 44  # px
# a link in a sentence, or that is a heading's words, is as high as its line
SMALL = """(least) => [...document.querySelectorAll('a, button, summary, select, textarea, input')].map((one) => {
    const box = one.closest('label.tick, label.desk__pick') ?? one;
    return [box, box.getBoundingClientRect()];
  }).filter(([one, { width, height }]) => one.checkVisibility({ visibilityProperty: true })
    && !one.closest('.visually-hidden, .trap, .skip') && !isInText(one)
    && (height < least - .5 || (width < least - .5 && !one.matches('a, summary, .plain'))))
  .map(([one, { width, height }]) => `${width} x ${height} ${one.outerHTML.slice(0, 200)}`)"""
IN_TEXT = """const isInText = (one) => one.localName === 'a' && (one.closest('h1, h2, h3, h4')
  || (getComputedStyle(one).display === 'inline'
    && /\\p{L}/u.test(one.parentElement.textContent.replace(one.textContent, ''))));"""
# the lines of each text node; letters are lower than their line, so that lines may touch
LINES = """() => {
  const lines = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const { parentElement: home } = text;
    if (!text.data.trim() || !home.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
    if (home.closest('.visually-hidden, .trap, .skip, .strip, svg, option, template, script, noscript')) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const air = (bottom - top) / 3.5;
      lines.push({ text, left, right, top: top + air, bottom: bottom - air });
    }
  }
  return lines;
}"""
OVERLAPS = f"""() => {{
  const lines = ({LINES})();
  const meet = (a, b) => a.text !== b.text && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  const others = (a, index) => lines.slice(index + 1).filter((b) => meet(a, b));
  return lines.flatMap((a, index) => others(a, index).map((b) => [a.text.data, b.text.data]));
}}"""
CUT_OFF = """() => [...document.querySelectorAll('main *')].filter((one) => {
    const { overflowX, overflowY } = getComputedStyle(one);
    const isMeant = one.closest('.visually-hidden, .trap, .strip__label');
    return one.checkVisibility({ contentVisibilityAuto: true }) && [overflowX, overflowY].includes('hidden') && !isMeant
      && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
  }).map((one) => one.outerHTML.slice(0, 200))"""
MOVING = """() => [...document.querySelectorAll('*')].filter((one) => ['', '::before', '::after'].some((part) => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one, part);
    return !/^0s(, 0s)*$/.test(transitionDuration) || animationName !== 'none' || scrollBehavior === 'smooth';
  })).map((one) => one.outerHTML.slice(0, 200))"""
WATCH_SHIFTS = """window.shifts = [];
new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value, sources }) =>
  [value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 100))])))
  .observe({ type: 'layout-shift', buffered: true });"""
CONTROLS = "button, select, textarea, input:not([type=hidden], [type=checkbox], [type=file])"


@pytest.mark.parametrize("place", places.ALL)
def test_whatever_is_pressed_has_room_for_a_thumb(visit, place):
    page = visit(place, place in places.ARTICLES, viewport={"width": 390, "height": 800}, has_touch=True)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert page.evaluate(f"(least) => {{ {IN_TEXT} return ({SMALL})(least) }}", THUMB) == []


@pytest.mark.parametrize("place", places.ALL)
def test_text_twice_as_large_is_neither_cut_off_nor_on_top_of_other_text(visit, place):
    page = visit(place, place in places.ARTICLES or place == "plan", viewport={"width": 640, "height": 900})
    for size in ("100%", "200%"):
        page.evaluate("(size) => { document.documentElement.style.fontSize = size }", size)
        assert page.evaluate(OVERLAPS) == [], size
        assert page.evaluate(CUT_OFF) == [], size


@pytest.mark.parametrize("place", ["home", "follow-up", "plan", "refusal", "desk"])
def test_without_colours_of_ours_controls_have_an_edge_and_focus_is_seen(visit, place):
    page = visit(place, place in ("follow-up", "plan"), forced_colors="active")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for control in page.locator(CONTROLS).filter(visible=True).all():
        looks = control.evaluate(
            """(one) => { const { borderTopWidth, borderTopColor, textDecorationLine } = getComputedStyle(one);
            return [borderTopWidth, borderTopColor, textDecorationLine] }"""
        )
        width, colour, line = looks
        assert line == "underline" or (width != "0px" and colour != ground), control.evaluate("(one) => one.outerHTML")
    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break  # past the last one
        style, width, colour = page.evaluate(
            """() => { const s = getComputedStyle(document.activeElement);
            return [s.outlineStyle, parseFloat(s.outlineWidth), s.outlineColor] }"""
        )
        assert style != "none" and width >= 2 and colour != ground


def test_without_colours_of_ours_postmarks_and_leaves_still_say_what_they_say(visit):
    page = visit("follow-up", True, forced_colors="active")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert page.locator(".postmark").evaluate("(one) => getComputedStyle(one).color") != ground
    row = page.locator("#timeline [data-step]")
    due, later = row.filter(has_text="Due now").first, row.filter(has_text="Upcoming").first
    width = "(one) => parseFloat(getComputedStyle(one).borderTopWidth)"
    assert due.locator(".leaf").evaluate(width) > later.locator(".leaf").evaluate(width) > 0
    for text in due.locator(".leaf > *").all():
        assert text.evaluate("(one) => getComputedStyle(one).color") != ground


@pytest.mark.parametrize("place", places.ALL)
def test_nothing_moves_for_who_asks_for_less_motion(visit, place):
    page = visit(place, place in places.ARTICLES, reduced_motion="reduce")
    assert page.evaluate(MOVING) == []
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("place", places.READERS)
def test_nothing_jumps_while_a_page_loads_or_a_date_is_restored(visit, place, width):
    for with_date in (False, True):
        page = visit(place, with_date, WATCH_SHIFTS, viewport={"width": width, "height": 900})
        page.wait_for_load_state("networkidle")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate("window.shifts") == [], with_date
