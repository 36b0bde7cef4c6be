"""An interview's card: rounds, outcomes, people, another day, and its end; and mistakes in its fields."""

import pytest
from playwright.sync_api import expect

from tests.planner.reading import (
    CARD,
    CHECK_IN,
    EMAIL,
    MONDAY,
    SECOND,
    STEPS,
    card,
    due,
    interview,
    kept,
    later,
    news,
    open_card,
    open_rest,
    row,
    stands,
    state,
    tick,
    titles,
)

MARKUP = "<img src=x onerror=alert(1)><b>Acme</b> & “Sons” ${x} {due}"
WATCH = """() => {
    window.touched = new Set();
    const note = ({ target }) => {
        const place = (target.closest ? target : target.parentElement).closest('[data-interview]');
        if (place) touched.add(place.dataset.interview);
    };
    const all = { subtree: true, childList: true, characterData: true, attributes: true };
    new MutationObserver((changes) => changes.forEach(note)).observe(document.getElementById('plan'), all);
}"""
SAME = ("date", "until", "decision", "ticks", "shifts")
WAITING = [step for step in STEPS if "check-in" not in step]
IN_THE_WINDOW = "2026-09-09T16:00:00Z"


def test_a_new_round_replaces_the_open_check_in(visit):
    page = visit(state(interview("Acme", done=WAITING, role="Archivist")), now=IN_THE_WINDOW)
    expect(titles(page)).to_have_text([CHECK_IN])
    card(page, "Acme").get_by_role("button", name="Add the next round").click()
    expect(titles(page)).to_have_count(0)
    expect(page.get_by_label("Day of the interview").last).to_be_focused()
    page.keyboard.press("Tab")
    second = card(page, "Acme").last
    expect(second.get_by_label("Job")).to_have_value("Archivist")
    second.get_by_label("Day of the interview").fill("2026-09-08")
    expect(row(page, EMAIL)).to_contain_text("Acme, September 8")
    expect(row(page, CHECK_IN)).to_have_count(0)
    second.get_by_role("button", name="Delete").click()
    expect(titles(page)).to_have_text([CHECK_IN])


def test_the_same_employer_entered_again_is_a_new_round_as_well(visit):
    page = visit(state(interview("Acme", done=WAITING), interview(" ACME", "2026-09-07", WAITING)), now=IN_THE_WINDOW)
    open_rest(page)
    expect(row(page, CHECK_IN)).to_have_count(1)
    expect(row(page, CHECK_IN)).to_contain_text("ACME, September 7")


def test_each_answer_closes_what_it_should(visit):
    page = visit(state(interview("Acme", done=["contacts", "thank-you-card"])), now="2026-09-01T12:00:00Z")
    open_rest(page)
    expect(row(page, CHECK_IN)).to_be_visible()
    for answer in ("They answered", "They made an offer"):
        stands(page, "Acme", answer)
        expect(row(page, CHECK_IN)).to_have_count(0)
        expect(row(page, SECOND)).to_have_count(0)
        expect(titles(page)).to_have_text([EMAIL])
        stands(page, "Acme", "No answer yet")
        expect(row(page, CHECK_IN)).to_be_visible()
    for answer in ("They said no", "I withdrew"):
        stands(page, "Acme", answer)
        expect(titles(page)).to_have_count(0)
        expect(later(page).get_by_role("checkbox", checked=True)).to_have_count(2)
        expect(news(page)).to_contain_text("Now let it rest.")
        stands(page, "Acme", "No answer yet")
        expect(row(page, CHECK_IN)).to_be_visible()


