"""What goes out of the browser and comes into it: copies, links with dates, and the end of it all."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.planner.reading import (
    EMAIL,
    card,
    interview,
    kept,
    news,
    open_card,
    open_copies,
    row,
    says,
    state,
    titles,
)

PERSON = {"name": "Rita Vance", "email": "rita@example.org", "phone": "", "notes": "maps"}


def copy_of(page):
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a copy").click()
    says(page, "The copy is among your downloads.")
    return download.value.path().read_text("utf-8")


def bring(page, text):
    if not page.get_by_label("Or paste one here").is_visible():
        open_copies(page)
    page.get_by_label("Or paste one here").fill(text)
    page.get_by_role("button", name="Add what I pasted").click()


def rename(page, employer, to):
    fields = open_card(page, employer)
    fields.get_by_label("Employer", exact=True).fill(to)
    expect(page.get_by_role("heading", name=f"{to}, August 31")).to_be_visible()


def link_of(page):
    return page.get_by_role("link", name="Copy a link with the dates alone").get_attribute("href")


def test_a_copy_makes_the_same_plan_in_another_browser(visit, tmp_path):
    page = visit(state(interview("Acme", people=[PERSON], notes="kind"), interview("Bee"), name="Ada"))
    file = tmp_path / "interviews.json"
    file.write_text(copy_of(page), "utf-8")
    other = visit()
    open_copies(other)
    other.get_by_label("A copy from a file").set_input_files(file)
    says(other, "Interviews added: 2. Brought up to date: 0.")
    expect(card(other, "Acme")).to_contain_text("Rita Vance")
    assert kept(other) == kept(page)
    other.get_by_label("A copy from a file").set_input_files(file)
    says(other, "Interviews added: 0. Brought up to date: 0.")
    assert kept(other) == kept(page)


def test_the_newer_of_two_copies_stands_whichever_way_it_comes(visit):
    page = visit(state(interview("Acme")))
    early = copy_of(page)
    rename(page, "Acme", "Acme & Sons")
    late = copy_of(page)
    other = visit()
    for copy, told in ((early, "added: 1. Brought up to date: 0"), (late, "added: 0. Brought up to date: 1")):
        bring(other, copy)
        says(other, told)
    bring(other, early)
    says(other, "Interviews added: 0. Brought up to date: 0.")
    rename(other, "Acme & Sons", "Acme Group")
    bring(page, copy_of(other))
    says(page, "Interviews added: 0. Brought up to date: 1.")
    assert [one["employer"] for one in kept(page)["interviews"]] == ["Acme Group"]


def test_what_was_changed_on_both_sides_stands_side_by_side(visit):
    page = visit(state(interview("Acme")))
    copy = copy_of(page)
    other = visit()
    bring(other, copy)
    rename(other, "Acme", "Acme there")
    rename(page, "Acme", "Acme here")
    bring(page, copy_of(other))
    says(page, "Changed both here and there, so that you find both and can delete one: Acme there.")
    assert [one["employer"] for one in kept(page)["interviews"]] == ["Acme here", "Acme there"]


def test_what_is_no_copy_adds_nothing_and_is_told(visit):
    page = visit(state(interview("Acme")))
    before = kept(page)
    newer = json.dumps(state(interview("Bee")) | {"version": 9})
    for text in ("", "{", "null", "[]", '"text"', newer, '{"version":2,"interviews":{}}'):
        bring(page, "x")
        bring(page, text)
        says(page, "This is no copy of a plan that can be read, so nothing was added.")
    assert kept(page) == before


def test_a_copy_of_the_first_version_can_be_brought_in(visit):
    page = visit()
    bring(page, json.dumps({"version": 1, "plan": {"date": "2026-08-31", "ticks": {"contacts": "2026-08-31"}}}))
    says(page, "Interviews added: 1.")
    expect(row(page, EMAIL)).to_be_visible()


def test_a_link_carries_dates_and_no_names_and_asks_before_it_adds(visit):
    stored = interview("Acme", "2026-09-10", time="15:00", people=[PERSON], notes="kind", shifts={"pack": "2026-09-08"})
    page = visit(state(stored, interview("Bee", "2026-09-20", region="GB-ENG", zone="Europe/London"), name="Ada"))
    link = link_of(page)
    assert re.match("#p=1!2026-09-10~", link)
    assert not re.search("Acme|Bee|Rita|rita|kind|Ada", link)
    other = visit(path=f"/plan/{link}")
    question = other.get_by_role("dialog")
    expect(question).to_contain_text("Thursday, September 10; Sunday, September 20. Add them to your plan?")
    expect(other).to_have_url(re.compile("/plan/$"))
    question.get_by_role("button", name="No").click()
    assert kept(other) is None
    other.goto(other.url + link)
    other.get_by_role("button", name="Add to my plan").click()
    says(other, "Interviews added: 2.")
    same = ("date", "time", "zone", "region", "shifts")
    for given, come in zip(kept(page)["interviews"], kept(other)["interviews"], strict=True):
        assert {name: come[name] for name in same} == {name: given[name] for name in same}
    other.evaluate(f"location.hash = {link!r}")
    says(other, "The interviews of this link are here already.")
    assert len(kept(other)["interviews"]) == 2


def test_a_damaged_link_adds_nothing_and_is_told(visit):
    page = visit(path="/plan/#p=1!2026-02-31~~~~~~US~America/New_York~")
    says(page, "This link is damaged, so nothing was added.")
    assert kept(page) is None


def test_a_link_is_copied_or_shown_to_be_copied(visit):
    page = visit(
        state(interview("Acme")), before="navigator.clipboard.writeText = async (text) => { window.got = text };"
    )
    page.get_by_role("link", name="Copy a link").click()
    says(page, "The link is copied.")
    assert page.evaluate("got").endswith(f"/plan/{link_of(page)}")
    page = visit(state(interview("Acme")), before="delete Navigator.prototype.clipboard;")
    page.get_by_role("link", name="Copy a link").click()
    says(page, f"/plan/{link_of(page)}")


def test_an_article_takes_the_dates_of_a_link_where_there_are_none(visit):
    link = link_of(visit(state(interview("Acme", time="15:00"))))
    page = visit(path=f"/follow-up/{link}")
    expect(page.get_by_label("My interview is on")).to_have_value("2026-08-31")
    expect(page).to_have_url(re.compile("/follow-up/$"))
    assert [one["time"] for one in kept(page)["interviews"]] == ["15:00"]


def test_an_article_sends_a_link_to_the_plan_page_where_there_are_some(visit):
    link = link_of(visit(state(interview("Acme", "2026-09-10"))))
    page = visit(state(interview("Bee")), path=f"/follow-up/{link}")
    expect(page.get_by_role("dialog")).to_contain_text("Thursday, September 10")
    page.get_by_role("button", name="Add to my plan").click()
    says(page, "Interviews added: 1.")
    assert [one["employer"] for one in kept(page)["interviews"]] == ["Bee", ""]


def test_an_article_offers_the_interviews_that_are_known(visit):
    page = visit(state(interview("Acme"), interview("Bee", "2026-09-10")), path="/getting-there/")
    which = page.get_by_label("Which interview?")
    expect(which.get_by_role("option")).to_have_text(["Acme, August 31", "Another interview"])
    which.focus()  # which opens the list
    expect(which.get_by_role("option")).to_have_text(["Acme, August 31", "Bee, September 10", "Another interview"])
    which.select_option("Bee, September 10")
    expect(page.get_by_label("My interview is on")).to_have_value("2026-09-10")
    expect(page.get_by_role("region", name="Your plan")).to_contain_text("Monday, September 7")


@pytest.mark.parametrize("again", ["follow-up", "plan"])
@pytest.mark.parametrize("escaped", ["#p%3D1", "%23p=1", "%23p%3D1", "%2523p=1"])
def test_a_link_with_its_own_signs_escaped_leads_to_its_dates(visit, address, new_context, again, escaped):
    context = new_context(locale="en-US", timezone_id="America/New_York")
    lost = context.request.get(f"{address}/404.html").text()
    context.route(re.compile("%(25)?23"), lambda route: route.fulfill(status=404, content_type="text/html", body=lost))
    page = context.new_page()
    page.goto(f"{address}/{again}/{escaped}!2026-08-31~~~15:00~~~US~America/New_York")
    if again == "plan":
        expect(page.get_by_role("dialog")).to_contain_text("Monday, August 31")
    else:
        expect(page.get_by_label("My interview is on")).to_have_value("2026-08-31")
        expect(page).to_have_url(re.compile("/follow-up/$"))


def test_a_link_carries_more_interviews_than_fifty(visit):
    page = visit(state(*(interview(f"Acme {number}", "2026-09-10") for number in range(51))))
    other = visit(path=f"/plan/{link_of(page)}")
    other.get_by_role("button", name="Add to my plan").click()
    says(other, "Interviews added: 51.")
    article = visit(path=f"/follow-up/{link_of(page)}")
    expect(article.get_by_role("dialog")).to_contain_text("Thursday, September 10")


def test_a_large_copy_comes_back_from_its_file(visit, tmp_path):
    notes = "会議の後に礼状を送る。" * 400
    stored = [interview(f"Acme {number}", notes=notes, done=["contacts"]) for number in range(80)]
    page = visit(state(*stored))
    file = tmp_path / "interviews.json"
    file.write_text(copy_of(page), "utf-8")
    page.close()
    other = visit()
    open_copies(other)
    other.get_by_label("A copy from a file").set_input_files(file)
    expect(card(other, "Acme")).to_have_count(80, timeout=20_000)
    assert [one["notes"] for one in kept(other)["interviews"]] == [notes] * 80


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16-le", "utf-16-be"])
def test_a_copy_that_an_editor_saved_another_way_is_read(visit, tmp_path, encoding):
    file = tmp_path / "interviews.json"
    mark = "" if encoding == "utf-8-sig" else "\ufeff"
    file.write_bytes((mark + json.dumps(state(interview("Jörg & Söhne")), ensure_ascii=False)).encode(encoding))
    page = visit()
    open_copies(page)
    page.get_by_label("A copy from a file").set_input_files(file)
    says(page, "Interviews added: 1.")
    expect(card(page, "Jörg & Söhne")).to_be_visible()


def test_of_two_links_at_once_what_is_shown_is_what_is_added(visit):
    page = visit(path="/plan/#p=1!2026-09-10~~~~~~US~America/New_York~")
    question = page.get_by_role("dialog")
    expect(question).to_contain_text("September 10")
    for _ in range(2):
        page.evaluate("location.hash = '#p=1!2026-09-20~~~~~~US~America/New_York~'")
    expect(question).to_contain_text("Thursday, September 10; Sunday, September 20.")
    question.get_by_role("button", name="Add to my plan").click()
    says(page, "Interviews added: 2.")
    assert [one["date"] for one in kept(page)["interviews"]] == ["2026-09-10", "2026-09-20"]
    page.evaluate("location.hash = '#p=1!2026-09-21~~~~~~US~America/New_York~'")
    expect(question).to_contain_text("interviews: Monday, September 21. Add")
    question.get_by_role("button", name="No").click()
    assert len(kept(page)["interviews"]) == 2


def test_forget_everything_asks_and_forgets(visit):
    page = visit(state(interview("Acme", people=[PERSON]), interview("Bee"), name="Ada"))
    page.evaluate("localStorage.setItem('afterword.plan.aside', '{')")
    card(page, "Bee").get_by_role("button", name="Delete").click()
    open_copies(page)
    forget = page.get_by_role("button", name="Forget everything")
    forget.click()
    question = page.get_by_role("dialog")
    expect(question).to_contain_text("Interviews: 1. People: 1.")
    page.keyboard.press("Escape")
    assert len(kept(page)["interviews"]) == 1
    forget.click()
    question.get_by_role("button", name="Forget everything").click()
    says(page, "Forgotten. Nothing is kept on this device.")
    expect(titles(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    expect(news(page)).to_contain_text("Nothing is here yet")
    assert page.evaluate("Object.keys(localStorage).length") == 0
    page.reload()
    expect(news(page)).to_contain_text("Nothing is here yet")


def test_the_reader_is_told_that_some_browsers_forget(visit):
    expect(visit().get_by_text("Some browsers forget it after a week without a visit")).to_be_visible()
