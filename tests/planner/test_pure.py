"""Copies made one, links there and back, and states out of anything: for every input."""

import copy
import json
import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.planner.reading import interview, state

often = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
days = st.dates(date(1900, 1, 1), date(2200, 12, 31)).map(date.isoformat)
clocks = st.just("") | st.times().map(lambda at: at.strftime("%H:%M"))
zones = st.sampled_from(["America/New_York", "Europe/Kyiv", "Asia/Kolkata", "Etc/GMT+5", "UTC", "America/Unheard_Of"])
regions = st.sampled_from(["none", "US", "US-CA", "GB-ENG", "DE-BY", "BR-São Paulo Capital", "FR-Zone A"])
steps = st.sampled_from(["check-in", "pack", "thank-you-card"])
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
interviews = st.builds(
    lambda n, employer, day, **more: interview(employer, day, id=f"one-{n}", **more),
    st.integers(0, 3),
    texts,
    days,
    until=days | st.just(""),
    decision=days | st.just(""),
    time=clocks,
    start=clocks,
    collection=clocks,
    zone=zones,
    region=regions,
    notes=texts,
    shifts=st.dictionaries(steps, days),
    ticks=st.dictionaries(steps, days),
    letters=st.dictionaries(steps.map("{}.0.1".format), st.just("Dear [[role]],\v…"), min_size=1),
    status=st.sampled_from(["open", "answered", "declined", "offer", "withdrawn"]),
)
states = st.lists(interviews, max_size=4, unique_by=lambda one: one["id"]).map(lambda found: state(*found))
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(texts | st.sampled_from(["id", "date"]), inner, max_size=3)
    ),
    max_leaves=8,
)
LINKED = "date until start time decision collection region zone shifts".split()

MERGE = """
const { stateOf } = await load('device/state'), { merge, seal } = await load('device/copies');
const [mine, theirs] = data.map((one) => stateOf(one));
seal(theirs);
const told = merge(mine, structuredClone(theirs));
const once = structuredClone(mine);
const again = merge(mine, structuredClone(theirs));
return { told, once: stateOf(once), again, mine: stateOf(mine), theirs };
"""


def said(one):
    return json.dumps({key: one[key] for key in sorted(one) if key not in ("id", "past", "revision")})


@often
@given(states, states)
def test_a_merge_loses_nothing_adds_nothing_else_and_is_done_once(run, mine, theirs):
    made = run(MERGE, [mine, theirs])
    before = {said(one) for one in [*mine["interviews"], *theirs["interviews"]]}
    assert {said(one) for one in made["once"]["interviews"]} == before
    assert made["again"] == {"added": [], "newer": [], "both": []}
    assert made["mine"] == made["once"]
    ids = [one["id"] for one in made["mine"]["interviews"]]
    assert len(set(ids)) == len(ids)


@often
@given(states, texts)
def test_of_two_copies_the_one_made_from_the_other_stands(run, early, employer):
    body = """
    const { content, stateOf } = await load('device/state'), { merge, seal } = await load('device/copies');
    const early = stateOf(data.early);
    seal(early);
    const late = structuredClone(early);
    const changed = (one) => Object.assign(one, { employer: `${data.employer} & ${one.employer}`, revision: 1 });
    late.interviews.forEach(changed);
    seal(late);
    const [there, back] = [structuredClone(early), structuredClone(late)];
    return [merge(there, structuredClone(late)), there, merge(back, early), back, late].map((it) => JSON.stringify(it));
    """
    told, there, none, back, late = map(json.loads, run(body, {"early": early, "employer": employer}))
    assert len(told["newer"]) == len(late["interviews"])
    assert none == {"added": [], "newer": [], "both": []}
    assert there["interviews"] == late["interviews"] == back["interviews"]


@often
@given(st.lists(interviews, min_size=1, max_size=4))
def test_a_link_gives_its_dates_back_and_names_nobody(run, given):
    body = """
    const { linked, unlinked } = await load('device/link_codec'), { stateOf } = await load('device/state');
    const link = linked(stateOf({ version: 2, interviews: data }).interviews);
    const address = new URL(`http://x/#${link}`).hash.slice(1);
    return [address, unlinked(address)];
    """
    link, found = run(body, given)
    assert [[one[name] for name in LINKED] for one in found] == [[one[name] for name in LINKED] for one in given]
    assert all((one["employer"], one["notes"], one["people"], one["ticks"]) == ("", "", [], {}) for one in found)
    assert set(link) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!~=:/_+,-%")


long_texts = st.builds(
    lambda sign, times: sign * times, st.sampled_from(["a", "は", "\n", '"', "\\", "𝄞"]), st.integers(0, 2500)
)


