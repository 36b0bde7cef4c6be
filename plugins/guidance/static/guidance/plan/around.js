/** What the dates of each interview hang on besides itself: the calendars of its region, the clocks, and now. */
import * as calendars from "./calendar.js";
import { regionTable } from "./choices.js";
import { readersZone, zoneName } from "./names.js";
import { speaker } from "./words.js";
import { wallTime } from "./zones.js";

const regions = new Map(); // both calendars of a region, made once: a table holds hundreds of days
const zones = new Map();

/** `around(one)` for a State's interviews, as `queue` wants it; where a calendar cannot come, weekends alone count. */
export async function surroundings({ interviews }) {
  const dated = interviews.filter(({ date }) => date);
  await Promise.all([...new Set(["none", ...dated.map(({ region }) => region || "none")])].map(fetched));
  const now = Date.now();
  const zoneHere = readersZone();
  const today = wallTime(now, zoneHere).day;
  return ({ zone: given, region }) => {
    if (!zones.has(given)) zones.set(given, zoneName(given));
    const zone = zones.get(given) ?? zoneHere;
    const say = speaker({ language: navigator.language, zone, zoneHere, today });
    return { ...(regions.get(region || "none") ?? regions.get("none")), zone, zoneHere, now, today, say };
  };
}

/** What failed is tried again with the next drawing. */
async function fetched(region) {
  if (regions.has(region)) return;
  const { table, part } = await regionTable(region).catch(() => ({ table: undefined }));
  if (table !== undefined || region === "none") regions.set(region, { office: calendars.office(table, part), post: calendars.post(table, part) });
}