def test_another_day_takes_the_plan_along_and_typing_through_other_days_costs_nothing(visit):
    shifts = {"check-in": "2026-09-10"}
    stored = interview("Acme", done=["thank-you-email"], until="2026-09-01", decision="2026-09-04", shifts=shifts)
    page = visit(state(stored))
    before = kept(page)["interviews"][0]
    day = open_card(page, "Acme").get_by_label("Day of the interview")
    day.fill("2027-08-31")
    day.fill("2026-10-05")
    expect(page.get_by_text("Monday, October 5 – Tuesday, October 6")).to_be_visible()
    moved = kept(page)["interviews"][0]
    assert (moved["until"], moved["decision"], moved["ticks"], moved["shifts"]) == ("2026-10-06", "", {}, {})
    day.fill(MONDAY)
    expect(page.get_by_text("Monday, August 31 – Tuesday, September 1")).to_be_visible()
    after = kept(page)["interviews"][0]
    assert {name: after[name] for name in SAME} == {name: before[name] for name in SAME}


def rub_out(page, field):
    """Empty a field of three parts at most by the keyboard alone, and leave it."""
    field.focus()
    for _ in range(3):
        page.keyboard.press("Backspace")
        page.keyboard.press("Tab")
    field.blur()


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Day of the interview", "date"),
        ("Last day", "until"),
        ("They hope to decide on", "decision"),
        ("Begins at", "start"),
        ("Ends at", "time"),
        ("Last post collection", "collection"),
    ],
)
def test_a_field_emptied_by_keyboard_is_empty_for_good(visit, label, name):
    clocks = {"start": "14:00", "time": "15:00", "collection": "16:00"}
    page = visit(state(interview("Acme", until="2026-09-01", decision="2026-09-04", **clocks)))
    field = open_card(page, "Acme").get_by_label(label)
    rub_out(page, field)
    expect(field).not_to_have_attribute("aria-invalid", "true")
    assert kept(page)["interviews"][0][name] == ""
    page.reload()
    expect(open_card(page, "Acme").get_by_label(label)).to_have_value("")


def test_a_moved_day_emptied_by_keyboard_goes_back(visit):
    page = visit(state(interview("Acme", shifts={"thank-you-email": "2026-08-31"})))
    row(page, EMAIL).get_by_text("Move").click()
    rub_out(page, row(page, EMAIL).get_by_label("Another day"))
    expect(row(page, EMAIL)).not_to_contain_text("the day that you chose")
    assert kept(page)["interviews"][0]["shifts"] == {}


def test_nothing_is_told_of_half_a_date_before_it_is_left(visit):
    page = visit(state(interview("Acme")))
    day = open_card(page, "Acme").get_by_label("Day of the interview")
    day.focus()
    page.keyboard.press("Backspace")
    assert day.evaluate("field => field.validity.badInput")
    expect(day).not_to_have_attribute("aria-invalid", "true")
    expect(row(page, EMAIL)).to_be_visible()
    day.blur()
    expect(day).to_have_accessible_description("That is not a real day. Check the day, the month and the year.")
    assert kept(page)["interviews"][0]["date"] == MONDAY


@pytest.mark.parametrize("again", ["now", "after a reload"])
def test_a_day_that_is_emptied_and_entered_again_finds_all_as_it_was(visit, again):
    shifts = {"check-in": "2026-09-10"}
    page = visit(state(interview("Acme", done=["contacts"], until="2026-09-01", decision="2026-09-04", shifts=shifts)))
    before = kept(page)["interviews"][0]
    day = open_card(page, "Acme").get_by_label("Day of the interview")
    day.fill("")
    expect(titles(page)).to_have_count(0)
    if again != "now":
        page.reload()
        day = open_card(page, "Acme").get_by_label("Day of the interview")
    day.fill(MONDAY)
    expect(titles(page)).not_to_have_count(0)
    after = kept(page)["interviews"][0]
    assert {name: after[name] for name in SAME} == {name: before[name] for name in SAME}
    day.fill("")
    day.blur()
    day.fill("2026-09-07")
    expect(page.get_by_text("Monday, September 7 – Tuesday, September 8")).to_be_visible()
    moved = kept(page)["interviews"][0]
    assert (moved["until"], moved["ticks"], moved["shifts"]) == ("2026-09-08", {}, {})


