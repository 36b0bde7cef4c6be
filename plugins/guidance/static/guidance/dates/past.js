/** The dated steps of an interview, and which of them it is too late for. Pure. */
import { moments } from "./moments.js";
import { readWindow, schedule } from "./schedule.js";
import { prepares } from "./steps.js";
import { dayOf } from "./zones.js";

/**
 * As schedule.js gives them, with `gone`: what prepares for an interview can no longer be done once that has begun, nor
 * what belongs to its day once that is over. Without a clock it is over with its day at the employer's.
 */
export function plan(steps, interview) {
  const { day, until, now, zone } = interview;
  const { begin } = moments(day, interview);
  const there = dayOf(now, zone);
  const begun = begin ? now >= begin : there > day;
  return schedule(steps, interview).map((dated, index) => {
    const step = steps[index];
    const isOver = belongs(step) && dated.status === "overdue" && there > (until || day);
    return { ...dated, gone: dated.status !== "done" && ((begun && prepares(step, steps)) || isOver) };
  });
}

/** What is done on the spot, and cannot be caught up with. */
const belongs = ({ via, from, window }) => !via && from === "day" && !readWindow(window).latest.count;
