/**
 * Days, moments and reasons in English words, as the reader's region orders them (en-GB, en-US, en-DE). Pure.
 *
 * The weekday is always named; the year only where it is not this one. A moment is told on the employer's clock
 * first, with the reader's own beside it where the two differ.
 */
import { wallTime } from "../dates/zones.js";

export const LONG = { weekday: "long", day: "numeric", month: "long" };
const SHORT = { weekday: "short", day: "numeric", month: "short" };
const formats = new Map();
const locales = new Map();

export function speaker({ language, zone, zoneHere, today }) {
  if (!locales.has(language)) locales.set(language, english(language));
  const [locale, hourCycle] = locales.get(language);
  const day = (date, style = LONG, dated = true) => {
    const year = !dated || date.slice(0, 4) === today.slice(0, 4) ? {} : { year: "numeric" };
    return format(locale, { ...style, ...year, timeZone: "UTC" }).format(new Date(`${date}T12:00Z`));
  };
  const at = (time) =>
    format(locale, { hour: "numeric", minute: "2-digit", hourCycle, timeZone: "UTC" })
      .format(Date.parse(`2000-01-01T${time}Z`))
      .replace(/\s/g, " ")
      .replace(/[AP]M$/, (half) => half.toLowerCase());
  const clock = (instant, where) => at(wallTime(instant, where).time);
  const moment = (instant, style) => {
    const [there, here] = [wallTime(instant, zone), wallTime(instant, zoneHere)];
    const theirs = `${day(there.day, style)}, ${clock(instant, zone)}`;
    if (there.day === here.day && there.time === here.time) return theirs;
    const when = there.day === here.day ? "" : `${day(here.day, style)}, `;
    return `${theirs} (${when}${clock(instant, zoneHere)} your time)`;
  };
  const say = {
    day,
    clock,
    /** Either end of a dated step, a day or a moment. */
    end: (step, end, style) => (typeof step[end] === "number" ? moment : day)(step[end], style),
    short: (step, end) => say.end(step, end, SHORT),
    why: (step, calendars) => why(step, calendars, say),
    weekday: (date) => day(date, { weekday: "long" }, false),
    at,
  };
  return say;
}

/** The phrase that follows an author's own in the prose: "by Tue 1 Sep, 3:00 pm". */
export function gloss(step, say) {
  if (step.shifted) return `on ${say.short(step, "suggested")}`;
  const first = firstEnd(step);
  if (step.instant || step.suggested === step.latest) {
    const on = !step.instant && !step.dateOnly && step[first] === step.latest;
    return `${on ? "on" : "by"} ${say.short(step, "latest")}`;
  }
  const best = step.suggested === step[first] ? "" : `, best ${say.short(step, "suggested")}`;
  return `${say.short(step, first)} to ${say.short(step, "latest")}${best}`;
}

/** The end at which a window begins in words: not before the day on which they hope to decide. */
export const firstEnd = ({ decision }) => (decision ? "suggested" : "earliest");

/** Why a step's days are not what the window alone would give; "" where they are. */
function why(step, { office, post, collection }, say) {
  const { moved, shifted, empty, closedDays: before, cut, suggested, latest, clockChange } = step;
  if (step.closed) return "Not needed any more.";
  if (shifted)
    return step.outside ? `That is outside the window, which ${step.outside} on ${say.end(step, "worked")}.` : "";
  if (clockChange) return "The clocks change in between, so the deadline falls at another hour of the day.";
  if (empty)
    return (
      `No working day lies in the window, because of ${closed(before, office, say)}; ` +
      "this is the nearest that will do."
    );
  const reasons = [];
  if (moved === "decision")
    reasons.push(`They hope to decide on ${say.day(step.decision)}, so let that day pass first.`);
  else if (moved === "no-post") reasons.push(noPost(step, post, collection, say));
  else if (moved) reasons.push(`${say.day(suggested)} is the first working day after ${closed(before, office, say)}.`);
  if (cut?.length) reasons.push(`${say.day(latest)} is the last working day before ${closed(cut, office, say)}.`);
  if (step.via === "post" && say.weekday(suggested) === "Saturday")
    reasons.push("On Saturdays boxes may be emptied earlier.");
  return reasons.join(" ");
}

/** Why a letter goes on another day: what was closed, and an interview that outlasted the last collection. */
function noPost({ over, missed, closedDays, suggested }, post, collection, say) {
  const last = `the last collection (${say.at(collection)})`;
  const reasons = missed ? [`${last} is over when your interview ends`] : [];
  if (closedDays.length) reasons.push(`there is no post on ${closed(closedDays, post, say, say.weekday)}`);
  const because = `Because ${reasons.join(" and ")}, it goes on ${say.day(suggested)}`;
  return over
    ? `${because}. That is later than ${over.count} ${UNITS[over.unit]}: there is no post before.`
    : `${because}, before ${last}.`;
}

const UNITS = { H: "hours", D: "days", B: "working days" };

/** Days without work as a reader thinks of them: "the weekend and Labor Day (Mon 7 Sep)". */
function closed(days, calendar, say, plain = () => "the weekend") {
  const name = (day) => (calendar.holiday(day) ? `${calendar.holiday(day)} (${say.day(day, SHORT)})` : plain(day));
  const all = [...new Set([...days].sort().map(name))];
  return all.length > 1 ? `${all.slice(0, -1).join(", ")} and ${all.at(-1)}` : all[0];
}

/** A format is made once: to make one takes a slow device longer than all the rest of a plan. */
function format(locale, options) {
  const key = locale + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, options));
  return formats.get(key);
}

/**
 * English as the reader's region writes it, and its clock. Where there is no such English: the world's, with their
 * clock.
 */
function english(language) {
  const { region = "001" } = new Intl.Locale(language).maximize(); // no land has Klingon for its language
  const wanted = `en-${region}`;
  const { locale } = new Intl.DateTimeFormat(wanted).resolvedOptions();
  if (locale !== "en" || region === "US") return [wanted];
  const own = new Intl.Locale(`und-${region}`).maximize();
  return ["en-001", new Intl.DateTimeFormat(own, { hour: "numeric" }).resolvedOptions().hourCycle];
}
