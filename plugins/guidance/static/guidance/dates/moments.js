/**
 * When an interview begins and ends, by the employer's own clock. Pure.
 *
 * One that ends at an earlier hour than it begins goes on past midnight, up to LONGEST; more than that is a slip, such
 * as 3:30 for 15:30, and its end is then not known.
 */
import { addDays } from "./days.js";
import { toInstant } from "./zones.js";

const LONGEST = 12 * 60; // minutes
const minutes = (clock) => clock.slice(0, 2) * 60 + +clock.slice(3);
const isTurned = (day, { until, start, time }) => start && time && time <= start && !(until > day);

/** The day on which it ends. */
export const endDay = (day, interview) =>
  isTurned(day, interview) ? addDays(day, 1) : interview.until > day ? interview.until : day;

export const isSlip = (day, interview) =>
  isTurned(day, interview) && minutes(interview.time) + 1440 - minutes(interview.start) > LONGEST;

/**
 * {begin, end} in milliseconds, undefined where no clock tells them; without a begin it has begun by its end at the
 * latest.
 */
export function moments(day, interview) {
  const { start, time, zone } = interview;
  const at = (that, clock) => (clock ? toInstant(that, clock, zone).instant : undefined);
  return { begin: at(day, start || time), end: isSlip(day, interview) ? undefined : at(endDay(day, interview), time) };
}