def test_the_last_day_may_be_entered_before_the_first(visit):
    page = visit(state(interview("Acme", "")))
    fields = open_card(page, "Acme")
    last = fields.get_by_label("Last day")
    last.fill("2026-09-01")
    fields.get_by_label("Day of the interview").fill(MONDAY)
    expect(page.get_by_text("Monday, August 31 – Tuesday, September 1")).to_be_visible()
    expect(last).to_have_value("2026-09-01")


def test_a_last_day_is_judged_again_when_the_first_one_moves(visit):
    page = visit(state(interview("Acme", "")))
    fields = open_card(page, "Acme")
    day, last = fields.get_by_label("Day of the interview"), fields.get_by_label("Last day")
    last.fill("2026-08-30")
    day.fill(MONDAY)
    expect(last).to_have_accessible_description("That is before your interview.")
    expect(last).to_have_value("2026-08-30")
    assert kept(page)["interviews"][0]["until"] == ""
    day.fill("2026-08-29")
    expect(last).not_to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Saturday, August 29 – Sunday, August 30")).to_be_visible()


def test_a_decision_that_the_new_day_makes_wrong_is_told_and_not_dropped_in_silence(visit):
    page = visit(state(interview("Acme", decision="2026-09-04")))
    fields = open_card(page, "Acme")
    day, decision = fields.get_by_label("Day of the interview"), fields.get_by_label("They hope to decide on")
    day.fill("2026-10-05")
    expect(decision).to_have_accessible_description("That is before your interview.")
    expect(decision).to_have_value("2026-09-04")
    assert kept(page)["interviews"][0]["decision"] == ""
    day.blur()
    day.fill("2026-09-01")
    expect(decision).not_to_have_attribute("aria-invalid", "true")
    assert kept(page)["interviews"][0]["decision"] == "2026-09-04"


def test_a_panel_is_kept_with_names_addresses_and_notes(visit):
    page = visit(state(interview("Acme")))
    fields = open_card(page, "Acme")
    for name in ("Rita Vance", "Tom Adler"):
        fields.get_by_role("button", name="Add a person").click()
        person = fields.get_by_role("group", name="Someone you meet there").last
        expect(person.get_by_label("Name")).to_be_focused()
        page.keyboard.type(name)
        person.get_by_label("Email").fill("x@example.org")
        person.get_by_label("Phone").fill("+1 202 555 0100")
        person.get_by_label("Notes").fill("maps")
    fields.get_by_label("Notes").last.fill("bring drawings")
    fields.get_by_label("Job").fill("Archivist")
    expect(page.get_by_text("Archivist · Monday, August 31 · Rita Vance · Tom Adler")).to_be_visible()
    page.reload()
    fields = open_card(page, "Acme")
    expect(fields.get_by_role("group", name="Someone you meet there")).to_have_count(2)
    expect(fields.get_by_label("Name").last).to_have_value("Tom Adler")
    expect(fields.get_by_label("Phone").first).to_have_value("+1 202 555 0100")
    expect(fields.get_by_label("Notes").last).to_have_value("bring drawings")
    fields.get_by_role("button", name="Remove this person").first.click()
    expect(fields.get_by_label("Name")).to_have_value("Tom Adler")
    assert len(kept(page)["interviews"][0]["people"]) == 1
    page.get_by_role("button", name="Undo").click()
    expect(fields.get_by_label("Name")).to_have_count(2)


def test_a_deleted_interview_comes_back_whole(visit):
    page = visit(state(interview("Acme"), interview("Bee", notes="kind"), interview("Cee")))
    before = kept(page)
    card(page, "Bee").get_by_role("button", name="Delete").click()
    expect(card(page, "Bee")).to_have_count(0)
    expect(row(page, EMAIL, "Bee")).to_have_count(0)
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    assert [one["employer"] for one in kept(page)["interviews"]] == ["Acme", "Cee"]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Bee, August 31")).to_be_focused()
    assert kept(page) == before


