/**
 * Wall time and instants, by the browser's own time zone data. Pure.
 *
 * A wall time is a day and "HH:MM"; an instant is milliseconds since 1970. An hour that the clocks skip is read as
 * the later one, an hour that comes twice as the first; the answer says which it was.
 */
const DAY = 86_400_000;
const clocks = new Map();

/** What a clock on the wall in `zone` shows at `instant`: {day, time}. */
export function wallTime(instant, zone) {
  const shown = new Date(instant + offset(instant, zone)).toISOString();
  return { day: shown.slice(0, 10), time: shown.slice(11, 16) };
}

/** The day of what is a day already, or of an instant in `zone`. */
export const dayOf = (when, zone) => (typeof when === "number" ? wallTime(when, zone).day : when);

/** The instant at which `zone` shows `day` and `time`, and whether it shows them "once", "never" or "twice". */
export function toInstant(day, time, zone) {
  const wall = Date.parse(`${day}T${time}:00Z`);
  const before = wall - offset(wall - DAY, zone);
  const after = wall - offset(wall + DAY, zone);
  const shown = [...new Set([before, after])].filter((instant) => instant + offset(instant, zone) === wall);
  if (!shown.length) return { instant: before, shown: "never" };
  return { instant: Math.min(...shown), shown: shown.length > 1 ? "twice" : "once" };
}

/** An instant as ISO 8601 in UTC, without fractions: 2026-09-01T19:00:00Z. */
export const utc = (instant) => `${new Date(instant).toISOString().slice(0, 19)}Z`;

/** How far `zone` is ahead of UTC at `instant`, in milliseconds. */
function offset(instant, zone) {
  const part = {};
  for (const { type, value } of clock(zone).formatToParts(instant)) part[type] = +value;
  const shown = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
  return shown - Math.floor(instant / 1000) * 1000;
}

function clock(zone) {
  if (!clocks.has(zone)) {
    const numeric = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" };
    clocks.set(zone, new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", { timeZone: zone, hourCycle: "h23", ...numeric }));
  }
  return clocks.get(zone);
}
