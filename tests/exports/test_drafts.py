"""The article's drafts: filled from the plan, changed in place, copied and sent, and given back."""

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.exports.plans import LI, OKAFOR, plan
from tests.planner.reading import interview, keeping, kept, state

CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
SAVED = "navigator.clipboard.readText()"
RICH = """navigator.clipboard.write([new ClipboardItem({
  'text/html': new Blob(['<b onclick="x">bold</b>'], { type: 'text/html' }),
  'text/plain': new Blob(['bold'], { type: 'text/plain' }) })])"""


def sheets(page, step):
    return page.locator(f"[data-draft={step}]")


def body(sheet):
    return sheet.get_by_role("textbox", name=re.compile("^Message"))


def subject(sheet):
    return sheet.get_by_role("textbox", name=re.compile("^Subject"))


def field(sheet, name):
    return sheet.locator(f"[data-field={name}]").first


def undo(sheet):
    return sheet.get_by_role("button", name="Put the article’s words back")


def write(box, words):
    """Type at the end of a box."""
    box.focus()
    box.press("Control+End")
    box.press_sequentially(words)


@pytest.fixture
def page(show):
    return show(plan(), settings=CLIPBOARD)


@pytest.fixture
def thanks(page):
    return sheets(page, "thank-you-email")


def test_without_scripts_the_drafts_stand_there_to_be_read(new_context, address):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/follow-up/")
    expect(page.locator(".draft")).to_have_count(5)
    expect(page.locator(".draft").get_by_role("button")).to_have_count(0)
    named = page.locator("[data-draft=check-in][data-for=decision]")
    expect(named.get_by_text("If they named a day", exact=True)).to_be_visible()
    expect(named.get_by_text("you hoped to decide by decision day")).to_be_visible()


def test_the_fields_are_filled_from_the_plan(thanks):
    expect(field(thanks, "interviewer")).to_have_text("Ms Okafor")
    expect(field(thanks, "interview-day")).to_have_text("Monday, August 31")
    expect(field(thanks, "role")).to_have_text("baker")
    expect(field(thanks, "your-name")).to_have_text("Mara Voss")
    expect(body(thanks)).to_contain_text(
        "Dear Ms Okafor,\n\nthank you for the time you gave me on Monday, August 31.", use_inner_text=True
    )


def test_an_interview_of_several_days_is_named_by_its_first_and_its_last(show):
    page = show(plan(until="2026-09-01"))
    both = "Monday, August 31 to Tuesday, September 1"
    expect(field(sheets(page, "thank-you-email"), "interview-day")).to_have_text(both)


def test_what_is_not_known_yet_stands_in_brackets_and_fills_later(show, page, thanks):
    show(plan(people=[], role=""), page)
    expect(body(thanks)).to_contain_text("Dear [interviewer],")
    expect(body(thanks)).to_contain_text("as your next [role].")
    expect(body(thanks)).to_have_accessible_name("Message")
    show(plan(), page)
    expect(body(thanks)).to_contain_text("as your next baker.")
    expect(body(thanks)).to_have_accessible_name("Message to Ms Okafor")


def test_a_name_is_text_and_never_markup(show, page, thanks):
    show(plan(people=[{**OKAFOR, "name": "<img src=x onerror=alert(1)>"}]), page)
    expect(field(thanks, "interviewer")).to_have_text("<img src=x onerror=alert(1)>")
    expect(thanks.locator("img")).to_have_count(0)


def test_a_sheet_is_a_labelled_box_of_several_lines_and_its_subject_one_of_one(thanks):
    assert body(thanks).get_attribute("aria-multiline") == "true"
    assert subject(thanks).get_attribute("aria-multiline") == "false"
    assert body(thanks).evaluate("box => box.isContentEditable")


def test_what_the_reader_writes_stays_when_the_plan_changes(show, page, thanks):
    write(body(thanks), " Yours!")
    show(plan(role="head baker", people=[{**OKAFOR, "name": "Dr Okafor"}]), page)
    expect(body(thanks)).to_contain_text("Mara Voss Yours!")
    expect(body(thanks)).to_contain_text("Dear Dr Okafor,")
    expect(body(thanks)).to_contain_text("as your next head baker.")


def test_a_field_that_the_reader_wrote_over_is_the_readers(show, page, thanks):
    field(thanks, "role").evaluate("field => getSelection().selectAllChildren(field)")
    body(thanks).evaluate("box => box.focus()")
    page.keyboard.type("oven whisperer")
    show(plan(role="head baker"), page)
    expect(body(thanks)).to_contain_text("as your next oven whisperer.")


