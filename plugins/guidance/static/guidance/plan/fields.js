/**
 * What the reader typed, and what is wrong with it. Reads fields and writes their errors; computes nothing.
 *
 * Errors are told in one order: missing, not a real day, out of range. A browser without date fields gives plain
 * text, which is read by the same rules.
 */
import { isDay } from "./days.js";

const FIRST = 1900;
const LAST = 2200;

/** {day}, or {error} with its kind: "missing", "unreal" or "range". */
export function readDay(field) {
  if (field.validity?.badInput) return unreal();
  const text = field.value.trim();
  if (!text) return { kind: "missing", error: "Enter the day of your interview." };
  const [, year, month, day] = /^(\d{1,6})[-./](\d{1,2})[-./](\d{1,2})$/.exec(text) ?? [];
  if (!year) return { kind: "unreal", error: `“${text}” is not a real day. Write the year, the month and the day, such as 2026-08-31.` };
  const written = [year.padStart(4, "0"), month.padStart(2, "0"), day.padStart(2, "0")].join("-");
  const inRange = FIRST <= +year && +year <= LAST;
  if (!isDay(inRange ? written : `2000${written.slice(-6)}`)) return unreal();
  return inRange ? { day: written } : { kind: "range", year: +year, error: `Choose a year from ${FIRST} to ${LAST}.` };
}

const unreal = () => ({ kind: "unreal", error: "That is not a real day. Check the day, the month and the year." });

/** {time} as "HH:MM" or "", or {error}. */
export function readTime(field) {
  const text = field?.value.trim() ?? "";
  const [, hour, minute] = /^(\d{1,2})[:.](\d\d)(?::\d\d(?:\.\d+)?)?$/.exec(text) ?? [];
  const isTime = hour && +hour < 24 && +minute < 60;
  if (field?.validity?.badInput || (text && !isTime)) return { time: "", error: "That is not a whole time. Complete it, such as 15:00, or leave it empty." };
  return { time: isTime ? `${hour.padStart(2, "0")}:${minute}` : "" };
}

/** Tells a field's error, or takes it back when there is none. */
export function tell(field, error = "") {
  const place = document.getElementById(`${field.id}-error`);
  if (error) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  if (place.textContent !== error) place.textContent = error;
  place.hidden = !error;
}
