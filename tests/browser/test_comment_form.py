"""The comment form as a person uses it, on the real site: without scripts, with them, and when something goes wrong."""

import json
import re
from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

NAME, PASSWORD = "mo", "a-good-long-password"
ON_THE_PAGE = re.compile(r"/follow-up/(\?c=\d+)?#comment-\d+$")
LED_THERE = re.compile(r"/follow-up/\?c=(\d+)#comment-\1$")
AT_ITS_ADDRESS = re.compile(r"/follow-up/#comment-\d+$")
PRIVATE = re.compile("/comments/mine/")
PREVIEW = re.compile("^Preview")
_NUMBERS = count(1)


@pytest.fixture(scope="module")
def site(tmp_path_factory, serving_blog):
    """The site, where every comment is published at once."""
    with serving_blog(tmp_path_factory.mktemp("open"), MODERATION="none") as running:
        yield running


@pytest.fixture(scope="module")
def moderated(tmp_path_factory, serving_blog):
    """The site, where every comment waits for the moderator."""
    with serving_blog(tmp_path_factory.mktemp("moderated"), MODERATION="all") as running:
        assert running.command("moderator", NAME, PASSWORD=PASSWORD).returncode == 0
        yield running


@pytest.fixture
def text():
    """Words that no other test writes."""
    return f"I wrote on day {next(_NUMBERS)} and was glad of it."


@pytest.fixture
def plain(new_context):
    """A page in a browser without scripts."""
    return new_context(java_script_enabled=False).new_page()


def body(page):
    return page.get_by_role("textbox", name="Your comment", exact=True)


def button(page, name):
    return page.get_by_role("button", name=name)


def open_article(page, site, address="/follow-up/"):
    page.goto(f"{site.url}{address}")


def write(page, text):
    """Write into the form, and wait until one click is enough."""
    body(page).fill(text)
    expect(button(page, "Post comment")).to_be_visible()


def stored(site, text):
    """What the record holds of this text."""
    lines = site.command("export").stdout.splitlines()
    return [comment for comment in map(json.loads, lines) if comment["body"] == text]


def expect_script(page):
    """Wait until the form's script has started; from then on its status line is there."""
    expect(page.locator("#comment-form").get_by_role("status")).to_be_attached()


def published(page, text):
    """The innermost article with this text: a comment, since the post around it is one as well."""
    return page.get_by_role("article").filter(has_text=text).last


# --- without scripts ---


def test_without_scripts_the_words_say_that_a_preview_comes_first(plain, site):
    open_article(plain, site)
    expect(button(plain, "Preview your comment")).to_be_visible()
    expect(plain.get_by_text("You see it once more before it is posted.")).to_be_visible()
    expect(button(plain, "Post comment")).to_have_count(0)


def test_without_scripts_a_comment_is_previewed_edited_and_posted(plain, site, text):
    open_article(plain, site)
    body(plain).fill("A first *draft*.")
    plain.get_by_role("textbox", name=re.compile("Your name")).fill("Mara")
    button(plain, PREVIEW).click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Your comment, as readers will see it")
    expect(published(plain, "A first").get_by_role("emphasis")).to_have_text("draft")
    plain.get_by_role("link", name="Edit it below").click()
    expect(body(plain)).to_have_value("A first *draft*.")
    body(plain).fill(text)
    button(plain, PREVIEW).click()
    expect(published(plain, text)).to_contain_text("Mara")
    button(plain, "Post comment").click()
    plain.wait_for_url(LED_THERE)
    expect(published(plain, text)).to_be_visible()
    assert plain.locator("link[rel=canonical]").get_attribute("href").endswith("/follow-up/")
    (comment,) = stored(site, text)
    assert comment["name"] == "Mara"


def test_without_scripts_a_mistake_is_told_beside_its_field_and_nothing_is_lost(plain, site, text):
    open_article(plain, site)
    body(plain).fill(text)
    plain.get_by_role("textbox", name=re.compile("How soon")).fill("soon")
    button(plain, PREVIEW).click()
    expect(plain.get_by_role("alert")).to_contain_text("Nothing is lost")
    field = plain.get_by_role("textbox", name=re.compile("How soon"))
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("a number, such as 3"))
    plain.get_by_role("alert").get_by_role("link").click()
    expect(field).to_be_focused()
    expect(body(plain)).to_have_value(text)
    field.fill("3")
    button(plain, PREVIEW).click()
    expect(plain.get_by_role("article")).to_contain_text("3 days")


def test_without_scripts_a_reply_stands_inside_what_it_answers(plain, site, text):
    reply_to(plain, site, text, in_two_steps)
    in_two_steps(plain)
    stands_inside(plain, text)