def test_the_only_interview_that_comes_back_is_the_one_that_articles_are_about(visit):
    page = visit(state(interview("Acme")))
    card(page, "Acme").get_by_role("button", name="Delete").click()
    expect(card(page, "Acme")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(card(page, "Acme")).to_be_visible()
    article = visit(path="/follow-up/", context=page.context)
    expect(article.get_by_label("My interview is on")).to_have_value(MONDAY)


def test_a_mistake_is_told_at_its_field_and_stored_nowhere(visit):
    page = visit(state(interview("Acme")))
    fields = open_card(page, "Acme")
    for name, value, words in (
        ("They hope to decide on", "2026-08-01", "That is before your interview."),
        ("Last day", "2026-08-30", "That is before your interview."),
        ("Day of the interview", "1066-10-14", "Choose a year from 1900 to 2200."),
    ):
        field = fields.get_by_label(name)
        field.fill(value)
        field.blur()
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(words)
        expect(field).to_have_value(value)
    one = kept(page)["interviews"][0]
    assert (one["decision"], one["until"], one["date"]) == ("", "", MONDAY)
    fields.get_by_label("They hope to decide on").fill("2026-09-05")
    expect(fields.get_by_label("They hope to decide on")).not_to_have_attribute("aria-invalid", "true")
    assert kept(page)["interviews"][0]["decision"] == "2026-09-05"


def test_markup_in_any_field_is_text(visit):
    person = dict.fromkeys(("name", "email", "phone", "notes"), MARKUP)
    stored = interview(MARKUP, id="one", role=MARKUP, notes=MARKUP, people=[person])
    page = visit(state(stored, name=MARKUP))
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    expect(card(page, MARKUP).get_by_role("heading")).to_have_text(f"{MARKUP}, August 31")
    expect(row(page, EMAIL)).to_contain_text(MARKUP)
    tick(page, EMAIL).click()
    tick(page, CARD).click()
    open_rest(page)
    open_card(page, MARKUP)
    expect(page.get_by_label("Employer", exact=True)).to_have_value(MARKUP)
    expect(page.get_by_role("textbox", name="Email")).to_have_value(MARKUP)
    card(page, MARKUP).get_by_role("button", name="Delete").click()
    expect(page.get_by_text(f"“{MARKUP}, August 31” is deleted.")).to_be_visible()
    expect(page.locator("#plan :is(img, p b:not(.kind b, .leaf b))")).to_have_count(0)
    assert dialogs == []


def test_an_employer_is_never_read_as_part_of_a_sentence(visit):
    page = visit(state(interview("{late} {title}", "2026-10-10")))
    expect(due(page).get_by_role("status").first).to_contain_text("({late} {title}, October 10)")


def test_a_change_draws_its_own_card_and_rows_alone(visit):
    page = visit(state(interview("Acme"), interview("Bee"), interview("Cee")))
    page.evaluate(WATCH)
    open_card(page, "Bee").get_by_label("Job").fill("Archivist")
    tick(page, EMAIL, "Bee").click()
    expect(row(page, EMAIL, "Bee")).to_have_count(0)
    assert page.evaluate("[...touched]") == ["Bee20260831"]


def test_an_end_so_long_after_the_begin_that_it_is_a_slip_is_told_until_either_is_mended(visit):
    page = visit(state(interview("Acme", start="15:00")))
    card = open_card(page, "Acme")
    start, end = card.get_by_label("Begins at"), card.get_by_label("Ends at")
    end.fill("03:30")
    end.blur()
    expect(end).to_have_attribute("aria-invalid", "true")
    assert kept(page)["interviews"][0]["time"] == ""
    end.fill("00:15")
    expect(end).not_to_have_attribute("aria-invalid", "true")
    start.fill("10:00")
    start.blur()
    expect(end).to_have_attribute("aria-invalid", "true")
    start.fill("22:30")
    expect(end).not_to_have_attribute("aria-invalid", "true")
    assert [kept(page)["interviews"][0][name] for name in ("start", "time")] == ["22:30", "00:15"]


@pytest.mark.parametrize(("name", "mended"), [("start", "22:30"), ("until", "2026-09-01")])
def test_an_end_that_is_told_counts_once_what_is_around_it_makes_it_right(visit, name, mended):
    page = visit(state(interview("Acme", start="15:00")))
    card = open_card(page, "Acme")
    end, other = card.get_by_label("Ends at"), card.locator(f"[name={name}]")
    end.fill("03:30")
    end.blur()
    expect(end).to_have_attribute("aria-invalid", "true")
    other.fill(mended)
    other.blur()
    expect(end).not_to_have_attribute("aria-invalid", "true")
    expect(end).to_have_value("03:30")
    assert kept(page)["interviews"][0]["time"] == "03:30"


def test_a_last_day_that_was_told_counts_as_typed_once_a_date_makes_it_right(visit):
    page = visit(state(interview("Acme", until="2026-09-02")))
    card = open_card(page, "Acme")
    last = card.get_by_label("Last day")
    last.fill("2026-08-20")
    last.blur()
    expect(last).to_have_attribute("aria-invalid", "true")
    card.get_by_label("Day of the interview").fill("2026-08-19")
    expect(last).not_to_have_attribute("aria-invalid", "true")
    expect(last).to_have_value("2026-08-20")
    assert kept(page)["interviews"][0]["until"] == "2026-08-20"


def test_an_employer_twice_on_a_day_is_told_apart(visit):
    page = visit(
        state(interview("Acme", id="a"), interview("acme ", id="b"), interview("", id="c"), interview("", id="d"))
    )
    names = ["Acme, August 31", "acme , August 31 (2)", "Interview, August 31", "Interview, August 31 (2)"]
    expect(page.locator("[data-part=interviews]").get_by_role("heading")).to_have_text(names)
    expect(row(page, EMAIL, "(2)")).to_have_count(2)
    article = visit(path="/follow-up/", context=page.context)
    which = article.get_by_label("Which interview?")
    expect(which).to_be_visible()
    which.focus()
    expect(which.get_by_role("option")).to_have_text([*names, "Another interview"])


def test_a_name_from_right_to_left_stays_whole_before_a_date(visit):
    page = visit(state(interview("חברת אקמה", people=[{"name": "עדה", "email": "", "phone": "", "notes": ""}])))
    title = page.locator("[data-part=interviews]").get_by_role("heading")
    expect(title).to_have_text("\u2068חברת אקמה\u2069, August 31")
    left = """title => {
        const at = (start, end) => {
            const range = document.createRange();
            range.setStart(title.firstChild, start);
            range.setEnd(title.firstChild, end);
            return range.getBoundingClientRect();
        };
        const comma = title.textContent.indexOf(',');
        return at(0, comma).right <= at(comma, comma + 1).left + 1;
    }"""
    assert title.evaluate(left)
    expect(page.get_by_text("Monday, August 31 · \u2068עדה\u2069")).to_be_visible()


ADDRESSES = [
    "jörg@example.org",
    "Ada Lovelace <ada@example.org>",
    "ada@bücher.example",
    "ada at example",
    "ada@example.org",
]


@pytest.mark.parametrize("written", ADDRESSES)
def test_a_person_stays_as_entered_when_an_article_is_opened(visit, written):
    person = {"name": "", "email": written, "phone": "", "notes": ""}
    page = visit(state(interview("Acme", people=[person])), path="/follow-up/")
    expect(page.locator("[data-step=contacts]")).to_have_attribute("data-status", "due")
    page.get_by_text("Names for your letters, and the post").click()
    field = page.get_by_label("Their email address")
    expect(field).to_have_value(written)
    page.get_by_label("The job you applied for").fill("baker")
    field.focus()
    field.blur()
    assert kept(page)["interviews"][0]["people"] == [person]
    if "@" in written:
        expect(field).not_to_have_attribute("aria-invalid", "true")
    else:
        expect(field).to_have_accessible_description("That is not an email address. Complete it, or leave it empty.")
