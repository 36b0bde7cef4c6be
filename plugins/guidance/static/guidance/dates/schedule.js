/**
 * Steps and one interview make a plan: each step's days, its status, and why it moved. Pure.
 *
 * A step is {id, via, from, window, waits}, as the page's markup gives it (waits: it minds the day they hope to
 * decide). An interview is {day, until, time, start, zone, decision, collection, ticks, shifts, closed, office, post,
 * now, today, zoneHere}: its first and last day and its clock at the employer's, the day they hope to decide, the last
 * collection of the post, the day each step was ticked and the day it was moved to by hand, the ids of the steps that
 * are not needed any more, the two calendars, the instant it is now, and the reader's own date and zone.
 *
 * A dated step holds days ("2026-09-08") or, when `instant`, milliseconds. A step with instants that was moved by hand
 * is the one that mixes them: its suggested end is then a day, the others stay as they are (zones.js: `dayOf`).
 * R1 to R8 of the calculator's rules.
 */
import { addDays, daysBetween } from "./days.js";
import { moments } from "./moments.js";
import { dayOf, toInstant, wallTime } from "./zones.js";

export const LAST_COLLECTION = "17:00";
const MINUTES = { M: 1, H: 60 };
const HOUR = 3_600_000;
const minutes = ({ count, unit }) => count * MINUTES[unit];

/**
 * Both ends of "P7D/P14D", "PT0H/PT24H" or "P0B/P2B", each {count, unit}: minutes M, hours H, days D, business days B.
 */
export function readWindow(text) {
  const [earliest, latest] = text.split("/").map((end) => {
    const [, sign, count, unit] = /^(-?)PT?(\d+)([MHDB])$/.exec(end);
    return { count: sign ? -count : +count, unit };
  });
  return { earliest, latest };
}

/** The dated steps, in the order of `steps`. */
export function schedule(steps, given) {
  const { day, until, decision } = given;
  const last = until > day ? until : day;
  const interview = {
    shifts: {},
    closed: new Set(),
    ...given,
    ...moments(day, given),
    last,
    decision: decision >= day ? decision : "",
  };
  const dated = new Map();
  const date = (id) => {
    if (!dated.has(id)) {
      const step = steps.find((known) => known.id === id);
      const days = byHand(suggest(step, interview, date), interview.shifts[id], step, interview.zone);
      dated.set(id, { id, via: step.via, from: step.from, ...days, ...status(id, days, interview) });
    }
    return dated.get(id);
  };
  return steps.map((step) => date(step.id));
}

/** The days of a plan that the calendars' tables do not reach, so that only weekends counted there. */
export const beyondTables = (dated, office) =>
  dated
    .filter((step) => step.closedDays)
    .flatMap(({ earliest, latest }) => [earliest, latest])
    .filter((day) => !office.covers(day));

/**
 * What a window counts from: {day, instant}, the instant only where it is known. Of an interview of several days, what
 * comes before it counts from the first, what comes later from the last.
 */
function anchor(name, isBefore, { day, last, begin, end, start, zone, ticks }, date) {
  if (name === "start") return { day, instant: start ? begin : undefined };
  if (name === "end") return { day: last, instant: end };
  if (name === "day") return { day: isBefore ? day : last };
  if (ticks[name]) return { day: ticks[name] };
  const { instant, suggested } = date(name);
  return instant ? { day: dayOf(suggested, zone), instant: suggested } : { day: suggested };
}

function suggest(step, interview, date) {
  const { earliest, latest } = readWindow(step.window);
  const { zone, zoneHere, office } = interview;
  const isBefore = latest.count < 0;
  const from = anchor(step.from, isBefore, interview, date);
  const short = earliest.unit in MINUTES;
  if (short && from.instant !== undefined && step.via !== "post") {
    const [first, last] = [earliest, latest].map((end) => from.instant + (minutes(end) * HOUR) / 60);
    const clockChange = minutes(latest) % 1440 === 0 && wallTime(last, zone).time !== wallTime(from.instant, zone).time;
    const due = dayOf(first < last ? first : last - HOUR, zoneHere); // a mere moment has an hour at least
    return { instant: true, earliest: first, suggested: last, latest: last, due, clockChange };
  }
  const [first, last] = [earliest, latest].map((end) => shift(from.day, end, office));
  if (step.via === "post") return drop(first, last, isBefore, latest, interview);
  if (short) return { earliest: first, suggested: last, latest: last, due: first, dateOnly: true };
  if (step.via !== "email") return { earliest: first, suggested: first, latest: last, due: first };
  return land(first, last, isBefore, office, step.waits && interview.decision);
}

