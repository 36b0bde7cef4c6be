/**
 * Interviews as a link that carries their days, clocks, zone and region, and the days that steps were moved to: no
 * name, note or tick. Pure.
 *
 * "p=1", and for each interview "!" and its fields with "~" between them. It stands in the fragment of an address,
 * which no browser sends anywhere. Chats, mail programs and checkers of links escape it, wrap it, cut off its last
 * signs and add some of their own, so it is read as what it was before that.
 */
import { fresh } from "./state.js";
import { isKnown } from "../dates/zones.js";

const FIELDS = ["date", "until", "start", "time", "decision", "collection", "region", "zone"];

export const linked = (interviews) =>
  "p=1" +
  interviews
    .map((interview) => "!" + [...FIELDS.map((name) => encodeURI(interview[name])), moved(interview)].join("~"))
    .join("");

const moved = ({ shifts }) => Object.entries(shifts).flat().join(",");

/** The interviews of a fragment, as new ones; null where what is left of it is not as `linked` writes it. */
export function unlinked(text) {
  try {
    // some escape twice
    while (/%[\dA-Fa-f]{2}/.test(text)) text = text.replace(/(%[\dA-Fa-f]{2})+/g, decodeURIComponent);
  } catch {
    return null;
  }
  const [version, ...rows] = text
    .normalize("NFC")
    .replace(/\p{Cf}|[\r\n\\]|(%[\dA-Fa-f]|[^\p{L}\d~]+)$/gu, "")
    .split("!");
  const interviews = rows.map(interviewOf);
  return /^p=(3D)?1$/.test(version) && interviews.length && interviews.every(Boolean) ? interviews : null;
}

/** An Interview, or null. Only a region's name may hold blanks, and letters of any kind. */
function interviewOf(row) {
  const fields = row
    .split("~")
    .map((value, at) => (FIELDS[at] === "region" ? value.trim() : value.replace(/[\s>=]|[^\w:,/+-].*/gs, "")));
  const values = Object.fromEntries(FIELDS.map((name, at) => [name, fields[at] ?? ""]));
  const shifts = fields[FIELDS.length] ?? "";
  const interview = fresh({
    ...values,
    shifts: Object.fromEntries([...shifts.matchAll(/([^,]+),([^,]+)/g)].map(([, ...pair]) => pair)),
  });
  const isWhole =
    interview.date && FIELDS.every((name) => interview[name] === values[name]) && moved(interview) === shifts;
  // a zone that this browser does not know is one that was cut, unless something follows it
  const hasZone = isKnown(interview.zone) || (fields.length > FIELDS.length && /\/|^$/.test(interview.zone));
  return isWhole && hasZone ? interview : null;
}
