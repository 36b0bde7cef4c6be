"""What readers report: answers counted as they come and go, and drawn from five on."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from service.decisions import moderation
from service.publishing.render import built_page, thread_page
from service.record import scales, tallies
from service.record.models import Answer, Tally
from service.threads import pictures
from service.threads.thread_view import front, page_of_thread
from tests.factories import QUESTIONS, write
from tests.html import SHELL

WORDING = {question["id"]: question["text"] for question in QUESTIONS}


def answer(question, value, unit="", amount=None, wording="", **fields):
    """An accepted comment with one answer."""
    comment, wording = write(**fields), wording or WORDING[question]
    Answer.objects.create(comment=comment, question=question, wording=wording, value=value, unit=unit, amount=amount)
    moderation.decide("approve", comment.pk, "Ann")
    return comment


def offers(count):
    return [answer("response", "An offer") for _ in range(count)]


def drawn(question="response"):
    return next((picture for picture in front("follow-up").pictures if picture.question == question), None)


def bars(question="response"):
    return [(bar.label, bar.count) for bar in drawn(question).bars]


def figure(question="response"):
    page = built_page("<!--discussion:follow-up--><!--/discussion-->", front("follow-up"), {})
    return BeautifulSoup(page, "html.parser").select_one(f"figure[data-question={question}]")


def test_there_is_no_picture_before_the_fifth_answer(thread):
    offers(4)
    assert drawn() is None
    offers(1)
    assert drawn().answers == 5


def test_a_choice_shows_its_options_in_the_author_s_order_those_that_nobody_chose_too(thread):
    offers(5)
    assert bars() == [("An offer", 5), ("A kind no", 0)]


@pytest.mark.parametrize("action", ["delete", "reopen"])
def test_an_answer_goes_with_its_comment(thread, action):
    *_, last = offers(6)
    moderation.decide(action, last.pk, "Ann")
    assert bars() == [("An offer", 5), ("A kind no", 0)]
    moderation.decide("reopen", last.pk, "Ann")
    moderation.decide("approve", last.pk, "Ann")
    assert drawn().answers == 6


def test_what_waits_or_was_rejected_does_not_count(thread):
    offers(5)
    for status in ("pending", "rejected"):
        comment = write(status)
        Answer.objects.create(comment=comment, question="response", wording=WORDING["response"], value="A kind no")
    assert drawn().answers == 5


def test_replies_and_the_oldest_comments_count_too(thread):
    first = offers(1)[0]
    for _ in range(55):
        write("accepted")
    for _ in range(4):
        answer("response", "A kind no", parent=first)
    assert bars() == [("An offer", 1), ("A kind no", 4)]


def test_a_posted_answer_counts_as_soon_as_its_comment_is_published(accepted):
    for number in range(5):
        accepted(f"Letter {number}.", answer_response="A kind no")
    assert bars() == [("An offer", 0), ("A kind no", 5)]


def test_a_text_has_no_picture(thread):
    for _ in range(5):
        answer("advice", "Breathe.")
    assert front("follow-up").pictures == () and not Tally.objects.exists()


def test_the_pages_of_a_thread_show_none_since_they_would_change_later(thread):
    offers(5)
    assert "<figure" not in thread_page(SHELL, page_of_thread("follow-up", 1))


# --- what it looks like ---


def test_the_figure_says_for_each_option_how_many_chose_it(thread):
    thread.questions = [QUESTIONS[1] | {"options": ['A "kind" <no>', "An offer"]}]
    thread.save()
    for _ in range(5):
        answer("response", 'A "kind" <no>')
    found = figure()
    options = [(row["data-option"], row["data-count"], row.th.text) for row in found.select("[data-option]")]
    assert found["data-answers"] == "5"
    assert options == [('A "kind" <no>', "5", 'A "kind" <no>'), ("An offer", "0", "An offer")]


def test_the_drawing_is_hidden_from_those_who_get_the_table(thread):
    offers(5)
    (svg,) = figure().select("svg")
    assert svg["aria-hidden"] == "true"
    assert figure().select_one(".visually-hidden > table > caption").text == WORDING["response"]


def test_nothing_in_it_needs_an_inline_style(thread):
    offers(5)
    assert not figure().select("[style], style, script")


def test_a_long_option_is_written_on_several_lines():
    option = "Something that takes rather more words than a telephone has room for"
    question = QUESTIONS[1] | {"options": [option, "No"]}
    (picture,) = pictures.draw([question], {"response": {option: 5}})
    assert " ".join(line for line, _ in picture.bars[0].lines) == option
    assert all(len(line) <= pictures.LONGEST_LINE for bar in picture.bars for line, _ in bar.lines)
    assert picture.bars[0].lines[-1][1] < picture.bars[0].top < picture.bars[1].lines[0][1] < picture.height


def test_an_option_that_the_author_took_out_is_neither_shown_nor_counted():
    (picture,) = pictures.draw([QUESTIONS[1]], {"response": {"An offer": 5, "Silence": 9}})
    assert picture.answers == 5 and [bar.label for bar in picture.bars] == QUESTIONS[1]["options"]
    assert pictures.draw([QUESTIONS[1]], {"response": {"An offer": 4, "Silence": 9}}) == ()


# --- ranges ---


def test_a_duration_shows_ranges_and_the_median_in_words(thread):
    for value, unit, days in [("12", "hours", 0.5), ("1", "days", 1), ("1", "weeks", 7), ("9", "days", 9)]:
        answer("how-soon", value, unit, days)
    answer("how-soon", "2.5", "days", 2.5)
    shown = dict(bars("how-soon"))
    assert {label: count for label, count in shown.items() if count} == {
        "within a day": 2,
        "3 to 6 days": 1,
        "a week": 1,
        "1 to 2 weeks": 1,
    }
    assert "the median is 2.5 days" in figure("how-soon").figcaption.text


def test_what_takes_hours_is_told_in_hours():
    shown, middle = scales.durations({scales.duration_key(hours / 24): 1 for hours in (0.5, 2, 3, 5, 30)})
    assert shown == [
        ("within an hour", 1),
        ("1 to 2 hours", 1),
        ("2 to 4 hours", 1),
        ("4 to 8 hours", 1),
        ("8 hours to a day", 0),
        ("longer", 1),
    ]
    assert middle == "3 hours"


NUMBERS = {
    "few whole ones": ([1, 2, 2, 4, 5], ["1", "2", "3", "4", "5"], [1, 2, 0, 1, 1], "2"),
    "all the same": ([3] * 5, ["3"], [5], "3"),
    "whole ones far apart": (
        [0, 7, 12, 18, 40],
        ["0 to 9", "10 to 19", "20 to 29", "30 to 39", "40 to 49"],
        None,
        "12",
    ),
    "years": ([2001, 2003, 2015, 2016, 2020], ["2000 to 2004", "2005 to 2009", "2010 to 2014"], None, "2015"),
    "decimals": ([0.5, 1.25, 2, 2.5, 3], ["0.5 to under 1", "1 to under 1.5"], None, "2"),
    "one decimal": ([0.5] * 5, ["0 to under 1"], [5], "0.5"),
    "below zero": ([-7, -3, 0, 2, 9], ["-10 to -6", "-5 to -1", "0 to 4"], None, "0"),
    "one far out": ([1, 2, 3] * 10 + [10**15], ["1", "2", "3", "4 or more"], [10, 10, 10, 1], "2"),
    "one far below": ([7, 8, 9] * 10 + [-(10.0**12)], ["under 7", "7", "8", "9"], [1, 10, 10, 10], "8"),
}


@pytest.mark.parametrize(("given", "labels", "counts", "median"), NUMBERS.values(), ids=NUMBERS)
def test_a_number_shows_ranges_that_suit_its_answers(given, labels, counts, median):
    keys = [scales.number_key(float(number)) for number in given]
    shown, middle = scales.numbers({key: keys.count(key) for key in keys})
    assert [label for label, _ in shown][: len(labels)] == labels
    assert counts is None or [count for _, count in shown] == counts
    assert middle == median


@given(st.lists(st.floats(-1e16, 1e16), min_size=5, max_size=30))
def test_every_number_is_in_one_of_few_bars(given):
    keys = [scales.number_key(number) for number in given]
    shown, _ = scales.numbers({key: keys.count(key) for key in keys})
    assert sum(count for _, count in shown) == len(given) and len(shown) <= scales.MOST_BARS + 3
    assert len({label for label, _ in shown}) == len(shown)


@given(st.lists(st.floats(0, 365), min_size=5, max_size=30))
def test_every_duration_is_in_one_bar_and_the_median_is_near_the_true_one(given):
    keys = [scales.duration_key(days) for days in given]
    shown, _ = scales.durations({key: keys.count(key) for key in keys})
    assert sum(count for _, count in shown) == len(given)
    true = sorted(given)[len(given) // 2] if len(given) % 2 else sum(sorted(given)[len(given) // 2 - 1 :][:2]) / 2
    told = scales.median(sorted((int(key), 1) for key in keys)) / scales.DAY
    assert true - 1e-6 <= told <= true + 1


# --- wordings ---


def test_an_answer_to_another_wording_is_kept_and_not_counted(thread):
    offers(5)
    answer("response", "A kind no", wording="What did they say?")
    thread.questions = [QUESTIONS[1] | {"text": "What did they say?"}]
    thread.save()
    tallies.count_afresh("follow-up")
    assert drawn() is None and list(Tally.objects.values_list("option", "count")) == [("A kind no", 1)]
    thread.questions = QUESTIONS
    thread.save()
    tallies.count_afresh("follow-up")
    assert bars() == [("An offer", 5), ("A kind no", 0)]


def test_an_answer_of_another_kind_does_not_count(thread):
    for _ in range(5):
        answer("how-soon", "3", "", 3.0)
        answer("letters", "3", "days", 3.0)
        answer("letters", "many")
    assert front("follow-up").pictures == ()


def test_after_any_decisions_the_tallies_are_those_counted_afresh(thread):
    comments = offers(3) + [answer("how-soon", "2", "days", 2.0) for _ in range(3)]
    for place, action in ((0, "delete"), (1, "reopen"), (3, "delete"), (4, "reopen"), (1, "approve"), (0, "reopen")):
        moderation.decide(action, comments[place].pk, "Ann")
    kept = set(Tally.objects.filter(count__gt=0).values_list("question", "option", "count"))
    tallies.count_afresh("follow-up")
    assert (
        set(Tally.objects.values_list("question", "option", "count"))
        == kept
        == {
            ("response", "An offer", 2),
            ("how-soon", "2880", 1),
        }
    )


# --- cost ---


def test_counting_and_drawing_ask_as_often_in_a_long_thread_as_in_a_short_one(thread):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            answer("response", "An offer")
            front("follow-up")
        return len(seen)

    offers(10)
    few = asked()
    for number in range(150):
        answer("how-soon", str(number), "days", float(number))
    assert asked() == few
