"""What a comment's marks look like to people: each paragraph from its own side, numbers whole, wide code in reach."""

import pytest
from axe_playwright_python.sync_playwright import Axe

WRITTEN = """An English paragraph.

פסקה בעברית.

1. Two weeks.
10. An offer.
99. مرحبا

> שלום

```
{}
```
""".format("wide " * 40)


@pytest.fixture(scope="module")
def site(tmp_path_factory, serving_blog):
    with serving_blog(tmp_path_factory.mktemp("text"), MODERATION="none") as running:
        yield running


@pytest.fixture
def shown(site, page):
    """The page, narrow, with the preview of what is written; gives it, and the comment's text."""

    def shown(written):
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(f"{site.url}/comments/follow-up/")
        page.get_by_role("textbox", name="Your comment", exact=True).fill(written)
        page.get_by_role("button", name="Preview").click()
        return page, page.locator(".comment__text").first

    return shown


SIDES = """(text) => [...text.querySelectorAll("p, li")].filter((one) => !one.querySelector("p")).map((one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  const words = range.getBoundingClientRect(), around = text.getBoundingClientRect();
  return words.left - around.left < around.right - words.right ? "left" : "right";
})"""
CUT = """(text) => [...text.querySelectorAll("ol")].map((list) => {
  const style = getComputedStyle(list), measure = document.createElement("canvas").getContext("2d");
  measure.font = style.font;
  return measure.measureText("99. ").width > parseFloat(style.paddingInlineStart);
})"""

SCROLLED = """(code) => new Promise((done) => {
  const look = () => (code.scrollLeft > 0 ? done() : requestAnimationFrame(look));
  look();
})"""


def test_each_paragraph_stands_on_its_own_side(shown):
    _, text = shown(WRITTEN)
    assert text.evaluate(SIDES) == ["left", "right", "left", "left", "right", "right"]


def test_a_number_is_not_cut_by_its_box(shown):
    _, text = shown(WRITTEN)
    assert text.evaluate(CUT) == [False, False]


def test_wide_code_is_scrolled_by_keyboard_and_axe_finds_nothing(shown):
    page, text = shown(WRITTEN)
    code = text.get_by_role("group", name="Code")
    page.keyboard.press("Tab")
    while not code.evaluate("(code) => code === document.activeElement"):
        assert not page.evaluate("document.activeElement.matches('[type=submit]')"), "the code was passed by"
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    code.evaluate(SCROLLED)
    assert Axe().run(page).response["violations"] == []


def test_a_field_turns_with_what_is_written(shown):
    page, _ = shown("שלום")
    for name in ("Your comment", "Your name (optional)"):
        field = page.get_by_role("textbox", name=name, exact=True)
        field.fill("שלום")
        assert field.evaluate("(field) => getComputedStyle(field).direction") == "rtl"
        field.fill("Hello")
        assert field.evaluate("(field) => getComputedStyle(field).direction") == "ltr"
