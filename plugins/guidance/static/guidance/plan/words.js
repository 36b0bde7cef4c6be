/**
 * Days, moments and reasons in English words, as the reader's region orders them (en-GB, en-US, en-DE). Pure.
 *
 * The weekday is always named; the year only where it is not this one. A moment is told on the employer's clock
 * first, with the reader's own beside it where the two differ.
 */
import { wallTime } from "./zones.js";

const LONG = { weekday: "long", day: "numeric", month: "long" };
const SHORT = { weekday: "short", day: "numeric", month: "short" };

export function speaker({ language, zone, zoneHere, today }) {
  const [locale, hourCycle] = english(language);
  const day = (date, style = LONG, dated = true) => {
    const year = !dated || date.slice(0, 4) === today.slice(0, 4) ? {} : { year: "numeric" };
    return new Intl.DateTimeFormat(locale, { ...style, ...year, timeZone: "UTC" }).format(new Date(`${date}T12:00Z`));
  };
  const clock = (instant, timeZone) =>
    new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", hourCycle, timeZone })
      .format(instant)
      .replace(/\s/g, " ")
      .replace(/[AP]M$/, (half) => half.toLowerCase());
  const moment = (instant, style) => {
    const [there, here] = [wallTime(instant, zone), wallTime(instant, zoneHere)];
    const told = `${day(there.day, style)}, ${clock(instant, zone)}`;
    if (there.day === here.day && there.time === here.time) return told;
    return `${told} (${there.day === here.day ? "" : `${day(here.day, style)}, `}${clock(instant, zoneHere)} your time)`;
  };
  const say = {
    day,
    clock,
    /** Either end of a dated step, a day or a moment. */
    end: (step, end, style) => (step.instant ? moment : day)(step[end], style),
    short: (step, end) => say.end(step, end, SHORT),
    why: (step, office) => why(step, office, say),
    closed: (days, office) => closed(days, office, (date) => day(date, SHORT)),
  };
  return say;
}

/** The phrase that follows an author's own in the prose: "by Tue 1 Sep, 3:00 pm". */
export function gloss(step, say) {
  if (step.instant || step.suggested === step.latest) {
    const on = !step.instant && !step.dateOnly && step.earliest === step.latest;
    return `${on ? "on" : "by"} ${say.short(step, "latest")}`;
  }
  const best = step.suggested === step.earliest ? "" : `, best ${say.short(step, "suggested")}`;
  return `${say.short(step, "earliest")} to ${say.short(step, "latest")}${best}`;
}

/** Why a step's days are not what the window alone would give; "" where they are. */
function why({ moved, empty, closed: before, cut, suggested, latest, clockChange }, office, say) {
  if (clockChange) return "The clocks change in between, so the deadline falls at another hour of the day.";
  if (empty) return `No working day lies in the window, because of ${say.closed(before, office)}; this is the nearest that will do.`;
  const told = [];
  if (moved) told.push(`${say.day(suggested)} is the first working day after ${say.closed(before, office)}.`);
  if (cut?.length) told.push(`${say.day(latest)} is the last working day before ${say.closed(cut, office)}.`);
  return told.join(" ");
}

/** Days without work as a reader thinks of them: "the weekend and Labor Day (Mon 7 Sep)". */
function closed(days, office, short) {
  const holidays = days.filter(office.holiday).sort();
  const names = holidays.map((day) => `${office.holiday(day)} (${short(day)})`);
  const all = [...(days.some((day) => !office.holiday(day)) ? ["the weekend"] : []), ...names];
  return all.length > 1 ? `${all.slice(0, -1).join(", ")} and ${all.at(-1)}` : all[0];
}

/** English as the reader's region writes it, and its clock. Where there is no such English: the world's, with their clock. */
function english(language) {
  const { region } = new Intl.Locale(language).maximize();
  const wanted = `en-${region}`;
  const { locale } = new Intl.DateTimeFormat(wanted).resolvedOptions();
  if (locale !== "en" || region === "US") return [wanted];
  const own = new Intl.Locale(`und-${region}`).maximize();
  return ["en-001", new Intl.DateTimeFormat(own, { hour: "numeric" }).resolvedOptions().hourCycle];
}
