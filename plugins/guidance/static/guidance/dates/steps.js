/** What kind of step it is, by where its window begins and those of the steps it counts from begin. Pure. */
import { readWindow } from "./schedule.js";

/** An email that asks how it stands: it waits some days, whatever it counts from, or counts from one that does. */
export const isCheckIn = (step, steps) =>
  step.via === "email" && counts(step, steps, ({ count, unit }) => count > 1 && /[DB]/.test(unit));

export const prepares = (step, steps) => counts(step, steps, ({ count }) => count < 0);

/** Whether this holds for where a step's window begins, or for that of a step it counts from. */
function counts({ window, from }, steps, holds) {
  const anchor = steps.find(({ id }) => id === from);
  return holds(readWindow(window).earliest) || Boolean(anchor && counts(anchor, steps, holds));
}
