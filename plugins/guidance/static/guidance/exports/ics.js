/** Events as a file for calendars: iCalendar, RFC 5545. Pure. */
import { addDays } from "../dates/days.js";
import { utc } from "../dates/zones.js";
import { clean } from "./text.js";

const QUARTER = 15 * 60_000;
const OCTETS = 75; // of a line, without its end
const encoder = new TextEncoder();

/** The text of the file, with `now` in milliseconds as the moment it was made. */
export function calendar(events, { now }) {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Afterword//Interview plan//EN",
    ...events.flatMap((event) => entry(event, now)),
    "END:VCALENDAR",
    "",
  ];
  return lines.map(fold).join("\r\n");
}

function entry(event, now) {
  const [first, last] = ends(event).map(compact);
  const kind = event.day ? ";VALUE=DATE" : "";
  const title = escaped(event.title);
  return [
    "BEGIN:VEVENT",
    `UID:${escaped(event.uid)}`,
    `SEQUENCE:${Math.trunc(event.sequence) || 0}`,
    `DTSTAMP:${compact(utc(now))}`,
    `DTSTART${kind}:${first}`,
    `DTEND${kind}:${last}`,
    `SUMMARY:${title}`,
    `DESCRIPTION:${escaped(event.description)}`,
    `URL:${encodeURI(clean(event.url))}`,
    // a reminder leaves its day free, and so it does in Outlook, which goes by a property of its own
    "TRANSP:TRANSPARENT",
    "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${title}`,
    `TRIGGER:${event.day ? "PT9H" : "-PT2H"}`,
    "END:VALARM",
    "END:VEVENT",
  ];
}

/** When an event begins and when it is over: a whole day, or the quarter of an hour before an instant, in UTC. */
export const ends = ({ day, instant }) => (day ? [day, addDays(day, 1)] : [utc(instant - QUARTER), utc(instant)]);

/** A day or an instant without its punctuation: 20260908, 20260901T190000Z. */
export const compact = (iso) => iso.replace(/[-:]/g, "");

const escaped = (text) =>
  clean(text)
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\n/g, "\\n");

/** A long line goes on after a line break and a space. The standard counts octets, and no character may be cut. */
function fold(line) {
  let folded = "";
  let room = OCTETS;
  for (const character of line) {
    const octets = encoder.encode(character).length;
    if (octets > room) {
      folded += "\r\n ";
      room = OCTETS - 1;
    }
    folded += character;
    room -= octets;
  }
  return folded;
}
