"""The desk as a person uses it, on the real site: without scripts, by keyboard, on a phone."""

import json
import re
import urllib.parse
import urllib.request
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.desk.conftest import PASSWORD

NAME = "mo"
BUBBLES = {"bubbles": True, "cancelable": True}
A_HUNDRED = 100
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def site(tmp_path_factory, serving_blog):
    """The site, where every comment waits."""
    with serving_blog(tmp_path_factory.mktemp("desk"), MODERATION="all") as running:
        assert running.command("moderator", NAME, PASSWORD=PASSWORD).returncode == 0
        yield running


@pytest.fixture
def send(site):
    """Write comments into an article as readers do; each from a browser of its own. They wait alone."""
    left = [line.split("\t")[0] for line in site.command("moderate", "list").stdout.splitlines()]
    if left:
        site.command("moderate", "delete", *left)

    return partial(write, site)


def write(site, *texts, slug="follow-up"):
    for text in texts:
        with urllib.request.urlopen(f"{site.url}/comments/{slug}/token/") as answer:
            token = json.load(answer)["token"]
        sent = urllib.parse.urlencode({"body": text, "token": token, "name": "Mara"}).encode()
        urllib.request.urlopen(f"{site.url}/comments/{slug}/", sent).close()


def waiting(site):
    return len(site.command("moderate", "list").stdout.splitlines())


def sign_in(page, site):
    page.goto(f"{site.url}/moderate/")
    page.get_by_role("textbox", name="Name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting")
    return page


def by_keyboard(page, site):
    """Sign in, and wait until there are keys."""
    sign_in(page, site)
    expect(page.get_by_text("Keys", exact=True)).to_be_visible()


def press(page, key):
    """Press a key that leads to another page, and wait until that one stands."""
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press(key)


def comment(page, text):
    return page.locator("[data-comment]").filter(has_text=text)


# --- without scripts ---


@pytest.fixture
def plain(new_context, site):
    return new_context(java_script_enabled=False).new_page()


def test_without_scripts_a_pile_is_chosen_decided_and_undone(plain, site, send):
    send("The first.", "The second.", "The third.")
    page = sign_in(plain, site)
    comment(page, "The first.").get_by_role("checkbox").check()
    comment(page, "The third.").get_by_role("checkbox").check()
    page.get_by_role("group", name="With those chosen").get_by_role("button", name=re.compile("Spam")).click()
    expect(page.get_by_role("status")).to_contain_text("2 comments were marked as spam by mo")
    expect(page.get_by_role("status")).to_be_in_viewport()
    expect(page.locator("[data-comment]")).to_have_count(1)
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(page.locator("[data-comment]")).to_have_count(3)
    page.get_by_role("button", name=re.compile("Approve all 3 of")).click()
    expect(page.get_by_text("Nothing waits. Well done.")).to_be_visible()


def test_without_scripts_a_comment_is_edited_declined_with_a_reason_and_its_browser_blocked(plain, site, send):
    send("Call me: 555 0100.")
    page = sign_in(plain, site)
    comment(page, "Call me").get_by_role("link", name=re.compile("Edit, reason")).click()
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("Text", exact=True).fill("Call me.")
    page.get_by_role("button", name="Save the changes").click()
    expect(page.get_by_role("article").get_by_text("Edited by mo")).to_be_visible()
    page.get_by_role("textbox", name=re.compile("Reason")).fill("No numbers, please.")
    page.get_by_role("button", name=re.compile("Decline")).click()
    expect(page.get_by_role("status")).to_contain_text("was declined by mo")
    page.get_by_role("button", name="Block this browser").click()
    expect(page.get_by_role("status")).to_contain_text("held from now on")
    page.get_by_role("button", name=re.compile("End it")).click()
    expect(page.get_by_text("Nobody is blocked")).to_be_visible()


# --- by keyboard ---


