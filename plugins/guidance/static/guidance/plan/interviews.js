/**
 * Several interviews: what each round and outcome closes, one queue over all, and two copies made one. Pure.
 *
 * Functions take a State (state.js) or one of its interviews and change it in place, for `store.update`.
 */
import { addDays, daysBetween } from "./days.js";
import { readWindow, schedule } from "./schedule.js";
import { content, find, fresh, newId } from "./state.js";
import { toInstant, wallTime } from "./zones.js";

const names = new Map();

/** Adds an interview, which the articles are about from now on, and gives its id. */
export function add(state, values) {
  const one = fresh(values);
  state.interviews.push(one);
  return (state.chosen = one.id);
}

/** Adds the round after this one, at the same employer. */
export const addRound = (state, { id, employer, role, zone, region }) => add(state, { employer, role, zone, region, after: id });

/**
 * Another day for the interview. Days that were moved by hand go with the old one; so do a decision's day that lies
 * before the new one, and the ticks of later steps, which cannot have been done yet.
 */
export function reschedule(one, date, steps) {
  one.until = one.until && one.date ? addDays(one.until, daysBetween(one.date, date)) : "";
  if (one.decision < date) one.decision = "";
  for (const step of steps) if (one.ticks[step.id] < date && !prepares(step, steps)) delete one.ticks[step.id];
  Object.assign(one, { date, shifts: {}, status: "open" });
}

/** Takes an interview out; the function that it gives puts it back where it was. */
export function remove(state, id) {
  const one = find(state, id);
  const at = state.interviews.indexOf(one);
  state.interviews.splice(at, 1);
  return (later) => {
    if (!find(later, id)) later.interviews.splice(at, 0, one);
  };
}

/**
 * The steps that an interview does not need any more: once they answered or offered, or a later round at the same
 * employer is there (R8), the check-ins; once it is over, all that are open.
 */
export function closedSteps(one, state, steps) {
  const over = ["declined", "withdrawn"].includes(one.status);
  const answered = over || one.status !== "open" || state.interviews.some((other) => follows(other, one, state));
  const open = answered ? steps.filter(({ id }) => !one.ticks[id]) : [];
  return new Set(open.filter((step) => over || waits(step, steps)).map(({ id }) => id));
}

/** Whether `later` is a round after `one`. On the same day at the same hour, the one that was added later is. */
function follows(later, one, { interviews }) {
  if (later.after === one.id || one.after === later.id) return later.after === one.id && later !== one;
  const rank = (round) => [round.date, round.start || round.time, 1e6 + interviews.indexOf(round)].join();
  return Boolean(one.date && later.date && plain(one)) && plain(later) === plain(one) && rank(later) > rank(one);
}

/** The employer's name as it is compared, each worked out once: every interview is held against every other. */
function plain({ employer }) {
  if (!names.has(employer)) names.set(employer, employer.trim().toLowerCase().replace(/\s+/g, " "));
  return names.get(employer);
}

/** An email that waits some days, or counts from one that does. */
const waits = (step, steps) => step.via === "email" && counts(step, steps, ({ count, unit }) => count > 1 && /[DB]/.test(unit));

const prepares = (step, steps) => counts(step, steps, ({ count }) => count < 0);

/** What is done on the spot, and cannot be caught up with. */
const belongs = ({ via, from, window }) => !via && from === "day" && !readWindow(window).latest.count;

/** Whether this holds for where a step's window begins, or for that of a step it counts from. */
function counts({ window, from }, steps, holds) {
  const anchor = steps.find(({ id }) => id === from);
  return holds(readWindow(window).earliest) || Boolean(anchor && counts(anchor, steps, holds));
}

/**
 * Every step of every interview that is neither closed nor past its use, {one, step, key, end}, soonest deadline first. `around(one)` gives
 * what schedule.js needs besides the interview: calendars, clock, the reader's zone. An interview is worked out anew
 * only when something that its days hang on is not as `memo`, a Map of the caller's, has it.
 */
export function queue(state, steps, around, memo = new Map()) {
  const rows = state.interviews.filter(({ date }) => date).flatMap((one) => {
    const closed = closedSteps(one, state, steps);
    const given = { ...one, ...around(one), day: one.date, closed };
    const text = JSON.stringify([one, [...closed], given.today, given.zoneHere]);
    const known = memo.get(one.id);
    if (known?.text === text && known.office === given.office && given.now < known.until) return known.rows;
    const rows = datedRows(one, steps, given);
    const until = Math.min(...[begin(given), ...rows.map(({ step }) => step.latest)].filter((instant) => instant > given.now));
    memo.set(one.id, { text, office: given.office, until, rows });
    return rows;
  });
  return rows.sort((a, b) => (a.end < b.end ? -1 : a.end > b.end ? 1 : 0));
}

/** What prepares for an interview is asked for until that has begun, and what belongs to its day until that is over. */
function datedRows(one, steps, given) {
  const begun = given.now >= begin(given) || given.today > one.date;
  const over = given.today > (one.until || one.date);
  const isLate = (step) => (begun && prepares(step, steps)) || (over && belongs(step));
  const late = new Set(steps.filter(isLate).map(({ id }) => id));
  return schedule(steps, given)
    .filter(({ id, status }) => !given.closed.has(id) && (status === "done" || !late.has(id)))
    .map((step) => ({ one, step, key: `${one.id} ${step.id}`, end: end(step.latest, given.zoneHere) }));
}

/** The instant at which an interview begins, or has begun at the latest; without a clock Infinity. */
const begin = ({ day, start, time, zone }) => (start || time ? toInstant(day, start || time, zone).instant : Infinity);

/** When a step is over, as text that compares. A day ends after each of its hours. */
function end(latest, zoneHere) {
  const { day, time } = typeof latest === "number" ? wallTime(latest, zoneHere) : { day: latest, time: "24" };
  return `${day} ${time}`;
}

/** Gives each version that goes into a file its token. */
export function seal(state) {
  for (const one of state.interviews) if (!sealed(one)) one.past.push(`${one.revision}-${newId()}`);
}

/**
 * Brings the interviews of another State into this one. Where both have one and one side is unchanged since the other
 * was made from it, the changed one stands; where both were changed, theirs is added beside ours. Nothing else is
 * written over. Gives {added, newer, both}: the interviews that came.
 */
export function merge(state, other) {
  const told = { added: [], newer: [], both: [] };
  for (const theirs of other.interviews) bring(state, theirs, told, "added");
  state.name ||= other.name;
  state.chosen ||= other.chosen;
  return told;
}

function bring(state, theirs, told, how) {
  const mine = find(state, theirs.id);
  if (!mine) state.interviews.push(theirs);
  else if (content(mine) === content(theirs) || comesFrom(mine, theirs)) return;
  else if (comesFrom(theirs, mine)) {
    Object.assign(mine, theirs);
    how = "newer";
  } else return bring(state, { ...theirs, id: `${theirs.id}-${theirs.past.at(-1)}` }, told, "both");
  told[how].push(theirs);
}

/** The token of this very version, if it went into a file. */
const sealed = ({ past, revision }) => (parseInt(past.at(-1)) === revision ? past.at(-1) : "");

const comesFrom = (late, early) => late.past.includes(sealed(early)) && sealed(late) !== sealed(early);
