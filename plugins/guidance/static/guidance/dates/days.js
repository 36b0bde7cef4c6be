/**
 * Calendar-day arithmetic. Pure: no page, no clock, no time zone.
 *
 * A day is the string "YYYY-MM-DD", so days compare as strings. Work goes through UTC midnight, so a change
 * of summer time can never move a day. Anything that is not a real day is a RangeError.
 */
const DAY = 86_400_000; // in UTC every day has as many milliseconds

export const isDay = (text) => !Number.isNaN(parse(text));

export const addDays = (day, count) => written(midnight(day) + count * DAY);

/** 0 is Sunday. */
export const weekday = (day) => new Date(midnight(day)).getUTCDay();

export const daysBetween = (from, to) => (midnight(to) - midnight(from)) / DAY;

function midnight(day) {
  const ms = parse(day);
  if (Number.isNaN(ms)) throw new RangeError(`${day} is not a real day`);
  return ms;
}

/** Its midnight, or NaN for what is no day: 31 February would read as 3 March, so the day must come back. */
function parse(text) {
  const date = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : Number.NaN);
  return date.getUTCDate() === +`${text}`.slice(8) ? date.getTime() : Number.NaN;
}

const written = (ms) => new Date(ms).toISOString().slice(0, 10);