def test_keys_go_through_the_pile_decide_and_undo(page, site, send):
    send("The first.", "The second.", "The third.")
    by_keyboard(page, site)
    for text in ("The first.", "The second."):
        page.keyboard.press("j")
        expect(comment(page, text)).to_be_focused()
    page.keyboard.press("k")
    expect(comment(page, "The first.")).to_be_focused()
    press(page, "a")
    expect(comment(page, "The second.")).to_be_focused()
    expect(page.get_by_role("status")).to_be_in_viewport()
    press(page, "d")
    expect(comment(page, "The third.")).to_be_focused()
    press(page, "s")
    expect(page.get_by_text("Nothing waits. Well done.")).to_be_visible()
    for count in (1, 2, 3):
        press(page, "u")
        expect(page.locator("[data-comment]")).to_have_count(count)
    expect(comment(page, "The first.")).to_be_focused()


def test_keys_leave_typing_alone_and_can_be_turned_off(page, site, send):
    send("The first.")
    by_keyboard(page, site)
    page.keyboard.press("/")
    page.keyboard.type("jads?")
    expect(page.get_by_role("searchbox")).to_have_value("jads?")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("?")
    page.get_by_role("checkbox", name="Use these keys").uncheck()
    page.reload()
    expect(page.get_by_text("Keys", exact=True)).to_be_visible()
    page.keyboard.press("j")
    expect(comment(page, "The first.")).not_to_be_focused()
    assert waiting(site) == 1


PRESSED = {
    "Latin": {"key": "j", "code": "KeyJ"},
    "Caps Lock": {"key": "J", "code": "KeyJ"},
    "Dvorak": {"key": "j", "code": "KeyC"},
    "Russian": {"key": "о", "code": "KeyJ"},
    "Russian with Caps Lock": {"key": "О", "code": "KeyJ"},
    "Greek": {"key": "ξ", "code": "KeyJ"},
    "Hebrew": {"key": "ח", "code": "KeyJ"},
    "Arabic": {"key": "ت", "code": "KeyJ"},
    "Hindi": {"key": "र", "code": "KeyJ"},
    "Korean": {"key": "ㅓ", "code": "KeyJ"},
    "full width": {"key": "ｊ", "code": "KeyJ"},
}
NOT_PRESSED = {
    "another letter in its place, as on Dvorak": {"key": "h", "code": "KeyJ"},
    "an accented letter in its place": {"key": "ø", "code": "KeyJ"},
    "Shift": {"key": "J", "code": "KeyJ", "shiftKey": True},
    "Shift in Russian": {"key": "О", "code": "KeyJ", "shiftKey": True},
    "Ctrl": {"key": "о", "code": "KeyJ", "ctrlKey": True},
    "Alt": {"key": "о", "code": "KeyJ", "altKey": True},
    "Meta": {"key": "j", "code": "KeyJ", "metaKey": True},
    "AltGr": {"key": "ј", "code": "KeyJ", "modifierAltGraph": True},
    "held down": {"key": "о", "code": "KeyJ", "repeat": True},
    "composing": {"key": "ㅓ", "code": "KeyJ", "isComposing": True},
    "an input method": {"key": "Process", "code": "KeyJ"},
    "a dead key": {"key": "Dead", "code": "KeyJ"},
}
DISPATCH = """(told) => {
  document.activeElement.blur();
  document.body.dispatchEvent(new KeyboardEvent("keydown", { ...told, bubbles: true, cancelable: true }));
  return Boolean(document.activeElement.closest("[data-comment]"));
}"""


def test_a_key_is_the_letter_on_it_or_in_a_script_without_it_the_one_in_its_place(page, site, send):
    send("The first.")
    by_keyboard(page, site)
    assert {name: page.evaluate(DISPATCH, told) for name, told in PRESSED.items()} == dict.fromkeys(PRESSED, True)
    pressed = {name: page.evaluate(DISPATCH, told) for name, told in NOT_PRESSED.items()}
    assert pressed == dict.fromkeys(NOT_PRESSED, False)