def reply_to(page, site, text, post):
    """Post a comment, follow its link to reply and write there."""
    open_article(page, site)
    body(page).fill(f"Parent of: {text}")
    post(page)
    page.wait_for_url(ON_THE_PAGE)
    published(page, f"Parent of: {text}").get_by_role("link", name=re.compile("^Reply")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your reply")
    expect(page.get_by_role("blockquote")).to_contain_text("Parent of")
    body(page).fill(text)


def in_two_steps(page):
    button(page, PREVIEW).click()
    button(page, "Post comment").click()


def in_one_step(page):
    button(page, "Post comment").click()


def stands_inside(page, text):
    page.wait_for_url(ON_THE_PAGE)
    parent = published(page, f"Parent of: {text}")
    expect(parent.get_by_role("article").filter(has_text=text)).to_have_count(1)


# --- with scripts ---


def test_the_token_is_fetched_when_the_form_is_first_entered_and_once(page, site):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/token/" in request.url else None)
    open_article(page, site)
    expect_script(page)
    expect(button(page, "Preview your comment")).to_be_visible()
    assert asked == []
    body(page).focus()
    expect(button(page, "Post comment")).to_be_visible()
    page.get_by_role("textbox", name=re.compile("Your name")).focus()
    body(page).focus()
    body(page).fill("A few words.")
    assert len(asked) == 1


def test_one_click_posts_and_leads_to_the_comment(page, site, text):
    open_article(page, site)
    write(page, text)
    expect(page.get_by_text("You see it once more")).to_be_hidden()
    button(page, "Post comment").click()
    page.wait_for_url(AT_ITS_ADDRESS)
    expect(published(page, text)).to_be_in_viewport()
    expect(body(page)).to_have_value("")


def test_who_is_just_pressing_preview_does_not_post(page, site, text):
    """The click is there before the answer to it: the second button came while the finger was on the first."""
    open_article(page, site)
    preview = button(page, "Preview your comment").element_handle()
    write(page, text)
    expect(button(page, "Post comment")).to_be_visible()
    preview.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment, as readers will see it")


def test_one_click_leads_to_the_private_page_of_a_comment_that_waits(page, moderated, text):
    open_article(page, moderated)
    write(page, text)
    button(page, "Post comment").click()
    page.wait_for_url(PRIVATE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("waits")
    expect(page.get_by_role("article")).to_contain_text(text)
    open_article(page, moderated)
    expect(body(page)).to_have_value("")


def test_a_preview_can_still_be_asked_for(page, site, text):
    open_article(page, site)
    write(page, text)
    button(page, "Preview").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment, as readers will see it")
    assert stored(site, text) == []
    button(page, "Post comment").click()
    page.wait_for_url(ON_THE_PAGE)
    assert len(stored(site, text)) == 1


def test_a_preview_of_other_words_cannot_be_posted(page, site, text):
    open_article(page, site)
    write(page, "Words of yesterday.")
    button(page, "Preview").click()
    body(page).fill(text)
    expect(page.locator("#confirm")).to_be_hidden()
    expect(button(page, "Post comment")).to_have_count(1)
    button(page, "Post comment").click()
    page.wait_for_url(ON_THE_PAGE)
    assert len(stored(site, text)) == 1 and stored(site, "Words of yesterday.") == []


def test_a_double_click_stores_one_comment(page, site, text):
    open_article(page, site)
    write(page, text)
    button(page, "Post comment").dblclick()
    page.wait_for_url(ON_THE_PAGE)
    expect(published(page, text)).to_be_visible()
    assert len(stored(site, text)) == 1


def test_with_the_keyboard_alone_a_comment_is_posted(page, site, text):
    def tab_to(locator):
        for _ in range(300):
            page.keyboard.press("Tab")
            if locator.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError("Tab does not lead there")

    open_article(page, site)
    tab_to(body(page))
    page.keyboard.type(text)
    expect(button(page, "Post comment")).to_be_visible()
    tab_to(button(page, "Post comment"))
    page.keyboard.press("Enter")
    page.wait_for_url(ON_THE_PAGE)
    assert len(stored(site, text)) == 1


def test_a_reply_is_posted_with_one_click_from_its_own_page(page, site, text):
    reply_to(page, site, text, in_one_step)
    in_one_step(page)
    stands_inside(page, text)


def test_a_field_that_is_wrong_is_told_and_one_click_posts_it_then(page, site, text):
    open_article(page, site)
    page.get_by_role("textbox", name=re.compile("How soon")).fill("soon")
    write(page, text)
    button(page, "Post comment").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing is lost")
    page.get_by_role("textbox", name=re.compile("How soon")).fill("3")
    expect(button(page, "Post comment")).to_be_visible()
    button(page, "Post comment").click()
    page.wait_for_url(ON_THE_PAGE)
    expect(published(page, text)).to_contain_text("3 days")


def test_text_that_is_cut_says_so(page, site):
    open_article(page, site)
    full = page.locator("#comment-form").get_by_role("status")
    body(page).fill("a" * 7999)
    expect(full).to_have_text("")
    body(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("b" * 500)
    expect(full).to_contain_text("8000 characters")
    expect(body(page)).to_have_value("a" * 7999 + "b")
    page.keyboard.press("Backspace")
    expect(full).to_have_text("")


# --- what may go wrong ---


def test_half_written_text_outlives_a_reload_and_another_visit(page, site, text):
    open_article(page, site)
    write(page, text)
    fields = {"Your name": "Mara", "Your email": "mara@example.org", "How soon": "3"}
    for name, value in fields.items():
        page.get_by_role("textbox", name=re.compile(name)).fill(value)
    page.get_by_role("combobox", name="Hours, days or weeks").select_option("weeks")
    page.reload()
    expect(body(page)).to_have_value(text)
    open_article(page, site, "/")
    open_article(page, site)
    expect(body(page)).to_have_value(text)
    for name, value in fields.items():
        expect(page.get_by_role("textbox", name=re.compile(name))).to_have_value(value)
    expect(page.get_by_role("combobox", name="Hours, days or weeks")).to_have_value("weeks")
    for name in ("Your comment", *fields):
        page.get_by_role("textbox", name=re.compile(f"^{name}")).fill("")
    page.reload()
    expect(body(page)).to_have_value("")
    expect(page.get_by_role("textbox", name=re.compile("Your name"))).to_have_value("")


def test_a_half_written_reply_is_not_put_into_the_article_s_form(page, site, text):
    reply_to(page, site, text, in_one_step)
    open_article(page, site)
    expect_script(page)
    expect(body(page)).to_have_value("")
    page.go_back()
    expect(body(page)).to_have_value(text)


@pytest.mark.parametrize("address", ["/follow-up/", "/follow-up/#comment-1"])
def test_what_was_posted_while_offline_is_still_there(page, site, text, address):
    open_article(page, site, address)
    write(page, text)
    page.context.set_offline(True)
    button(page, "Post comment").click()
    page.wait_for_url("chrome-error://chromewebdata/")
    page.context.set_offline(False)
    open_article(page, site, address)
    expect(body(page)).to_have_value(text)
    write(page, text)
    button(page, "Post comment").click()
    page.wait_for_url(re.compile(r"#comment-(?!1$)\d+$"))
    expect(published(page, text)).to_be_visible()
    assert len(stored(site, text)) == 1


def test_offline_before_the_form_is_entered_it_is_previewed_later(page, site, text):
    open_article(page, site)
    expect_script(page)
    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        body(page).focus()
    page.context.set_offline(False)
    body(page).fill(text)
    button(page, "Preview your comment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment, as readers will see it")


def test_a_post_that_came_to_nothing_can_be_sent_again(page, site, text):
    page.clock.install()
    open_article(page, site)
    write(page, text)
    # as where the reader stops the loading: sent, and the page stays
    page.evaluate("addEventListener('submit', (event) => event.preventDefault(), { once: true })")
    button(page, "Post comment").click()
    page.clock.fast_forward(10_000)
    expect(body(page)).to_have_value(text)
    button(page, "Post comment").click()
    page.wait_for_url(ON_THE_PAGE)
    assert len(stored(site, text)) == 1


def test_going_back_after_posting_finds_an_empty_form(page, site, text):
    open_article(page, site)
    write(page, text)
    button(page, "Post comment").click()
    page.wait_for_url(ON_THE_PAGE)
    expect_script(page)
    page.go_back()
    page.wait_for_url(re.compile("/follow-up/$"))
    expect_script(page)
    expect(body(page)).to_have_value("")


def test_a_page_kept_whole_by_the_browser_gets_one_new_token(page, site, text):
    open_article(page, site)
    write(page, text)
    field = page.locator("#comment-form input[name=token]")
    first = field.input_value()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(field).not_to_have_value(first)
    expect(field).to_have_count(1)
    button(page, "Post comment").click()
    page.wait_for_url(ON_THE_PAGE)


def test_a_page_kept_whole_before_the_form_was_entered_gets_one_token_too(page, site, text):
    open_article(page, site)
    expect_script(page)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    write(page, text)
    expect(page.locator("#comment-form input[name=token]")).to_have_count(1)
    button(page, "Post comment").click()
    page.wait_for_url(ON_THE_PAGE)


def test_without_storage_the_form_works_all_the_same(page, site, text):
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('off') } })")
    open_article(page, site)
    write(page, text)
    button(page, "Post comment").click()
    page.wait_for_url(ON_THE_PAGE)


