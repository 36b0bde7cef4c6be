/** The whole plan as it goes on paper: each interview with its steps in order of time, then who is there, and notes. */
import { readersLanguage, zoneLabel } from "../page/zone_names.js";
import { make } from "../page/dom.js";
import { copy } from "./templates.js";
import { queue } from "./queue.js";
import { drawRow } from "../page/rows.js";
import { label } from "../device/state.js";
import { speaker } from "../page/words.js";

/** A section for each interview, soonest first. On paper each day has its year, and each interview its zone. */
export function pages(state, steps, around) {
  const rows = queue(state, steps, around);
  const soonest = [...state.interviews].sort((a, b) => ((a.date || "z") < (b.date || "z") ? -1 : 1));
  return soonest.map((interview) =>
    page(
      interview,
      rows.filter((row) => row.interview === interview),
      steps,
      around(interview),
    ),
  );
}

function page(interview, rows, steps, around) {
  const { zone, zoneHere } = around;
  const say = speaker({ language: readersLanguage(), zone, zoneHere, today: "" });
  const { date, until, start, time, role, people, notes } = interview;
  const days = [date, until]
    .filter(Boolean)
    .map((day) => say.day(day))
    .join(" – ");
  const hours = [start && `begins at ${say.at(start)}`, time && `ends at ${say.at(time)}`];
  const about = [role, days, ...hours, date && zoneLabel(zone)].filter(Boolean).join(" · ");
  const list = make(
    "ol",
    { className: "steps" },
    ...rows.map(({ step }) =>
      line(
        steps.find(({ id }) => id === step.id),
        step,
        { ...interview, ...around, say },
      ),
    ),
  );
  const known = people.map(({ name, email, phone, notes: about }) =>
    [name, email, phone, about].filter(Boolean).join(" · "),
  );
  const lines = [...known, notes].map((words) => make("p", { className: "paper__notes" }, words));
  return make(
    "section",
    { className: "paper__page" },
    make("h2", {}, label(interview, say, around.interviews)),
    make("p", {}, about),
    list,
    ...lines,
  );
}

function line(stated, step, around) {
  const row = copy("row");
  row.querySelector("a").textContent = stated.title;
  drawRow({ ...stated, row, tick: row.querySelector("[type=checkbox]") }, step, around);
  return row;
}
