/**
 * The calculator's form as an Interview, and an Interview into the form. Tells what is wrong, and decides nothing.
 *
 * What the form does not show of an Interview is handed through as it came.
 */
import { chooseRegion, chooseZone } from "../page/choices.js";
import { readDay, readDecision, readEmail, readEnd, readText, readTime, tell } from "../page/fields.js";

const READ = {
  date: (field) => readDay(field, "Enter the day of your interview."),
  start: readTime,
  time: (field, date, start = known.start) => readEnd(field, { date, until: known.until, start }),
  decision: readDecision,
  collection: readTime,
  employer: readText,
  role: readText,
  "your-name": readText,
  interviewer: readText,
  "interviewer-email": readEmail,
};

let known = {}; // the Interview that the form holds, for what it does not show

/** What each field says now, by its name: {value}, or {error}. */
export function read({ elements }) {
  const typed = {};
  for (const name in READ)
    if (elements[name]) typed[name] = READ[name](elements[name], typed.date?.value, typed.start?.value);
  return typed;
}

/** The form as an Interview, or null without its day; a mistake leaves what was `kept`. */
export function interviewOf({ elements }, typed, kept) {
  const own = ([name, { kind, value }]) => [name, value ?? (/missing|early/.test(kind) ? "" : kept[name])];
  const values = Object.fromEntries(Object.entries(typed).map(own));
  const { "your-name": name, interviewer, "interviewer-email": email, ...plain } = values;
  known = kept;
  const [zone, region] = [elements.zone.value, elements.region.value];
  const [first, ...others] = kept.people ?? [];
  const people = [{ phone: "", notes: "", ...first, name: interviewer, email }, ...others];
  // not each article has a call to speak of
  const mayCall = (elements["may-call"] ?? { checked: kept.mayCall }).checked;
  return typed.date.value ? { ...kept, ...plain, zone, region, mayCall, name, people } : null;
}

/** An Interview into the form; at the start, what the reader typed meanwhile is newer. */
export function write({ elements }, interview, keepTyped) {
  const { people: [person] = [], name: own, zone, region, mayCall } = interview;
  known = interview;
  const values = { ...interview, "your-name": own, interviewer: person?.name, "interviewer-email": person?.email };
  for (const name in READ) {
    const field = elements[name];
    if (field && !(keepTyped && field.value !== field.defaultValue)) field.value = values[name] || field.defaultValue;
  }
  if (elements["may-call"]) elements["may-call"].checked = mayCall === true;
  chooseZone(elements.zone, zone);
  if (region) chooseRegion(elements.region, region);
  const now = read({ elements });
  for (const name in now)
    if (now[name].kind === "early" && elements[name].value === values[name]) tell(elements[name], now[name].error);
}

/** A field that is right again, or is emptied, loses its error at once. */
export function settle({ elements }, typed, isEmptied) {
  for (const name in typed)
    if (!typed[name].error || (isEmptied && typed[name].kind === "missing")) tell(elements[name]);
}

/** Tells what is wrong. A missing date is told only when it is asked for, and the first mistake is then gone to. */
export function complain(form, asked) {
  const now = read(form);
  for (const name in now) if (asked || now[name].kind !== "missing") tell(form.elements[name], now[name].error);
  if (asked) form.querySelector("[aria-invalid]")?.focus();
}
