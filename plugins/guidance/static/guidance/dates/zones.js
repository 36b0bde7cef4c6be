/**
 * Wall time and instants, by the browser's own time zone data and, for zones whose rule changed after many a browser
 * was built, by the site's (regions/changed.json), which wins. A zone that neither knows counts as the reader's own.
 * Pure.
 *
 * A wall time is a day and "HH:MM"; an instant is milliseconds since 1970. An hour that the clocks skip is read as
 * the later one, an hour that comes twice as the first; the answer says which it was.
 */
const DAY = 86_400_000;
const MINUTE = 60_000;
const clocks = new Map();
let changes = {};

/**
 * Takes over the zones that changed, {zone: [[instant, minutes ahead of UTC]]}, the latest first; at null the browser's
 * own data must do.
 */
export const correct = (table) => (changes = table);

export const isKnown = (zone) => zone in changes || !clock(zone).isReaders;

/** Whether the browser by itself would show another time in `zone` at this instant. */
export const isOutdated = (instant, zone) => zone in changes && offset(instant, zone) !== ownOffset(instant, zone);

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
  const [, minutes] = changes[zone]?.find(([since]) => Date.parse(since) <= instant) ?? [];
  return minutes == null ? ownOffset(instant, zone) : minutes * MINUTE;
}

function ownOffset(instant, zone) {
  const shown = clock(zone).format(instant);
  return Date.parse(`${shown.slice(0, 10)}T${shown.slice(-8)}Z`) - Math.floor(instant / 1000) * 1000;
}

/** Swedish writes as ISO 8601 has it: 2026-09-01 15:00:00. */
function clock(zone) {
  const format = (timeZone) =>
    new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "medium", hourCycle: "h23" });
  if (!clocks.has(zone)) {
    try {
      clocks.set(zone, format(zone));
    } catch {
      clocks.set(zone, Object.assign(format(), { isReaders: true }));
    }
  }
  return clocks.get(zone);
}