# --- at the desk ---


def sign_in(page, site):
    page.goto(f"{site.url}/moderate/")
    page.get_by_role("textbox", name="Name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    button(page, "Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting")


def send(page, site, text):
    """Post a comment that waits; the address of its private page."""
    open_article(page, site)
    write(page, text)
    button(page, "Post comment").click()
    page.wait_for_url(PRIVATE)
    return page.url


def test_a_moderator_without_scripts_decides_and_goes_on_and_the_author_is_told(page, plain, moderated, text):
    approved, declined = send(page, moderated, f"{text} (1)"), send(page, moderated, f"{text} (2)")
    sign_in(plain, moderated)
    published(plain, f"{text} (1)").get_by_role("button", name=re.compile("Approve")).click()
    expect(plain.get_by_role("status")).to_contain_text("was approved by mo")
    expect(plain.get_by_role("status")).to_be_in_viewport()
    published(plain, f"{text} (2)").get_by_role("link", name=re.compile("reason")).click()
    plain.get_by_role("textbox", name=re.compile("Reason")).fill("Said before.")
    plain.get_by_role("button", name=re.compile("Decline")).click()
    expect(plain.get_by_role("status")).to_contain_text("was declined by mo")
    page.goto(approved)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment is published")
    page.get_by_role("link", name="See it where it stands").click()
    expect(published(page, f"{text} (1)")).to_be_visible()
    page.goto(declined)
    expect(page.get_by_text("Said before.")).to_be_visible()


def test_a_moderator_signs_out(plain, moderated):
    sign_in(plain, moderated)
    button(plain, "Sign out").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Sign in to moderate")


# --- for everybody ---


def at_the_form(page, site):
    open_article(page, site)
    write(page, "A few words.")


def at_a_preview(page, site):
    at_the_form(page, site)
    button(page, "Preview").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("as readers will see it")


def at_a_mistake(page, site):
    at_the_form(page, site)
    page.get_by_role("textbox", name=re.compile("How soon")).fill("soon")
    button(page, "Post comment").click()
    expect(page.get_by_role("alert")).to_be_visible()


def at_the_private_page(page, site):
    send(page, site, f"Letter {next(_NUMBERS)}.")


def at_the_login(page, site):
    page.goto(f"{site.url}/moderate/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in to moderate")


def at_the_list(page, site):
    at_the_private_page(page, site)
    sign_in(page, site)
    expect(page.get_by_role("article")).not_to_have_count(0)


def at_one_comment(page, site):
    at_the_list(page, site)
    page.get_by_role("link", name=re.compile("^Edit, reason")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One comment")


def at_a_published_comment(page, site):
    at_the_list(page, site)
    page.get_by_role("button", name=re.compile("^Approve comment")).first.click()
    expect(page.get_by_role("status")).to_contain_text("was approved by mo")
    page.goto(f"{site.url}/moderate/?status=accepted")
    page.get_by_role("link", name=re.compile("^Edit, more")).first.click()
    page.get_by_role("button", name="Pin to the top").click()
    expect(page.get_by_role("button", name="Unpin")).to_be_visible()


def at_a_reply_of_the_host(page, site):
    at_a_published_comment(page, site)
    page.get_by_role("link", name="Reply as a host").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your reply, as a host")


def at_an_article_with_a_pin_and_a_badge(page, site):
    at_a_reply_of_the_host(page, site)
    page.get_by_role("textbox", name="Text").fill("Well asked.")
    page.get_by_role("textbox", name="The name that readers see").fill("The Afterword")
    button(page, "Publish").click()
    page.wait_for_url(ON_THE_PAGE)
    expect(page.get_by_text("Pinned", exact=True)).to_be_visible()
    expect(page.get_by_text("Host", exact=True).first).to_be_visible()


PLACES = [at_the_form, at_a_preview, at_a_mistake, at_the_private_page, at_the_login, at_the_list, at_one_comment]
PLACES += [at_a_published_comment, at_a_reply_of_the_host, at_an_article_with_a_pin_and_a_badge]


@pytest.mark.parametrize("go", PLACES, ids=lambda go: go.__name__.replace("_", " "))
def test_axe_finds_nothing_in_light_or_dark(page, moderated, go):
    go(page, moderated)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{scheme}: {found.generate_report()}"
