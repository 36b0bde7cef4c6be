/** What another day changes in an interview, and what each round and outcome closes. Pure. */
import { addDays, daysBetween } from "../dates/days.js";
import { isCheckIn, prepares } from "../dates/steps.js";
import { plain } from "./state.js";

/**
 * Another day for the interview, or none, from what it was `before`. Days that were moved by hand go with the old one; so do a
 * decision's day that lies before the new one, and the ticks of later steps, which cannot have been done yet. `steps`
 * may be those of one article; what was ticked before the old day elsewhere stays. Without a day all waits for the next.
 */
export function reschedule(one, date, steps, before = one) {
  const old = before.date || before.was;
  const { until, decision, ticks, shifts, status } = structuredClone(before);
  Object.assign(one, { date, was: date ? "" : old, until, decision, ticks, shifts, status });
  if (!date || !old || old === date) return;
  if (until) one.until = addDays(until, daysBetween(old, date));
  if (decision < date) one.decision = "";
  const isDone = ([id, day]) => {
    const step = steps.find((known) => known.id === id);
    return day >= date || (step ? prepares(step, steps) : day < old);
  };
  Object.assign(one, { ticks: Object.fromEntries(Object.entries(ticks).filter(isDone)), shifts: {}, status: "open" });
}

/**
 * The steps that an interview does not need any more: once they answered or offered, or a later round at the same
 * employer is there (R8), the check-ins; once it is over, all that are open.
 */
export function closedSteps(one, state, steps) {
  const over = ["declined", "withdrawn"].includes(one.status);
  const answered = over || one.status !== "open" || state.interviews.some((other) => follows(other, one, state));
  const open = answered ? steps.filter(({ id }) => !one.ticks[id]) : [];
  return new Set(open.filter((step) => over || isCheckIn(step, steps)).map(({ id }) => id));
}

/** Whether `later` is a round after `one`. On the same day at the same hour, the one that was added later is. */
function follows(later, one, { interviews }) {
  if (later.after === one.id || one.after === later.id) return later.after === one.id && later !== one;
  const rank = (round) => [round.date, round.start || round.time, 1e6 + interviews.indexOf(round)].join();
  return Boolean(one.date && later.date && plain(one)) && plain(later) === plain(one) && rank(later) > rank(one);
}