@settings(often, max_examples=10)
@given(interviews, st.integers(1, 120), long_texts, st.lists(texts, max_size=30))
def test_whatever_is_written_is_read_again(run, one, count, notes, names):
    body = """
    const { readCopy, seal } = await load('device/copies'), { linked, unlinked } = await load('device/link_codec');
    const { stateOf } = await load('device/state');
    const state = stateOf(data);
    seal(state);
    const read = unlinked(linked(state.interviews));
    const isSame = JSON.stringify(readCopy(JSON.stringify(state, null, 1))) === JSON.stringify(stateOf(state));
    return [state, isSame, read];
    """
    people = [{"name": name, "email": name, "phone": name, "notes": notes} for name in names]
    many = [one | {"id": f"id-{number}", "notes": notes, "people": people} for number in range(count)]
    state_, is_same, found = run(body, state(*many, name=notes))
    assert [it["notes"] for it in state_["interviews"]] == [notes] * count
    assert is_same
    assert [[it[name] for name in LINKED] for it in found] == [[it[name] for name in LINKED] for it in many]


WHOLE = "p=1!2026-08-31~~~15:00~~~US~America/New_York~"
TOUCHED = {
    "its last sign is off": WHOLE[:-1],
    "signs escaped": WHOLE.replace("!", "%21").replace("~", "%7E").replace(":", "%3A").replace("/", "%2F"),
    "all escaped": WHOLE.replace("=", "%3D").replace("!", "%21").replace("~", "%7e"),
    "escaped twice": WHOLE.replace("~", "%257E"),
    "the equals sign escaped": WHOLE.replace("=", "%3D"),
    "as mail escapes it": WHOLE.replace("=", "=3D"),
    "a full stop": WHOLE + ".",
    "a full stop for the last sign": WHOLE[:-1] + ".",
    "a bracket": WHOLE[:-1] + ")",
    "an angle": WHOLE + "%3E",
    "an unseen space": WHOLE[:-1] + "\u200b",
    "an unseen space, escaped": WHOLE + "%E2%80%8B",
    "an ideographic full stop and more": WHOLE + "。谢谢",
    "a following sign": WHOLE + "&amp;",
    "what counts readers": WHOLE + "?utm_source=chat&utm_medium=social",
    "what counts readers, escaped": WHOLE[:-1] + "%3Futm_source%3Dchat",
    "wrapped": WHOLE.replace("America/", "America/%0A  "),
    "wrapped and quoted": WHOLE.replace("New_", "%0D%0A> New_"),
    "wrapped softly": WHOLE.replace("2026-", "2026-=%0A"),
    "a soft hyphen": WHOLE.replace("New_", "New_\u00ad"),
    "emphasis": WHOLE + "**",
    "kept from being taken as marks": WHOLE.replace("~", "\\~").replace("_", "\\_"),
    "cut in an escaped sign": WHOLE[:-1] + "%7",
    "cut in a sign that was escaped twice": WHOLE[:-1] + "%257",
}


@pytest.mark.parametrize("text", TOUCHED.values(), ids=TOUCHED)
def test_a_link_that_others_have_touched_is_read_as_it_was(run, text):
    (one,) = run("return (await load('device/link_codec')).unlinked(new URL(`http://x/#${data}`).hash.slice(1))", text)
    given = [one[name] for name in ("date", "time", "region", "zone", "shifts")]
    assert given == ["2026-08-31", "15:00", "US", "America/New_York", {}]


def test_a_region_in_a_link_is_the_same_with_its_letters_in_two_parts(run):
    (one,) = run(
        "return (await load('device/link_codec')).unlinked(data)", WHOLE.replace("US", "BR-Sa%CC%83o%20Paulo%20Capital")
    )
    assert one["region"] == "BR-São Paulo Capital"


CUT = {
    "in its zone": "p=1!2026-08-31~~~15:00~~~US~America/New_Yo",
    "in its zone's area": "p=1!2026-08-31~~~15:00~~~US~America",
    "before its zone": "p=1!2026-08-31~~~15:00~~~US",
    "in a moved day": WHOLE + "check-in,2026-09-1",
    "in its second interview": WHOLE + "!2026-09",
}


@pytest.mark.parametrize("text", CUT.values(), ids=CUT)
def test_a_link_that_was_cut_is_refused(run, text):
    assert run("return (await load('device/link_codec')).unlinked(data)", text) is None


COPY = json.dumps(
    state(interview("Acme “& Sons”", id="one", notes="a: 1,\n  b > 2\u00a0c")), indent=1, ensure_ascii=False
)
EDITED = {
    "a byte order mark": "\ufeff" + COPY,
    "a blank of another kind": "\u00a0\n" + COPY.replace("\n ", "\n\u00a0"),
    "blanks of another kind between": COPY.replace('": ', '":\u00a0'),
    "a fence of code": f"```json\n{COPY}\n```\n",
    "words around it": f"Here it is:\n\n{COPY}\n\nBest",
    "line ends of Windows": COPY.replace("\n", "\r\n"),
    "quoted by mail": "".join(f"> {line}\n" for line in COPY.splitlines()),
    "unseen spaces": COPY.replace(":", ":\u200b", 1),
    "as a string": json.dumps(COPY),
    "as the source of a page": COPY.replace("&", "&amp;").replace('"', "&quot;").replace(">", "&gt;"),
}


