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

export const linked = (interviews) => `p=1${interviews.map((one) => `!${[...FIELDS.map((name) => encodeURI(one[name])), moved(one)].join("~")}`).join("")}`;

const moved = ({ shifts }) => Object.entries(shifts).flat().join(",");

/** The interviews of a fragment, as new ones; null where what is left of it is not as `linked` writes it. */
export function unlinked(text) {
  try {
    while (/%[\dA-Fa-f]{2}/.test(text)) text = text.replace(/(%[\dA-Fa-f]{2})+/g, decodeURIComponent); // some escape twice
  } catch {
    return null;
  }
  const [start, ...rows] = text.normalize("NFC").replace(/\p{Cf}|[\r\n\\]|(%[\dA-Fa-f]|[^\p{L}\d~]+)$/gu, "").split("!");
  const found = rows.map(interviewOf);
  return /^p=(3D)?1$/.test(start) && found.length && found.every(Boolean) ? found : null;
}

/** An Interview, or null. Only a region's name may hold blanks, and letters of any kind. */
function interviewOf(row) {
  const given = row.split("~").map((value, at) => (FIELDS[at] === "region" ? value.trim() : value.replace(/[\s>=]|[^\w:,/+-].*/gs, "")));
  const values = Object.fromEntries(FIELDS.map((name, at) => [name, given[at] ?? ""]));
  const shifts = given[FIELDS.length] ?? "";
  const one = fresh({ ...values, shifts: Object.fromEntries([...shifts.matchAll(/([^,]+),([^,]+)/g)].map(([, ...pair]) => pair)) });
  const isWhole = one.date && FIELDS.every((name) => one[name] === values[name]) && moved(one) === shifts;
  // a zone that this browser does not know is one that was cut, unless something follows it
  const hasZone = isKnown(one.zone) || (given.length > FIELDS.length && /\/|^$/.test(one.zone));
  return isWhole && hasZone ? one : null;
}
