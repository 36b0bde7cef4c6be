"""What an author may write as a time, what it means, and how everything else is refused."""

import doctest
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plugins.guidance import english, model, phrases
from plugins.guidance.model import ISO_UNITS, Offset, Window

READ = {
    # within, and other words for it
    "within 30 minutes": "end PT0M/PT30M",
    "within an hour": "end PT0H/PT1H",
    "within 1 hour": "end PT0H/PT1H",
    "within half an hour": "end PT0M/PT30M",
    "within 24 hours": "end PT0H/PT24H",
    "within twenty-four hours": "end PT0H/PT24H",
    "within twenty four hours": "end PT0H/PT24H",
    "within forty-eight hours": "end PT0H/PT48H",
    "within 24 hours after": "end PT0H/PT24H",
    "within 24 hours of the interview": "end PT0H/PT24H",
    "within 24 hours before": "start -PT24H/PT0H",
    "within a day": "day P0D/P1D",
    "within three days": "day P0D/P3D",
    "within a week": "day P0D/P7D",
    "within two weeks": "day P0D/P14D",
    "within a fortnight": "day P0D/P14D",
    "within a week before": "day -P7D/P0D",
    "within 2 business days": "day P0B/P2B",
    "within one business day": "day P0B/P1B",
    "within five working days after": "day P0B/P5B",
    "up to two weeks after": "day P0D/P14D",
    "at most an hour before": "start -PT1H/PT0H",
    "no more than 15 minutes early": "start -PT15M/PT0M",
    "no later than two days after": "day P0D/P2D",
    # one length
    "45 minutes": "end PT45M/PT45M",
    "48 hours": "end PT48H/PT48H",
    "a week": "day P7D/P7D",
    "one week after": "day P7D/P7D",
    "in two weeks": "day P14D/P14D",
    "three days before": "day -P3D/-P3D",
    "three days in advance": "day -P3D/-P3D",
    "two weeks ahead": "day -P14D/-P14D",
    "a week beforehand": "day -P7D/-P7D",
    "two business days before": "day -P2B/-P2B",
    "30 minutes before": "start -PT30M/-PT30M",
    "half an hour before": "start -PT30M/-PT30M",
    "ten minutes early": "start -PT10M/-PT10M",
    "two hours after": "end PT2H/PT2H",
    "two weeks after the interview": "day P14D/P14D",
    "a day before your interview": "day -P1D/-P1D",
    "a week afterwards": "day P7D/P7D",
    "999 days after": "day P999D/P999D",
    # from one length to another
    "one to two weeks": "day P7D/P14D",
    "one to two weeks after": "day P7D/P14D",
    "one to two weeks later": "day P7D/P14D",
    "One To  Two\nWeeks": "day P7D/P14D",
    "1–2 weeks": "day P7D/P14D",
    "1-2 weeks": "day P7D/P14D",
    "one or two weeks after": "day P7D/P14D",
    "a week or two": "day P7D/P14D",
    "a day or two before": "day -P2D/-P1D",
    "a week to ten days": "day P7D/P10D",
    "24 to 48 hours": "end PT24H/PT48H",
    "30 minutes to an hour before": "start -PT60M/-PT30M",
    "10 to 15 minutes early": "start -PT15M/-PT10M",
    "between 5 and 10 days after": "day P5D/P10D",
    "between one and two weeks": "day P7D/P14D",
    "between a week and ten days after": "day P7D/P10D",
    "two to three business days before": "day -P3B/-P2B",
    "after one to two weeks": "day P7D/P14D",
    "in five to ten days": "day P5D/P10D",
    # open ends, with their room
    "a week later": "day P7D/P14D",
    "five business days later": "day P5B/P10B",
    "24 hours later": "end PT24H/PT48H",
    "after a week": "day P7D/P14D",
    "at least a week after": "day P7D/P14D",
    "at least three days before": "day -P10D/-P3D",
    "at least 30 minutes before": "start -PT1470M/-PT30M",
    "at least two business days before": "day -P7B/-P2B",
    "not sooner than a week": "day P7D/P14D",
    "no earlier than a week after": "day P7D/P14D",
    "two weeks earlier": "day -P21D/-P14D",
    # counting back, the earliest and the latest change places
    "no sooner than a week before": "day -P7D/P0D",
    "no later than three days before": "day -P10D/-P3D",
    # days with words of their own
    "before you leave": "day P0D/P0D",
    "the same day": "day P0D/P0D",
    "that evening": "day P0D/P0D",
    "on the day": "day P0D/P0D",
    "on the morning of the interview": "day P0D/P0D",
    "the next day": "day P1D/P1D",
    "the following morning": "day P1D/P1D",
    "the day after": "day P1D/P1D",
    "the next business day": "day P1B/P1B",
    "the day before": "day -P1D/-P1D",
    "the evening before": "day -P1D/-P1D",
    "on the evening before": "day -P1D/-P1D",
    "the night before the interview": "day -P1D/-P1D",
    "the week before": "day -P7D/-P1D",
    "in the week after": "day P1D/P7D",
}