def test_the_caret_stays_where_the_reader_writes(show, page, thanks):
    write(body(thanks), " A")
    show(plan(role="head baker"), page)
    page.keyboard.type("B")
    expect(body(thanks)).to_contain_text("Mara Voss AB")


def test_enter_begins_a_new_line_in_the_message_and_none_in_the_subject(page, thanks):
    write(body(thanks), "\nBaker")
    write(subject(thanks), "\nagain")
    thanks.get_by_role("button", name="Copy the message").click()
    expect(thanks.locator(".said")).to_have_text("Copied.")
    assert page.evaluate(SAVED).endswith("With kind regards,\nMara Voss\nBaker")
    assert subject(thanks).inner_text().strip() == "Thank you for your timeagain"


def test_only_plain_text_is_pasted(page, thanks):
    page.evaluate(RICH)
    write(body(thanks), " ")
    page.keyboard.press("Control+V")
    expect(body(thanks)).to_contain_text("Mara Voss bold")
    expect(body(thanks).locator("b")).to_have_count(0)


def test_the_article_s_words_come_back(page, thanks):
    before = thanks.inner_text()
    expect(undo(thanks)).to_be_hidden()
    write(body(thanks), " Yours!")
    write(subject(thanks), "!")
    undo(thanks).click()
    expect(undo(thanks)).to_be_hidden()
    assert thanks.inner_text() == before


def test_a_sheet_is_copied_as_it_stands(page, thanks):
    write(body(thanks), " Yours!")
    thanks.get_by_role("button", name="Copy the message").click()
    expect(thanks.locator(".said")).to_have_text("Copied.")
    text = page.evaluate(SAVED)
    assert text.startswith("Dear Ms Okafor,\n\nthank you for the time you gave me on Monday, August 31. ")
    assert text.endswith("\n\nWith kind regards,\nMara Voss Yours!")


def test_where_the_clipboard_is_refused_the_old_way_copies(page, thanks):
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    thanks.get_by_role("button", name="Copy the message").click()
    expect(thanks.locator(".said")).to_have_text("Copied.")
    assert page.evaluate(SAVED).startswith("Dear Ms Okafor,")
    expect(thanks.get_by_role("button", name="Copy the message")).to_be_focused()


def test_where_nothing_copies_the_text_is_there_to_be_copied(page, thanks):
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false; }"
    )
    thanks.get_by_role("button", name="Copy the message").click()
    area = thanks.get_by_role("textbox", name="Text to copy")
    expect(area).to_be_focused()
    assert area.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)").startswith(
        "Dear Ms Okafor,"
    )


def test_a_mail_program_gets_address_subject_and_words(page, thanks):
    write(body(thanks), " Yours & mine!")
    link = thanks.get_by_role("link", name=re.compile("^Open it.* in your mail program$")).get_attribute("href")
    assert link.startswith(
        "mailto:okafor@example.org?subject=Thank%20you%20for%20your%20time&body=Dear%20Ms%20Okafor%2C%0D%0A%0D%0A"
    )
    assert unquote(link).endswith("Mara Voss Yours & mine!")
    row = page.locator("[data-step=thank-you-email] [data-export=mailto]")
    assert row.get_attribute("href") == link


def test_a_subject_is_filled_too(page):
    sheet = sheets(page, "check-in").and_(page.locator(":not([data-for])"))
    assert "subject=Our%20conversation%20on%20Monday%2C%20August%2031&" in sheet.locator(
        "[data-export=mailto]"
    ).get_attribute("href")


def test_each_person_has_a_message_of_their_own(show, page, thanks):
    show(plan(people=[OKAFOR, LI]), page)
    expect(thanks).to_have_count(2)
    write(body(thanks.nth(1)), " PS: the rye!")
    expect(body(thanks.nth(0))).to_contain_text("Dear Ms Okafor,")
    expect(body(thanks.nth(0))).not_to_contain_text("rye")
    expect(page.get_by_role("textbox", name="Message to Mr Li").first).to_contain_text("Dear Mr Li,")
    expect(thanks.nth(1).get_by_role("button", name="Copy the message to Mr Li")).to_be_visible()
    assert thanks.nth(1).locator("[data-export=mailto]").get_attribute("href").startswith("mailto:li@example.org?")
    show(plan(people=[OKAFOR]), page)
    expect(thanks).to_have_count(1)
    show(plan(people=[OKAFOR, LI]), page)
    expect(body(thanks.nth(1))).to_contain_text("PS: the rye!")


