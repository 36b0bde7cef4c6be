"""What is due, over all interviews and all articles: soonest first, ticked, moved, and worked out anew."""

from playwright.sync_api import expect

from tests.planner.reading import (
    CARD,
    CHECK_IN,
    EMAIL,
    MONDAY,
    SECOND,
    STEPS,
    due,
    interview,
    kept,
    later,
    news,
    open_card,
    open_rest,
    row,
    state,
    tick,
    titles,
)

EARLIER = "Read about them", "Pack your bag", "Leave the house"
CONTACTS = "Collect names before you go"
SERIES = [*EARLIER, CONTACTS, EMAIL, CARD, CHECK_IN, SECOND]
AFTER = [step for step in STEPS if step not in ("check-in", "second-check-in")]


def test_with_scripts_off_every_step_of_the_series_stands_in_order_of_time(new_context, address):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/plan/")
    series = page.get_by_role("region", name="The whole series")
    expect(series.get_by_role("listitem").get_by_role("heading")).to_have_text(SERIES)
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    link = series.get_by_role("link", name="Pack your bag")
    expect(link).to_have_attribute("href", "/getting-there/#pack")
    link.click()
    expect(page.locator("#pack:target")).to_be_visible()


def test_a_first_visit_is_invited_to_add_an_interview(visit):
    page = visit()
    expect(news(page)).to_contain_text("Nothing is here yet")
    page.get_by_role("button", name="Add an interview").click()
    expect(page.get_by_label("Employer", exact=True)).to_be_focused()
    page.keyboard.type("Acme")
    page.get_by_label("Day of the interview").fill("2026-09-10")
    expect(news(page)).to_have_text("Nothing is due today. Next: Read about them, on Mon, Sep 7 (Acme, September 10).")
    assert [(one["employer"], one["date"]) for one in kept(page)["interviews"]] == [("Acme", "2026-09-10")]
    page.reload()
    expect(page.get_by_role("region", name="Acme, September 10")).to_be_visible()


def test_steps_of_all_articles_come_in_order_of_time(visit):
    page = visit(state(interview("Acme", "2026-09-14", start="10:00", time="11:00")))
    open_rest(page)
    expect(titles(page, "rest")).to_have_text(SERIES)
    expect(row(page, "Pack your bag")).to_contain_text("On Sunday, September 13.")
    expect(row(page, "Leave the house")).to_contain_text("By Monday, September 14, 9:50 am.")


def test_the_queue_joins_all_interviews_soonest_first_and_flags_what_is_overdue(visit):
    page = visit(
        state(interview("Acme", done=AFTER[:4]), interview("Bee", "2026-09-03"), interview("Cee", "2026-08-20", AFTER))
    )
    expect(titles(page)).to_have_text(["Read about them", EMAIL, CARD, CHECK_IN])
    expect(due(page).get_by_role("listitem").nth(0)).to_contain_text("Bee, September 3")
    expect(row(page, CHECK_IN)).to_contain_text("Cee, August 20")
    expect(news(page)).to_have_text("To do now: 4. None is overdue.")
    page = visit(state(interview("Acme", "2026-08-28", AFTER[:4])))
    expect(row(page, EMAIL)).to_contain_text("Overdue by 2 days: send it now")
    expect(news(page)).to_have_text("To do now: 2. Overdue: 2.")


def test_what_prepares_or_belongs_to_the_day_is_not_asked_for_once_that_is_over(visit):
    page = visit(state(interview("Acme"), interview("Bee", start="10:00")), now="2026-08-31T13:59:30Z")
    expect(row(page, "Pack your bag", "Acme")).to_contain_text("Overdue by 1 day")
    expect(row(page, "Leave the house", "Bee")).to_contain_text("Overdue by less than a day")
    page.clock.fast_forward(60_000)
    expect(row(page, "Leave the house", "Bee")).to_have_count(0)
    expect(row(page, "Pack your bag")).to_have_count(1)
    expect(row(page, CONTACTS)).to_have_count(2)
    page.clock.fast_forward(24 * 3_600_000)
    expect(row(page, "Pack your bag")).to_have_count(0)
    expect(row(page, CONTACTS)).to_have_count(0)
    expect(row(page, EMAIL, "Acme")).to_be_visible()