@pytest.mark.parametrize("text", EDITED.values(), ids=EDITED)
def test_a_copy_with_what_editors_add_is_read(run, text):
    found = run("return (await load('device/copies')).readCopy(data)", text)
    assert found["interviews"][0]["employer"] == "Acme “& Sons”"
    assert found["interviews"][0]["notes"] == "a: 1,\n  b > 2\u00a0c"


PLAIN = json.dumps(state(interview("Acme", id="one", notes="some words here")), indent=1)
CURLED = {
    "curled quotes": re.sub('"([^"]*)"', "“\\1”", PLAIN),
    "low and high quotes": re.sub('"([^"]*)"', "„\\1“", PLAIN),
    "wrapped in a text": PLAIN.replace("words here", "words\nhere"),
}


@pytest.mark.parametrize("text", CURLED.values(), ids=CURLED)
def test_a_copy_that_was_written_more_finely_is_read(run, text):
    found = run("return (await load('device/copies')).readCopy(data)", text)
    assert found["interviews"][0]["notes"] == "some words here"


def test_copies_that_differ_are_told_apart_however_often_they_come(run):
    body = """
    const { merge, seal } = await load('device/copies'), { stateOf } = await load('device/state');
    const mine = stateOf(data);
    seal(mine);
    for (let round = 1; round <= 30; round += 1) {
      const theirs = structuredClone(mine);
      theirs.interviews.splice(0, theirs.interviews.length - 1);
      Object.assign(theirs.interviews[0], { employer: `Their ${round}`, revision: round * 2 });
      Object.assign(mine.interviews.at(-1), { employer: `My ${round}`, revision: round * 2 });
      seal(theirs);
      merge(mine, theirs);
    }
    return [stateOf(mine).interviews.map(({ id }) => id), mine.interviews.map(({ id }) => id)];
    """
    kept, made = run(body, state(interview("Acme", id="one")))
    assert len(kept) == 31
    assert kept == made


@often
@given(texts | st.lists(texts | days).map(lambda parts: "p=1!" + "~".join(parts)))
def test_a_fragment_that_is_not_whole_is_refused(run, text):
    assert run("return (await load('device/link_codec')).unlinked(data)", text) is None


@often
@given(junk, junk)
def test_a_state_out_of_anything_is_whole_or_none(run, raw, inner):
    body = """
    const { fresh, stateOf } = await load('device/state');
    const keys = Object.keys(fresh({})).join();
    const isWhole = (one) => Object.keys(one).join() === keys;
    return data.map((one) => stateOf(one)).filter(Boolean).every((state) =>
      JSON.stringify(stateOf(state)) === JSON.stringify(state) && state.interviews.every(isWhole));
    """
    assert run(body, [raw, {"version": 2, "interviews": [raw, inner]}, {"version": 1, "plan": raw}])


def test_both_of_one_id_are_kept_apart(run):
    twice = state(interview("Acme", id="one"), interview("Bee", id="one"))
    found = run("return (await load('device/state')).stateOf(data)", twice)
    assert [one["employer"] for one in found["interviews"]] == ["Acme", "Bee"]
    assert found["interviews"][0]["id"] != found["interviews"][1]["id"]


ROUNDS = {
    "the same name, later": (interview("Acme "), interview("acme", "2026-09-07"), ["check-in"]),
    "the same name, earlier": (interview("Acme"), interview("acme", "2026-08-07"), []),
    "the same name, composed another way": (interview("Café"), interview("CAFE\u0301", "2026-09-07"), ["check-in"]),
    "the same name, in wide letters": (interview("Acme"), interview("Ａｃｍｅ", "2026-09-07"), ["check-in"]),
    "another name": (interview("Acme"), interview("Bee", "2026-09-07"), []),
    "no name at all": (interview(""), interview("", "2026-09-07"), []),
    "a round without a day": (interview("Acme", id="one"), interview("Acme", "", after="one"), ["check-in"]),
    "the round before": (interview("Acme", after="two"), interview("Acme", "2026-09-07", id="two"), []),
    "the same day and hour, added later": (interview("Acme", id="a"), interview("Acme", id="b"), ["check-in"]),
}


@pytest.mark.parametrize(("one", "other", "closed"), ROUNDS.values(), ids=ROUNDS)
def test_a_later_round_closes_the_check_in(run, one, other, closed):
    body = """
    const { closedSteps } = await load('device/interviews'), { stateOf } = await load('device/state');
    const state = stateOf(data);
    const steps = [{ id: 'card', via: 'post', window: 'PT0H/PT24H', from: 'end' },
      { id: 'check-in', via: 'email', window: 'P7D/P14D', from: 'day' }];
    return [...closedSteps(state.interviews[0], state, steps)];
    """
    assert run(body, state(copy.deepcopy(one), copy.deepcopy(other))) == closed
