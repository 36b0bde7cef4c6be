/** One queue of steps over all interviews. Pure. */
import { closedSteps, prepares } from "./interviews.js";
import { readWindow, schedule } from "./schedule.js";
import { toInstant, wallTime } from "./zones.js";

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

/** What is done on the spot, and cannot be caught up with. */
const belongs = ({ via, from, window }) => !via && from === "day" && !readWindow(window).latest.count;