GENERAL = 'write it like "within 24 hours" or "one to two weeks"'
REFUSED = {
    # half of it could be read
    "within 24 hours or so": 'did you mean "within 24 hours"?',
    "within 24 hours, please": 'did you mean "within 24 hours"?',
    "say within 24 hours": 'did you mean "within 24 hours"?',
    "about a week later": 'did you mean "a week later"?',
    "within -3 days": 'did you mean "within 3 days"?',
    "1.5 hours": GENERAL,
    "1w 2 months": 'did you mean "8 weeks"?',
    "the day before yesterday": 'did you mean "two days before"?',
    "two weeks ago": 'did you mean "two weeks before"?',
    "one week two days": GENERAL,
    "5 and 10 days after": 'did you mean "5 to 10 days after"?',
    # number and noun do not agree
    "within 24 hour": 'did you mean "within 24 hours"?',
    "within 1 hours": 'did you mean "within 1 hour"?',
    "one to two week": 'did you mean "one to two weeks"?',
    "a hour before": 'did you mean "an hour before"?',
    "a to two weeks": 'did you mean "two weeks"?',
    # the words do not go together
    "2 to 1 weeks": 'did you mean "1 to 2 weeks"?',
    "two to two weeks": 'did you mean "two weeks"?',
    "ten days to a week": 'did you mean "a week to ten days"?',
    "two business days to a week": GENERAL,
    "within one to two weeks": 'did you mean "within two weeks"?',
    "at least one to two weeks": 'did you mean "one to two weeks"?',
    "within a week later": 'did you mean "within a week"?',
    "in two days after": 'did you mean "two days after"?',
    # no certain length
    "a few days later": 'did you mean "three days later"?',
    "a couple of days before": 'did you mean "two days before"?',
    "a month later": 'did you mean "4 weeks later"?',
    # a slip of the finger
    "within 24hours": 'did you mean "within 24 hours"?',
    "wihtin 24 hours": 'did you mean "within 24 hours"?',
    # too many, none, or nothing at all
    "within 1000 hours": GENERAL,
    "99999999999999999999 weeks": GENERAL,
    "within 0 hours": GENERAL,
    "within 007 days": GENERAL,
    "as soon as possible": GENERAL,
    "24": GENERAL,
    "": GENERAL,
}


@pytest.mark.parametrize(("phrase", "meaning"), READ.items(), ids=READ)
def test_a_phrase_is_read(phrase, meaning):
    window = phrases.read(phrase)
    assert f"{window.anchor} {window.iso}" == meaning
    assert window.words == " ".join(phrase.split())


NEAR = {
    "sometime next week": "a week later",
    "next week": "a week later",
    "early next week": "a week later",
    "the following week": "a week later",
    "the week after next": "two weeks later",
    "this week": "within a week",
    "by the end of the week": "within a week",
    "last week": "the week before",
    "next month": "four weeks later",
    "in one year": "in 52 weeks",
    "after the weekend": "the next business day",
    "today": "the same day",
    "tonight": "the same night",
    "this evening": "the same evening",
    "in the morning": "on that morning",
    "tomorrow": "the next day",
    "tomorrow morning": "the next morning",
    "the day after tomorrow": "two days later",
    "yesterday": "the day before",
    "last night": "the night before",
    "overnight": "the next morning",
    "immediately": "within an hour",
    "a couple of days": "two days",
    "in the next few days": "within three days",
    "sometime in the next two weeks": "within two weeks",
    "a week from now": "a week later",
    "three days prior": "three days before",
    "not before a week": "at least a week after",
    "within the hour": "within an hour",
    "an hour and a half": "90 minutes",
    "half a day": "12 hours",
    "15 mins before": "15 minutes before",
    "24h": "24 hours",
    "2 wks": "2 weeks",
}
FAR = ["by Friday", "next Tuesday", "on Monday", "no later than Friday", "before the weekend", "over the weekend"]
FAR += ["asap", "soon", "in a while", "later", "some time later", "eventually", "never", "every day", "twice a week"]
FAR += ["at noon", "by 5 pm", "after lunch", "on the first day", "once they answer", "two and a half weeks"]