def test_a_person_without_a_name_or_an_address_gets_no_message(show, page, thanks):
    show(plan(people=[OKAFOR, {"name": "", "email": "", "phone": "", "notes": "the quiet one"}]), page)
    expect(thanks).to_have_count(1)


def test_another_interview_has_its_own_words(show, page, thanks):
    write(body(thanks), " Yours!")
    show(plan(id="another-plan-000", people=[LI]), page)
    expect(body(thanks)).to_contain_text("Dear Mr Li,")
    expect(body(thanks)).not_to_contain_text("Yours!")
    show(plan(), page)
    expect(body(thanks)).to_contain_text("Mara Voss Yours!")


def test_once_they_named_a_day_the_draft_that_names_it_takes_the_place_of_the_other(show, page):
    drafts = sheets(page, "check-in")
    expect(drafts).to_have_count(1)
    expect(drafts.get_by_text("If they named a day")).to_have_count(0)
    show(plan(decision="2026-09-04"), page)
    expect(drafts).to_have_count(1)
    expect(drafts).to_have_attribute("data-for", "decision")
    expect(body(drafts)).to_contain_text("you hoped to decide by Friday, September 4.")
    row = page.locator("[data-step=check-in] [data-export=mailto]")
    expect(row).to_have_attribute("href", re.compile("Friday%2C%20September%204"))
    show(plan(), page)
    expect(drafts).to_have_count(1)
    expect(row).not_to_have_attribute("href", re.compile("September%204"))


def test_without_a_plan_the_article_is_again_as_its_author_left_it(show):
    page = show()
    before = page.locator(".prose").inner_html()
    show(plan(people=[OKAFOR, LI], decision="2026-09-04"), page)
    assert page.locator(".prose").inner_html() != before
    show(None, page)
    assert page.locator(".prose").inner_html() == before
    show(plan(), page)
    expect(sheets(page, "thank-you-email")).to_have_count(1)


def test_the_keyboard_walks_through_a_sheet_and_out_of_it(page, thanks):
    subject(thanks).focus()
    for name in ("^Message to Ms Okafor$", "^Copy the message to Ms Okafor$", "^Open it.* in your mail program$"):
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_accessible_name(re.compile(name))


def test_in_a_browser_that_knows_no_plain_text_boxes_it_is_the_same(show):
    page = show(settings=CLIPBOARD)
    page.evaluate("""() => {
      const { get, set } = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'contentEditable');
      Object.defineProperty(HTMLElement.prototype, 'contentEditable', { get, set(value) {
        if (value === 'plaintext-only') throw new SyntaxError('not a value');
        set.call(this, value);
      } });
    }""")
    show(plan(), page)
    thanks = sheets(page, "thank-you-email")
    page.evaluate(RICH)
    write(body(thanks), "\nBaker, ")
    page.keyboard.press("Control+V")
    expect(body(thanks).locator("b")).to_have_count(0)
    thanks.get_by_role("button", name="Copy the message").click()
    expect(thanks.locator(".said")).to_have_text("Copied.")
    assert page.evaluate(SAVED).endswith("With kind regards,\nMara Voss\nBaker, bold")


@pytest.fixture
def reader(new_context, address):
    """Opens Part Five, or another path, with this stored; another tab of the same reader with its `context`."""

    def open_it(*interviews, path="/follow-up/", context=None):
        context = context or new_context(locale="en-US", timezone_id="America/New_York")
        page = context.new_page()
        page.clock.install(time="2026-08-31T23:00:00Z")
        page.add_init_script(keeping(state(*interviews) if interviews else None))
        page.goto(f"{address}{path}")
        if path == "/follow-up/":
            expect(field(page.locator("[data-draft=thank-you-email]").first, "role")).to_have_text("baker")
        return page

    return open_it


ACME = interview("Acme", role="baker", people=[OKAFOR, LI])


