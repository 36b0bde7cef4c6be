/**
 * Interviews as a link that carries their days, clocks, zone and region, and the days that steps were moved to: no
 * name, note or tick. Pure.
 *
 * "p=1", and for each interview "!" and its fields with "~" between them. It stands in the fragment of an address,
 * which no browser sends anywhere.
 */
import { zoneName } from "./names.js";
import { fresh } from "./state.js";

const FIELDS = ["date", "until", "start", "time", "decision", "collection", "region", "zone"];
const MOST = 50;

export const linked = (interviews) => `p=1${interviews.map((one) => `!${[...FIELDS.map((name) => one[name]), moved(one)].join("~")}`).join("")}`;

const moved = ({ shifts }) => Object.entries(shifts).flat().join(",");

/** The interviews of a fragment, as new ones; null where anything in it is not as `linked` writes it. */
export function unlinked(text) {
  const [, ...rows] = text.split("!");
  const found = rows.slice(0, MOST).map(interviewOf);
  const isWhole = found.length && linked(found) === text && found.every(({ date, zone }) => date && (!zone || zoneName(zone)));
  return isWhole ? found : null;
}

function interviewOf(row) {
  const values = row.split("~");
  const shifts = Object.fromEntries([...(values[FIELDS.length] ?? "").matchAll(/([^,]+),([^,]+)/g)].map(([, step, day]) => [step, day]));
  return fresh({ ...Object.fromEntries(FIELDS.map((name, at) => [name, values[at]])), shifts });
}