@pytest.mark.parametrize("key", [{"key": "ф", "code": "KeyA"}, {"key": "A", "code": "KeyA"}], ids=["Russian", "Caps"])
def test_a_decision_is_made_with_such_a_key_and_searched_with_another(page, site, send, key):
    send("The first.")
    by_keyboard(page, site)
    page.keyboard.press("j")
    with page.expect_navigation(wait_until="load"):
        page.evaluate(
            "(told) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', told))", key | BUBBLES
        )
    expect(page.get_by_role("status")).to_contain_text("was approved by mo")
    page.evaluate(DISPATCH, {"key": "ظ", "code": "Slash"})
    expect(page.get_by_role("searchbox")).to_be_focused()


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])  # 25 hours apart: one has another day
def test_times_are_those_of_the_moderators_clock(new_context, site, send, zone):
    send("The first.")
    page = sign_in(new_context(timezone_id=zone).new_page(), site)
    for address in ("/moderate/", page.locator("[data-comment] .desk__more").first.get_attribute("href")):
        page.goto(f"{site.url}{address}")
        time = page.locator(".desk time").first
        moment = datetime.fromisoformat(time.get_attribute("datetime")).astimezone(ZoneInfo(zone))
        expect(time).to_have_text(f"{moment:%-d %b %Y, %H:%M}")


def test_all_here_is_one_click(page, site, send):
    send("The first.", "The second.")
    sign_in(page, site)
    page.get_by_role("checkbox", name="All here").check()
    expect(page.locator("[name=id]:checked")).to_have_count(2)
    comment(page, "The first.").get_by_role("checkbox").uncheck()
    expect(page.get_by_role("checkbox", name="All here")).not_to_be_checked()


def test_a_hundred_comments_are_cleared_by_keyboard_alone(page, site, send):
    send(*(f"Letter number {number}." for number in range(A_HUNDRED)))
    by_keyboard(page, site)
    page.keyboard.press("j")
    for number in range(A_HUNDRED):
        press(page, "ads"[number % 3])
    expect(page.get_by_text("Nothing waits. Well done.")).to_be_visible()
    assert waiting(site) == 0


# --- on a phone ---

FOUR_LINES = (
    "I wrote after three days and heard back within the hour. They had been waiting for me to ask, it turned out."
)
HALF_OF_BEFORE = 262  # CSS pixels; such a comment with two answers took 524


def test_on_a_phone_three_comments_fit_on_a_screen_and_the_buttons_of_each_in_a_row(page, tmp_path, serving_blog):
    page.set_viewport_size(PHONE)
    with serving_blog(tmp_path, MODERATION="all") as site:  # where nobody else has been from this address today
        assert site.command("moderator", NAME, PASSWORD=PASSWORD).returncode == 0
        write(site, FOUR_LINES, f"{FOUR_LINES} So it was.")
        sign_in(page, site)
        for one in page.locator("[data-comment]").all():
            assert one.evaluate("one => one.offsetHeight") <= HALF_OF_BEFORE
            tops = one.locator(".desk__actions > *").evaluate_all("all => all.map((one) => Math.round(one.offsetTop))")
            assert len(tops) == 4 and len(set(tops)) == 1


# --- for everybody ---


PLACES = ["", "?q=letter", "?q=nothing-of-the-kind", "?status=spam", "rules/", "password/", "{}/", "{}/edit/"]


@pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_in_light_or_dark_and_no_policy_is_broken(page, site, send, width):
    send("A letter.", "Another letter.")
    said = []
    page.on("console", lambda message: said.append(message.text) if "Policy" in message.text else None)
    page.set_viewport_size(width)
    page.goto(f"{site.url}/moderate/")
    look(page, "signing in")
    sign_in(page, site)
    number = page.locator("[data-comment]").first.get_attribute("data-comment")
    for place in PLACES:
        page.goto(f"{site.url}/moderate/{place.format(number)}")
        look(page, place)
    page.goto(f"{site.url}/moderate/")
    page.keyboard.press("j")
    press(page, "a")
    page.locator("[name=id]").first.check()
    look(page, "after a decision")
    assert said == []


def look(page, place):
    """axe finds nothing, nothing is wider than the page, and what is pressed is as large as a thumb."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{place} {scheme}: {found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
    sizes = page.locator(".desk :is(button:not([hidden]), .desk__pick, .desk__tabs a, .desk__more)").evaluate_all(
        "all => all.filter((one) => one.offsetParent).map((one) => [one.offsetHeight, one.offsetWidth, one.className])"
    )
    assert all(height >= 44 and width >= 44 for height, width, _ in sizes), (place, sizes)
