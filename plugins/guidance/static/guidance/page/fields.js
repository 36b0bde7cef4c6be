/**
 * What the reader typed, and what is wrong with it. Reads fields and writes their errors; computes nothing. Half a date
 * is no mistake before its field is left, so that what was there before holds until then.
 *
 * Errors are told in one order: missing, not a real day, out of range. A browser without date fields gives plain
 * text, which is read by the same rules.
 */
import { isDay } from "../dates/days.js";
import { isSlip } from "../dates/moments.js";
import { write } from "./dom.js";

const FIRST = 1900;
const LAST = 2200;

/** {value}, or {error} with its kind: "missing" (told only where `missing` says how), "unreal" or "range". */
export function readDay(field, missing = "") {
  if (field.validity?.badInput) return unreal();
  const text = field.value.trim();
  if (!text) return { kind: "missing", error: missing };
  const [, year, month, day] = /^(\d{1,6})[-./](\d{1,2})[-./](\d{1,2})$/.exec(text) ?? [];
  if (!year)
    return {
      kind: "unreal",
      error: `“${text}” is not a real day. Write the year, the month and the day, such as 2026-08-31.`,
    };
  const written = [year.padStart(4, "0"), month.padStart(2, "0"), day.padStart(2, "0")].join("-");
  const inRange = FIRST <= +year && +year <= LAST;
  if (!isDay(inRange ? written : `2000${written.slice(-6)}`)) return unreal();
  return inRange ? { value: written } : { kind: "range", error: `Choose a year from ${FIRST} to ${LAST}.` };
}

const unreal = () => ({ kind: "unreal", error: "That is not a real day. Check the day, the month and the year." });

/** As readDay; a decision that comes before the interview is out of range too. */
export function readDecision(field, date = "") {
  const read = readDay(field);
  return read.value < date ? { kind: "early", error: "That is before your interview." } : read;
}

export const readText = ({ value }) => ({ value: value.trim() });

/** {value} as it was entered, and {error} where no address is in it. */
export function readEmail(field) {
  const { value } = readText(field);
  return {
    value,
    error: !value || /\S@[^\s>]/.test(value) ? "" : "That is not an email address. Complete it, or leave it empty.",
  };
}

/** {value} as "HH:MM" or "", or {error}. */
export function readTime(field) {
  const text = field.value.trim();
  const [, hour, minute] = /^(\d{1,2})[:.](\d\d)(?::\d\d(?:\.\d+)?)?$/.exec(text) ?? [];
  const isTime = hour && +hour < 24 && +minute < 60;
  if (field.validity?.badInput || (text && !isTime))
    return { error: "That is not a whole time. Complete it, such as 15:00, or leave it empty." };
  return { value: isTime ? `${hour.padStart(2, "0")}:${minute}` : "" };
}

/** A browser says nothing when the last part of a date or a time is emptied by one of these keys. */
export const isRubbedOut = ({ type, key }) => type === "keyup" && /^(Backspace|Delete)$/.test(key);

let keyed; // the field that the reader types in

/**
 * Whether the reader is done with a field: has gone from it (and not from the whole window, to come back), or has
 * chosen a value without a key. It has to hear of each keydown.
 */
export function isLeft({ type, target }) {
  if (type === "keydown") keyed = target;
  return type === "focusout" ? target !== document.activeElement : type === "change" && target !== keyed;
}

/** As readTime, of the end of an interview {date, until, start}; what can be no end of it is "early". */
export function readEnd(field, { date, ...hours }) {
  const read = readTime(field);
  if (!date || !isSlip(date, { ...hours, time: read.value })) return read;
  return { kind: "early", error: "So it would last more than 12 hours. Check when it begins and ends." };
}

/** Tells a field's error, or takes it back when there is none; a field that cannot be wrong has no place for one. */
export function tell(field, error = "") {
  const errorPlace = document.getElementById(`${field.id}-error`);
  if (!errorPlace) return;
  if (error) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  write(errorPlace, error);
  errorPlace.hidden = !error;
}