@pytest.mark.parametrize(("phrase", "near"), NEAR.items())
def test_what_is_suggested_is_near_in_meaning(phrase, near):
    with pytest.raises(phrases.PhraseError, match=f'; did you mean "{near}"\\?$'):
        phrases.read(phrase)
    assert phrases.read(near)


@pytest.mark.parametrize("phrase", FAR)
def test_nothing_far_in_meaning_is_suggested(phrase):
    with pytest.raises(phrases.PhraseError, match=f"{GENERAL}$"):
        phrases.read(phrase)


@pytest.mark.parametrize(("phrase", "way_out"), REFUSED.items(), ids=[words or "nothing" for words in REFUSED])
def test_what_cannot_be_read_whole_is_refused_with_what_would_do(phrase, way_out):
    with pytest.raises(phrases.PhraseError) as error:
        phrases.read(phrase)
    assert str(error.value) == f'"{phrase}" is not a time phrase; {way_out}'


@pytest.mark.parametrize("anchor", ["start", "end", "day", "check-in"])
def test_a_named_anchor_wins(anchor):
    assert phrases.read("a week later", anchor).anchor == anchor
    assert phrases.read_iso("P7D/P14D", "eine Woche später", anchor).anchor == anchor


without_a_clock = settings(deadline=None)
UNITS = {"minute": ("minutes", 1), "hour": ("hours", 1), "day": ("days", 1), "week": ("days", 7)}
UNITS |= {"fortnight": ("days", 14), "business day": ("business days", 1)}
numbers = st.sampled_from(sorted(set(english.NUMBERS) - {"a", "an"})) | st.integers(1, 999).map(str)
units = st.sampled_from(sorted(UNITS))


def written(number, unit):
    return f"{number} {unit}{'' if english.value(number) == 1 else 's'}"


def offset(number, unit, sign=1):
    name, size = UNITS[unit]
    return Offset(sign * english.value(number) * size, name)


@without_a_clock
@given(numbers, units)
def test_any_number_and_unit_is_read_as_that_length(number, unit):
    length = written(number, unit)
    ahead, back = offset(number, unit), offset(number, unit, -1)
    zero = Offset(0, ahead.unit)
    windows = {"": (ahead, ahead), " after": (ahead, ahead), " before": (back, back)}
    assert {side: (phrases.read(length + side).earliest, phrases.read(length + side).latest) for side in windows} == (
        windows
    )
    within = phrases.read(f"within {length}")
    assert (within.earliest, within.latest) == (zero, ahead)


@without_a_clock
@given(numbers, numbers, units)
def test_two_numbers_are_read_in_rising_order_alone(first, second, unit):
    phrase = f"{first} to {second} {unit}s"
    if english.value(first) < english.value(second):
        window = phrases.read(phrase)
        assert (window.earliest, window.latest) == (offset(first, unit), offset(second, unit))
    else:
        with pytest.raises(phrases.PhraseError):
            phrases.read(phrase)


pieces = st.sampled_from([*english.BOUNDS, *english.BACK, *english.ON, *english.UNITS, *UNITS, *english.WHOLE_DAYS])
words = st.lists(
    pieces
    | numbers
    | st.sampled_from(["to", "or", "and", "between", "a", "an", "in", "hours", "weeks", "-", "–", "²"]),
    max_size=7,
).map(" ".join)