/** Hours without a clock count as the whole days in them, so that the day named is never too late. */
function shift(day, { count, unit }, office) {
  if (unit === "B") return office.add(day, count);
  return addDays(day, unit === "D" ? count : Math.trunc(minutes({ count, unit }) / 1440));
}

/**
 * A letter's day: the window's last with a collection; on the interview's own day only if it ended before the last one.
 * Where none is left, the next collection, and `over` says which length it is later than.
 */
function drop(first, until, isBefore, length, { post, last, start, end, zone, collection }) {
  const at = (clock) => toInstant(last, clock, zone).instant;
  // without the end, what began after the last collection ended after it as well
  const ended = end ?? (start ? at(start) : undefined);
  let suggested = post.onOrBefore(until);
  const missed = suggested === last && ended >= at(collection || LAST_COLLECTION);
  if (missed) suggested = post.onOrBefore(addDays(suggested, -1));
  const over = suggested < first && !isBefore && length;
  if (over) suggested = post.onOrAfter(addDays(until, 1));
  const closedDays = (over ? span(first, suggested) : span(until, suggested)).filter((day) => !post.isOpen(day));
  const moved = suggested === until ? undefined : "no-post";
  const earliest = suggested < first ? suggested : first;
  return { earliest, suggested, latest: suggested, due: earliest, moved, closedDays, over, missed };
}

/**
 * An email's window, on business days: rolled forward at its start and back at its end. Where it holds none, the next
 * one after it; but a window that lies before its anchor takes the one before, since afterwards is too late. With a
 * day on which they hope to decide, not before the first business day after it; past its end, the window goes along.
 */
function land(first, end, isBefore, office, decision) {
  const after = decision ? office.onOrAfter(addDays(decision, 1)) : "";
  const decided = after > first;
  if (after > end) [first, end] = [after, addDays(after, daysBetween(first, end))];
  let suggested = office.onOrAfter(decided ? after : first);
  let latest = office.onOrBefore(end);
  const empty = suggested > end;
  if (empty) suggested = latest = isBefore ? latest : suggested;
  const closedDays = decided ? [] : span(first, suggested).filter((day) => !office.isOpen(day));
  const moved = decided ? "decision" : closedDays.some(office.holiday) ? "holiday" : closedDays[0] && "weekend";
  const cut = latest < end ? span(end, latest) : [];
  return {
    earliest: first,
    suggested,
    latest,
    due: suggested,
    moved,
    closedDays,
    empty,
    cut,
    decision: decided && decision,
  };
}

/** The reader's own day. The window stays, and stretches to a day outside it: `worked` is then the end that it had. */
function byHand(days, day, step, zone) {
  if (!day) return days;
  const { earliest, latest, due } = days;
  const { count, unit } = readWindow(step.window).earliest;
  const isOpenBefore = !count && (unit in MINUTES || step.via !== "email"); // what may be done from the interview on
  const isEarly = day < dayOf(earliest, zone);
  const isLate = day > dayOf(latest, zone);
  return {
    ...days,
    earliest: isEarly ? day : earliest,
    suggested: day,
    latest: isLate ? day : latest,
    due: isOpenBefore && due < day ? due : day,
    instant: undefined,
    moved: undefined,
    shifted: true,
    outside: isEarly ? "begins" : isLate && "ends",
    worked: isEarly ? earliest : latest,
  };
}

/** The days from `from` up to `to` or down to it, without `to`. */
function span(from, to) {
  const count = daysBetween(from, to);
  return Array.from({ length: Math.abs(count) }, (_, index) => addDays(from, index * Math.sign(count)));
}

/**
 * done > overdue > due > upcoming; a day is late once it is over on the reader's calendar, an instant at once. The
 * interview's own day is also the reader's date when it is held, if its hours are known.
 */
function status(id, { due, latest, shifted }, { ticks, closed, now, today, zone, zoneHere, last, day, begin, end }) {
  if (ticks[id]) return { status: "done" };
  if (closed.has(id)) return { status: "done", closed: true };
  const met = dayOf(end, zone) === last ? end : last === day && begin; // past midnight it is not its day any more
  const held = shifted ? last : dayOf(met || last, zoneHere);
  if (due === last && held < last) due = held;
  if (latest === last && held > last) latest = held;
  if (typeof latest === "number" ? now >= latest : today > latest) {
    return { status: "overdue", late: daysBetween(dayOf(latest, zoneHere), today) };
  }
  return { status: today < due ? "upcoming" : "due" };
}
