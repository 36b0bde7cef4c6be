/**
 * Steps and one interview make a plan: each step's days, its status, and why it moved. Pure.
 *
 * A step is {id, via, from, window}, as the page's markup gives it. An interview is {day, time, start, zone, office,
 * ticks, now, today, zoneHere}: its day and clock at the employer's, the office calendar, the day each step was
 * ticked, the instant it is now, and the reader's own date and zone. A dated step holds days ("2026-09-08") or, when `instant`, milliseconds.
 * Rules: R1, R2, R4, R6 and R7 of the calculator; the card's day waits for the post's calendar.
 */
import { addDays, daysBetween } from "./days.js";
import { toInstant, wallTime } from "./zones.js";

const MINUTES = { M: 1, H: 60 };
const minutes = ({ count, unit }) => count * MINUTES[unit];

/** Both ends of "P7D/P14D", "PT0H/PT24H" or "P0B/P2B", each {count, unit}: minutes M, hours H, days D, business days B. */
export function readWindow(text) {
  const [earliest, latest] = text.split("/").map((end) => {
    const [, sign, count, unit] = /^(-?)PT?(\d+)([MHDB])$/.exec(end);
    return { count: sign ? -count : +count, unit };
  });
  return { earliest, latest };
}

/** The dated steps, in the order of `steps`. */
export function schedule(steps, interview) {
  const dated = new Map();
  const date = (id) => {
    if (!dated.has(id)) {
      const step = steps.find((one) => one.id === id);
      const days = place(step, anchor(step.from, interview, date), interview);
      dated.set(id, { id, via: step.via, from: step.from, ...days, ...status(id, days, interview) });
    }
    return dated.get(id);
  };
  return steps.map((step) => date(step.id));
}

/** The days of a plan that the office calendar's tables do not reach, so that only weekends counted there. */
export const beyondTables = (dated, office) =>
  dated
    .filter((step) => step.closed)
    .flatMap(({ earliest, latest }) => [earliest, latest])
    .filter((day) => !office.covers(day));

/** What a window counts from: {day, instant}, the instant only where it is known. */
function anchor(name, { day, time, start, zone, ticks }, date) {
  const clock = name === "end" ? time : name === "start" ? start : "";
  if (clock) return { day, instant: toInstant(day, clock, zone).instant };
  if (["day", "end", "start"].includes(name)) return { day };
  if (ticks[name]) return { day: ticks[name] };
  const { instant, suggested } = date(name);
  return instant ? { day: wallTime(suggested, zone).day, instant: suggested } : { day: suggested };
}

function place(step, from, interview) {
  const { earliest, latest } = readWindow(step.window);
  const { zone, office } = interview;
  const short = earliest.unit in MINUTES;
  if (short && from.instant !== undefined && step.via !== "post") {
    const [first, last] = [earliest, latest].map((end) => from.instant + minutes(end) * 60_000);
    const clockChange = minutes(latest) % 1440 === 0 && wallTime(last, zone).time !== wallTime(from.instant, zone).time;
    return { instant: true, earliest: first, suggested: last, latest: last, due: wallTime(first, zone).day, clockChange };
  }
  const [first, last] = [earliest, latest].map((end) => shift(from.day, end, office));
  if (short || step.via === "post") return { earliest: first, suggested: last, latest: last, due: first, dateOnly: short };
  if (step.via !== "email") return { earliest: first, suggested: first, latest: last, due: first };
  return land(first, last, latest.count < 0, office);
}

/** Hours without a clock count as the whole days in them, so that the day named is never too late. */
function shift(day, { count, unit }, office) {
  if (unit === "B") return office.add(day, count);
  return addDays(day, unit === "D" ? count : Math.trunc(minutes({ count, unit }) / 1440));
}

/**
 * An email's window, on business days: rolled forward at its start and back at its end. Where it holds none, the next
 * one after it; but a window that lies before its anchor takes the one before, since afterwards is too late.
 */
function land(earliest, end, isBefore, office) {
  let suggested = office.onOrAfter(earliest);
  let latest = office.onOrBefore(end);
  const empty = suggested > end;
  if (empty) suggested = latest = isBefore ? latest : suggested;
  const closed = span(earliest, suggested).filter((day) => !office.isOpen(day));
  const moved = closed.length ? (closed.some(office.holiday) ? "holiday" : "weekend") : undefined;
  return { earliest, suggested, latest, due: suggested, moved, closed, empty, cut: latest < end ? span(end, latest) : [] };
}

/** The days from `from` up to `to` or down to it, without `to`. */
function span(from, to) {
  const count = daysBetween(from, to);
  return Array.from({ length: Math.abs(count) }, (_, index) => addDays(from, index * Math.sign(count)));
}

/** done > overdue > due > upcoming; a day is late once it is over on the reader's calendar, an instant at once. */
function status(id, { due, latest, instant }, { ticks, now, today, zoneHere }) {
  if (ticks[id]) return { status: "done" };
  if (instant ? now >= latest : today > latest) {
    return { status: "overdue", late: daysBetween(instant ? wallTime(latest, zoneHere).day : latest, today) };
  }
  return { status: today < due ? "upcoming" : "due" };
}
