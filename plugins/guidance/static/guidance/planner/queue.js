/** One queue of steps over all interviews. Pure. */
import { closedSteps } from "../device/interviews.js";
import { moments } from "../dates/moments.js";
import { plan } from "../dates/past.js";
import { dayOf, wallTime } from "../dates/zones.js";

/**
 * Every step of every interview that is neither closed nor gone, {one, step, key, end}, soonest deadline first. `around(one)` gives
 * what schedule.js needs besides the interview: calendars, clock, the reader's zone. An interview is worked out anew
 * only when something that its days hang on is not as `memo`, a Map of the caller's, has it.
 */
export function queue(state, steps, around, memo = new Map()) {
  const rows = state.interviews.filter(({ date }) => date).flatMap((one) => {
    const closed = closedSteps(one, state, steps);
    const given = { ...one, ...around(one), day: one.date, closed };
    const text = JSON.stringify([one, [...closed], given.today, given.zoneHere, dayOf(given.now, given.zone)]);
    const known = memo.get(one.id);
    if (known?.text === text && known.office === given.office && given.now < known.until) return known.rows;
    const rows = datedRows(one, steps, given);
    const until = Math.min(...[moments(one.date, given).begin, ...rows.map(({ step }) => step.latest)].filter((instant) => instant > given.now));
    memo.set(one.id, { text, office: given.office, until, rows });
    return rows;
  });
  return rows.sort((a, b) => (a.end < b.end ? -1 : a.end > b.end ? 1 : 0));
}

function datedRows(one, steps, given) {
  return plan(steps, given)
    .filter(({ id, gone }) => !given.closed.has(id) && !gone)
    .map((step) => ({ one, step, key: `${one.id} ${step.id}`, end: end(step.latest, given.zoneHere) }));
}

/** When a step is over, as text that compares. A day ends after each of its hours. */
function end(latest, zoneHere) {
  const { day, time } = typeof latest === "number" ? wallTime(latest, zoneHere) : { day: latest, time: "24" };
  return `${day} ${time}`;
}