def test_what_a_draft_was_made_into_is_there_after_a_reload_and_goes_when_asked(reader):
    page = reader(ACME)
    thanks = sheets(page, "thank-you-email").first
    before = thanks.inner_text()
    write(body(thanks), " Yours! 👩🏽‍🚀")
    write(subject(thanks), "!")
    page.reload()
    expect(body(thanks)).to_contain_text("thank you for the time you gave me on Monday, August 31.")
    assert body(thanks).inner_text().startswith("Dear Ms Okafor,")
    expect(body(thanks)).to_contain_text(re.compile(r"\[your name\] Yours! 👩🏽‍🚀$"))
    expect(subject(thanks)).to_have_text("Thank you for your time!")
    page.get_by_text("Names for your letters, and the post").click()
    page.get_by_label("The job you applied for").fill("head baker")
    expect(body(thanks)).to_contain_text("as your next head baker.")
    undo(thanks).click()
    expect(body(thanks)).not_to_contain_text("Yours!")
    page.reload()
    expect(body(thanks)).to_contain_text("as your next head baker.")
    expect(undo(thanks)).to_be_hidden()
    assert thanks.inner_text() == before.replace("baker", "head baker")


def test_a_field_that_was_written_over_stays_the_readers_after_a_reload(reader):
    page = reader(ACME)
    thanks = sheets(page, "thank-you-email").first
    field(thanks, "role").evaluate("field => getSelection().selectAllChildren(field)")
    body(thanks).evaluate("box => box.focus()")
    page.keyboard.type("oven [[whisperer]]")
    page.reload()
    expect(body(thanks)).to_contain_text("as your next oven [[whisperer]].")


def test_each_interview_and_each_person_keeps_letters_of_their_own(reader):
    page = reader(ACME, interview("Bee", role="baker", people=[OKAFOR, LI]))
    write(body(sheets(page, "thank-you-email").nth(1)), " PS: the rye!")
    which = page.get_by_label("Which interview?")
    which.focus()
    which.select_option("Bee, August 31")
    expect(field(sheets(page, "thank-you-email").nth(1), "interviewer")).to_have_text("Mr Li")
    expect(page.get_by_text("PS: the rye!")).to_have_count(0)
    which.select_option("Acme, August 31")
    expect(body(sheets(page, "thank-you-email").nth(1))).to_contain_text("PS: the rye!")
    page.reload()
    expect(body(sheets(page, "thank-you-email").nth(1))).to_contain_text("PS: the rye!")
    assert list(kept(page)["interviews"][0]["letters"]) == ["thank-you-email.0.1"]


def test_a_person_who_goes_takes_their_letters_along_and_brings_them_back(reader):
    page = reader(ACME)
    write(body(sheets(page, "thank-you-email").nth(1)), " PS: the rye!")
    plan_page = reader(path="/plan/", context=page.context)
    plan_page.get_by_text("Dates, people and notes").click()
    plan_page.get_by_role("button", name="Remove this person").first.click()
    expect(sheets(page, "thank-you-email")).to_have_count(1)
    expect(body(sheets(page, "thank-you-email"))).to_contain_text("PS: the rye!")
    plan_page.get_by_role("button", name="Undo").click()
    expect(body(sheets(page, "thank-you-email").nth(1))).to_contain_text("PS: the rye!")
    expect(body(sheets(page, "thank-you-email").nth(0))).not_to_contain_text("PS: the rye!")


def test_a_letter_changed_in_one_tab_is_changed_in_the_other(reader):
    page = reader(ACME)
    other = reader(context=page.context)
    theirs = body(sheets(other, "thank-you-email").first)
    expect(theirs).to_contain_text("Dear Ms Okafor,")
    write(body(sheets(page, "thank-you-email").first), " Yours!")
    expect(theirs).to_contain_text("Yours!")
    undo(sheets(page, "thank-you-email").first).click()
    expect(theirs).not_to_contain_text("Yours!")


def test_a_letter_that_is_too_long_to_be_kept_is_told_to_be(reader):
    page = reader(ACME)
    thanks = sheets(page, "thank-you-email").first
    body(thanks).focus()
    page.keyboard.insert_text("x" * 5000)
    expect(thanks.locator(".said")).to_have_text("Too long to be kept here: copy it.")
    assert "letters" not in kept(page)["interviews"][0]


def test_storage_that_is_full_leaves_the_letter_on_the_page(reader):
    full = "Storage.prototype.setItem = () => { throw new DOMException('no room', 'QuotaExceededError') };"
    page = reader(ACME)
    page.evaluate(f"() => {{ {full} }}")
    thanks = sheets(page, "thank-you-email").first
    write(body(thanks), " Yours!")
    expect(page.get_by_text("has no room left")).to_be_visible()
    expect(body(thanks)).to_contain_text("Yours!")
    assert "letters" not in kept(page)["interviews"][0]
