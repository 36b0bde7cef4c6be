"""Copies made one, links there and back, and states out of anything: for every input."""

import copy
import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.planner.reading import interview, state

often = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
days = st.dates(date(1900, 1, 1), date(2200, 12, 31)).map(date.isoformat)
clocks = st.just("") | st.times().map(lambda at: at.strftime("%H:%M"))
zones = st.sampled_from(["America/New_York", "Europe/Kyiv", "Asia/Kolkata", "Etc/GMT+5", "UTC"])
regions = st.sampled_from(["none", "US", "US-CA", "GB-ENG", "DE-BY"])
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
const { stateOf } = await load('state'), { merge, seal } = await load('copies');
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
    const { content, stateOf } = await load('state'), { merge, seal } = await load('copies');
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
    const { linked, unlinked } = await load('link'), { stateOf } = await load('state');
    const link = linked(stateOf({ version: 2, interviews: data }).interviews);
    const address = new URL(`http://x/#${link}`).hash.slice(1);
    return [address, unlinked(address)];
    """
    link, found = run(body, given)
    assert [[one[name] for name in LINKED] for one in found] == [[one[name] for name in LINKED] for one in given]
    assert all((one["employer"], one["notes"], one["people"], one["ticks"]) == ("", "", [], {}) for one in found)
    assert set(link) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!~=:/_+,-")


@often
@given(texts | st.lists(texts | days).map(lambda parts: "p=1!" + "~".join(parts)))
def test_a_fragment_that_is_not_whole_is_refused(run, text):
    assert run("return (await load('link')).unlinked(data)", text) is None


@often
@given(junk, junk)
def test_a_state_out_of_anything_is_whole_or_none(run, raw, inner):
    body = """
    const { fresh, stateOf } = await load('state');
    const keys = Object.keys(fresh({})).join();
    const isWhole = (one) => Object.keys(one).join() === keys;
    return data.map((one) => stateOf(one)).filter(Boolean).every((state) =>
      JSON.stringify(stateOf(state)) === JSON.stringify(state) && state.interviews.every(isWhole));
    """
    assert run(body, [raw, {"version": 2, "interviews": [raw, inner]}, {"version": 1, "plan": raw}])


def test_both_of_one_id_are_kept_apart(run):
    twice = state(interview("Acme", id="one"), interview("Bee", id="one"))
    found = run("return (await load('state')).stateOf(data)", twice)
    assert [one["employer"] for one in found["interviews"]] == ["Acme", "Bee"]
    assert found["interviews"][0]["id"] != found["interviews"][1]["id"]


ROUNDS = {
    "the same name, later": (interview("Acme "), interview("acme", "2026-09-07"), ["check-in"]),
    "the same name, earlier": (interview("Acme"), interview("acme", "2026-08-07"), []),
    "another name": (interview("Acme"), interview("Bee", "2026-09-07"), []),
    "no name at all": (interview(""), interview("", "2026-09-07"), []),
    "a round without a day": (interview("Acme", id="one"), interview("Acme", "", after="one"), ["check-in"]),
    "the round before": (interview("Acme", after="two"), interview("Acme", "2026-09-07", id="two"), []),
    "the same day and hour, added later": (interview("Acme", id="a"), interview("Acme", id="b"), ["check-in"]),
}


@pytest.mark.parametrize(("one", "other", "closed"), ROUNDS.values(), ids=ROUNDS)
def test_a_later_round_closes_the_check_in(run, one, other, closed):
    body = """
    const { closedSteps } = await load('interviews'), { stateOf } = await load('state');
    const state = stateOf(data);
    const steps = [{ id: 'card', via: 'post', window: 'PT0H/PT24H', from: 'end' },
      { id: 'check-in', via: 'email', window: 'P7D/P14D', from: 'day' }];
    return [...closedSteps(state.interviews[0], state, steps)];
    """
    assert run(body, state(copy.deepcopy(one), copy.deepcopy(other))) == closed