def test_when_nothing_is_due_the_next_date_is_told_and_when_all_is_done_that(visit):
    page = visit(state(interview("Acme", done=AFTER)))
    expect(news(page)).to_have_text(
        "Nothing is due today. Next: Ask once how it stands, Mon, Sep 7 to Mon, Sep 14, best Tue, Sep 8"
        " (Acme, August 31)."
    )
    page = visit(state(interview("Acme", done=STEPS)))
    expect(news(page)).to_contain_text("You have done all there was to do.")


def test_a_tick_goes_with_undo_and_the_reader_stays_in_the_list(visit):
    page = visit(state(interview("Acme", done=AFTER[:4])))
    tick(page, EMAIL).focus()
    page.keyboard.press("Space")
    expect(titles(page)).to_have_text([CARD])
    expect(tick(page, CARD)).to_be_focused()
    expect(page.get_by_text(f"“{EMAIL}” is done.")).to_be_visible()
    assert kept(page)["interviews"][0]["ticks"]["thank-you-email"] == MONDAY
    page.get_by_role("button", name="Undo").click()
    expect(titles(page)).to_have_text([EMAIL, CARD])
    expect(tick(page, EMAIL)).to_be_focused()
    expect(tick(page, EMAIL)).not_to_be_checked()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    assert "thank-you-email" not in kept(page)["interviews"][0]["ticks"]
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.get_by_label("Your own name").fill("Ada")
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_a_tick_among_the_rest_can_be_taken_back(visit):
    page = visit(state(interview("Acme", done=AFTER)))
    open_rest(page)
    expect(tick(page, EMAIL)).to_be_checked()
    tick(page, EMAIL).click()
    expect(titles(page)).to_have_text([EMAIL])


def test_a_step_is_moved_by_hand_and_back(visit):
    page = visit(state(interview("Acme", done=AFTER)))
    open_rest(page)
    row(page, CHECK_IN).get_by_text("Move").click()
    day = row(page, CHECK_IN).get_by_label("Another day")
    day.fill("2026-09-10")
    expect(row(page, CHECK_IN)).to_contain_text("On Thursday, September 10, the day that you chose.")
    expect(day).to_be_focused()
    day.fill(MONDAY)
    expect(day).to_be_focused()  # due now, but not taken from under the reader's hands
    day.blur()
    expect(titles(page)).to_have_text([CHECK_IN])
    row(page, CHECK_IN).get_by_label("Another day").fill("")
    row(page, CHECK_IN).get_by_label("Another day").blur()
    expect(titles(page)).to_have_count(0)
    expect(later(page)).to_contain_text("From Monday, September 7 to Monday, September 14.")
    assert kept(page)["interviews"][0]["shifts"] == {}


def test_a_deadline_passes_while_the_page_is_open(visit):
    page = visit(state(interview("Acme", time="15:00", done=AFTER[:4])), now="2026-09-01T18:58:30Z")
    expect(row(page, EMAIL)).to_contain_text("Due now")
    page.clock.fast_forward(120_000)
    expect(row(page, EMAIL)).to_contain_text("Overdue by less than a day")


def test_silence_is_told_with_its_source_and_caveat(visit):
    page = visit(state(interview("Acme")))
    expect(due(page)).to_contain_text("Silence is normal.")
    expect(due(page)).to_contain_text("25.1 days")
    expect(due(page)).to_contain_text("NACE, Recruiting Benchmarks, February 2024")
    expect(due(page)).to_contain_text("yours may be shorter or longer")


def test_an_interview_of_two_days_counts_from_both(visit):
    page = visit(state(interview("Acme", "2026-09-14")))
    open_rest(page)
    open_card(page, "Acme").get_by_label("Last day").fill("2026-09-15")
    expect(row(page, "Pack your bag")).to_contain_text("On Sunday, September 13.")
    expect(row(page, CHECK_IN)).to_contain_text("From Tuesday, September 22 to Tuesday, September 29.")
    expect(page.get_by_text("Monday, September 14 – Tuesday, September 15")).to_be_visible()
