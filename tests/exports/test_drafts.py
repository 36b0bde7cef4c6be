"""The article's drafts: filled from the plan, changed in place, copied and sent, and given back."""

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.exports.plans import LI, OKAFOR, plan

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
