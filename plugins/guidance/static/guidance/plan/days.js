/**
 * Calendar-day arithmetic. Pure: no page, no clock, no time zone.
 *
 * A day is the string "YYYY-MM-DD", so days compare as strings. Work goes through UTC midnight, so a change
 * of summer time can never move a day. Anything that is not a real day is a RangeError.
 */
const DAY = 86_400_000; // in UTC every day has as many milliseconds

export function isDay(text) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && written(ms) === text; // 31 February reads as 3 March, and is caught here
}

export const addDays = (day, count) => written(midnight(day) + count * DAY);

/** 0 is Sunday. */
export const weekday = (day) => new Date(midnight(day)).getUTCDay();

export const daysBetween = (from, to) => (midnight(to) - midnight(from)) / DAY;

function midnight(day) {
  if (!isDay(day)) throw new RangeError(`${day} is not a real day`);
  return Date.parse(`${day}T00:00:00Z`);
}

const written = (ms) => new Date(ms).toISOString().slice(0, 10);