@without_a_clock
@given(words | st.text())
@example("half an hour or two")
@example("between between 1 and 2 and 3 days")
@example("٣ days")
def test_any_text_is_read_whole_or_refused_by_name_and_what_is_suggested_is_read(text):
    try:
        window = phrases.read(text)
    except phrases.PhraseError as error:
        for suggested in re.findall(r'; did you mean "(.*)"\?$', str(error)):
            assert phrases.read(suggested)
    else:
        assert window.earliest.unit == window.latest.unit
        assert window.earliest.count <= window.latest.count


@without_a_clock
@given(
    st.sampled_from(sorted(READ)), st.sampled_from([str.upper, str.title, str.swapcase]), st.text(" \t\n\r", min_size=1)
)
def test_case_and_white_space_do_not_matter(phrase, cased, space):
    respaced = space + cased(phrase).replace(" ", space) + space
    assert phrases.read(respaced).iso == phrases.read(phrase).iso


@without_a_clock
@given(st.sampled_from(sorted(READ)), st.sampled_from([" or so", ", please", " 3", " ago", " x", "?", " month"]))
def test_one_word_more_is_a_refusal(phrase, more):
    with pytest.raises(phrases.PhraseError):
        phrases.read(phrase + more)


offsets = st.builds(Offset, st.integers(-9999, 9999), st.sampled_from(sorted(ISO_UNITS)))


@without_a_clock
@given(offsets)
def test_an_offset_is_read_back_from_its_iso_form(one):
    assert Offset.from_iso(one.iso) == one


@without_a_clock
@given(st.sampled_from(sorted(READ)))
def test_a_phrase_and_its_iso_form_are_one_window(phrase):
    window = phrases.read(phrase)
    assert phrases.read_iso(window.iso, phrase) == window


STATED = {
    "P7D/P14D": Window(Offset(7, "days"), Offset(14, "days"), "day", "bald"),
    "P1W/P2W": Window(Offset(7, "days"), Offset(14, "days"), "day", "bald"),
    "PT0H/PT24H": Window(Offset(0, "hours"), Offset(24, "hours"), "end", "bald"),
    "-PT30M/PT0M": Window(Offset(-30, "minutes"), Offset(0, "minutes"), "start", "bald"),
    "PT30M/PT1H": Window(Offset(30, "minutes"), Offset(60, "minutes"), "end", "bald"),
    "-P3D/-P1D": Window(Offset(-3, "days"), Offset(-1, "days"), "day", "bald"),
    "P0B/P2B": Window(Offset(0, "business days"), Offset(2, "business days"), "day", "bald"),
    "P2B": Window(Offset(2, "business days"), Offset(2, "business days"), "day", "bald"),
}


@pytest.mark.parametrize(("iso", "window"), STATED.items(), ids=STATED)
def test_a_stated_window_is_read(iso, window):
    assert phrases.read_iso(iso, "bald") == window


NOT_STATED = [
    *("", "/", "P7D/", "P7D/P14D/P21D", "P14D/P7D", "p7d/p14d", "7D/14D", "P7/P14", "P2H", "PT2D", "P1M/P2M"),
    *("P1Y", "P1D/P2B", "P1D/PT48H", "P1.5D", "P--1D", "P٣D", "P99999D", " P7D/P14D", "P7D/P14D\n", "within 24 hours"),
]


@pytest.mark.parametrize("iso", NOT_STATED)
def test_what_is_not_a_window_is_refused(iso):
    with pytest.raises(phrases.PhraseError) as error:
        phrases.read_iso(iso, "bald")
    words = f'window="{iso}" is not a window; write it like "P7D/P14D", "PT0H/PT24H" or "P0B/P2B"'
    assert str(error.value) == words


@without_a_clock
@given(st.text(alphabet="PTDHMWB-/0123456789") | st.text())
def test_any_stated_text_is_a_window_or_refused_by_name(text):
    try:
        window = phrases.read_iso(text, "bald")
    except phrases.PhraseError:
        return
    assert window.earliest.count <= window.latest.count


@pytest.mark.parametrize("module", [english, model, phrases])
def test_the_examples_in_the_modules_are_run_with_the_tests(pytestconfig, module):
    assert pytestconfig.getoption("doctestmodules")
    assert "plugins" in pytestconfig.getini("testpaths")
    failed, attempted = doctest.testmod(module)
    assert (failed, attempted > 0) == (0, True)
