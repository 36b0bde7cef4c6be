/** What another day changes in an interview, and what each round and outcome closes. Pure. */
import { addDays, daysBetween } from "../dates/days.js";
import { isCheckIn, prepares } from "../dates/steps.js";
import { plain } from "./state.js";

/**
 * Another day for the interview, or none, from what it was `before`. Days that were moved by hand go with the old one;
 * so do a decision's day that lies before the new one, and the ticks of later steps, which cannot have been done yet.
 * `steps` may be those of one article; what was ticked before the old day elsewhere stays. Without a day all waits for
 * the next.
 */
export function reschedule(interview, date, steps, before = interview) {
  const old = before.date || before.was;
  const { until, decision, ticks, shifts, status } = structuredClone(before);
  Object.assign(interview, { date, was: date ? "" : old, until, decision, ticks, shifts, status });
  if (!date || !old || old === date) return;
  if (until) interview.until = addDays(until, daysBetween(old, date));
  if (decision < date) interview.decision = "";
  const isDone = ([id, day]) => {
    const step = steps.find((known) => known.id === id);
    return day >= date || (step ? prepares(step, steps) : day < old);
  };
  Object.assign(interview, {
    ticks: Object.fromEntries(Object.entries(ticks).filter(isDone)),
    shifts: {},
    status: "open",
  });
}

/**
 * The steps that an interview does not need any more: once they answered or offered, or a later round at the same
 * employer is there (R8), the check-ins; once it is over, all that are open.
 */
export function closedSteps(interview, state, steps) {
  const over = ["declined", "withdrawn"].includes(interview.status);
  const answered =
    over || interview.status !== "open" || state.interviews.some((other) => follows(other, interview, state));
  const open = answered ? steps.filter(({ id }) => !interview.ticks[id]) : [];
  return new Set(open.filter((step) => over || isCheckIn(step, steps)).map(({ id }) => id));
}

/** Whether `later` is a round after `interview`. On the same day at the same hour, the one that was added later is. */
function follows(later, interview, { interviews }) {
  if (later.after === interview.id || interview.after === later.id)
    return later.after === interview.id && later !== interview;
  const rank = (round) => [round.date, round.start || round.time, 1e6 + interviews.indexOf(round)].join();
  return (
    Boolean(interview.date && later.date && plain(interview)) &&
    plain(later) === plain(interview) &&
    rank(later) > rank(interview)
  );
}
