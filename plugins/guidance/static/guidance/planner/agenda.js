/** The plan page's queue over all interviews: a row for each step that is due, a list of the rest, and the news. */
import { office, post } from "../dates/calendar.js";
import { learnZones, regionTable } from "../page/choices.js";
import { readersLanguage, readersZone } from "../page/zone_names.js";
import { write } from "../page/dom.js";
import { zoneNote } from "../page/messages.js";
import { copy, name, placeRows, words } from "./templates.js";
import { queue } from "./queue.js";
import { drawRow } from "../page/rows.js";
import { label } from "../device/state.js";
import { gloss, speaker } from "../page/words.js";
import { wallTime } from "../dates/zones.js";

const regions = new Map();

export class Agenda {
  constructor(section, steps) {
    [this.due, this.rest] = ["queue", "rest"].map((name) => section.querySelector(`[data-part=${name}]`));
    this.section = section;
    this.steps = new Map(steps.map((step) => [step.id, step]));
    this.rows = new Map();
    this.memo = new Map();
  }

  /** Draws both lists, and gives the news. Rows of the rest are made only while it is open. */
  draw(state, around) {
    const all = queue(state, [...this.steps.values()], around, this.memo);
    const due = all.filter(isDue);
    const stays = document.activeElement.matches("[data-shift]") && document.activeElement.closest("[data-step]");
    const above = all.filter((entry) =>
      stays && this.rows.get(entry.key)?.row === stays ? this.due.contains(stays) : isDue(entry),
    );
    const below = this.rest.parentElement.open ? all.filter((entry) => !above.includes(entry)) : [];
    const drawn = (entry) => this.drawStep(entry, around(entry.interview));
    placeRows(
      [
        [this.due, above.map(drawn)],
        [this.rest, below.map(drawn)],
      ],
      this.section.querySelector("h2"),
    );
    return this.news(state, due, all, around);
  }

  drawStep({ interview, step, key }, { say, office, post, zone, today, interviews }) {
    const stated = this.steps.get(step.id);
    if (!this.rows.has(key)) this.rows.set(key, newRow(interview, stated));
    const entry = this.rows.get(key);
    const whose = label(interview, say, interviews);
    const { mayCall, collection } = interview;
    const drawn = JSON.stringify([step, whose, mayCall, collection, interview.region, zone, today]);
    entry.tick.checked = step.status === "done"; // the reader may have changed it since
    if (entry.drawn === drawn) return entry.row;
    entry.drawn = drawn;
    write(entry.row.querySelector("[data-part=whose]"), whose);
    name(entry.row, `${stated.title}, ${whose}`);
    drawRow({ ...stated, ...entry }, step, { say, office, post, zone, mayCall, collection });
    entry.shift.value = interview.shifts[step.id] ?? "";
    return entry.row;
  }

  /** What is to be done now, or when there is something to do again. */
  news({ interviews }, due, all, around) {
    const [next] = all
      .filter(({ step }) => step.status === "upcoming")
      .sort((a, b) => (a.step.due < b.step.due ? -1 : 1));
    const late = due.filter(({ step }) => step.status === "overdue").length;
    const isDated = all.length || interviews.every(({ date }) => date);
    const what = situation({ late, due: due.length, next, count: interviews.length, isDated });
    this.section.dataset.plan = what;
    if (what !== "next") return words(what, { due: due.length, late });
    const { say } = around(next.interview);
    return words(what, {
      title: this.steps.get(next.step.id).title,
      when: gloss(next.step, say),
      whose: label(next.interview, say, interviews),
    });
  }
}

/** What the news is about, by the name of its sentence. */
function situation({ late, due, next, count, isDated }) {
  if (late) return "late";
  if (due) return "due";
  if (next) return "next";
  if (!count) return "empty";
  return isDated ? "done" : "undated";
}

const isDue = ({ step }) => step.status === "due" || step.status === "overdue";

function newRow(interview, stated) {
  const row = copy("row");
  const [link, tick, shift] = ["a", "[type=checkbox]", "[data-shift]"].map((part) => row.querySelector(part));
  Object.assign(row.dataset, { interview: interview.id, step: stated.id });
  link.href = stated.row.querySelector("a").getAttribute("href");
  link.textContent = stated.title;
  return { row, tick, shift };
}

/**
 * What the dates of each interview hang on besides itself, its region's calendars and the clocks: `around(interview)`,
 * as `queue` wants it. Where a calendar cannot come, weekends alone count, and `failed` says so.
 */
export async function surroundings({ interviews }) {
  const dated = interviews.filter(({ date }) => date);
  const zoneHere = readersZone();
  const regionsOf = new Set(["none", ...interviews.map(({ region }) => region || "none")]);
  await Promise.all([learnZones(zoneHere, ...interviews.map(({ zone }) => zone)), ...[...regionsOf].map(fetched)]);
  const now = Date.now();
  const today = wallTime(now, zoneHere).day;
  const around = ({ zone: stored, region }) => {
    const zone = stored || zoneHere;
    const say = speaker({ language: readersLanguage(), zone, zoneHere, today });
    return { ...(regions.get(region || "none") ?? regions.get("none")), zone, zoneHere, now, today, say, interviews };
  };
  around.failed = dated.some(({ region }) => !regions.has(region || "none"));
  around.notes = new Set(
    dated.flatMap((interview) => zoneNote([interview.zone || zoneHere, zoneHere], [about(interview)])),
  );
  return around;
}

/** Roughly when an interview and what hangs on its hours are, which will do to ask about a zone's rules. */
function about({ date, until }) {
  const earliest = Date.parse(until || date);
  return { earliest, latest: earliest + 2 * 86_400_000 };
}

/**
 * A region's calendars, made once: a table holds hundreds of days. What failed is tried again with the next drawing.
 */
async function fetched(region) {
  if (regions.has(region)) return;
  const calendar = await regionTable(region).catch(() => ({ failed: true }));
  const { table, part, failed } = calendar;
  if (!failed) regions.set(region, { calendar, office: office(table, part), post: post(table, part) });
}
