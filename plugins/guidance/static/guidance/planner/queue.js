/** One queue of steps over all interviews. Pure. */
import { closedSteps } from "../device/interviews.js";
import { moments } from "../dates/moments.js";
import { plan } from "../dates/past.js";
import { dayOf, wallTime } from "../dates/zones.js";

/**
 * Every step of every interview that is neither closed nor gone, {interview, step, key, end}, soonest deadline first.
 * `around(interview)` gives what schedule.js needs besides the interview: calendars, clock, the reader's zone. An
 * interview is worked out anew only when something that its days hang on is not as `memo`, a Map of the caller's, has
 * it.
 */
export function queue(state, steps, around, memo = new Map()) {
  const rows = state.interviews
    .filter(({ date }) => date)
    .flatMap((interview) => {
      const closed = closedSteps(interview, state, steps);
      const facts = { ...interview, ...around(interview), day: interview.date, closed };
      const text = JSON.stringify([interview, [...closed], facts.today, facts.zoneHere, dayOf(facts.now, facts.zone)]);
      const known = memo.get(interview.id);
      if (known?.text === text && known.office === facts.office && facts.now < known.until) return known.rows;
      const rows = datedRows(interview, steps, facts);
      const until = Math.min(
        ...[moments(interview.date, facts).begin, ...rows.map(({ step }) => step.latest)].filter(
          (instant) => instant > facts.now,
        ),
      );
      memo.set(interview.id, { text, office: facts.office, until, rows });
      return rows;
    });
  return rows.sort((a, b) => (a.end < b.end ? -1 : a.end > b.end ? 1 : 0));
}

function datedRows(interview, steps, facts) {
  return plan(steps, facts)
    .filter(({ id, gone }) => !facts.closed.has(id) && !gone)
    .map((step) => ({ interview, step, key: `${interview.id} ${step.id}`, end: end(step.latest, facts.zoneHere) }));
}

/** When a step is over, as text that compares. A day ends after each of its hours. */
function end(latest, zoneHere) {
  const { day, time } = typeof latest === "number" ? wallTime(latest, zoneHere) : { day: latest, time: "24" };
  return `${day} ${time}`;
}
