/**
 * Writes dated steps into the timeline's rows, and takes them out again. The row's own markup, links and words stay.
 *
 * A row has a place for each thing that it can say: [data-part=leaf|dates|why|call|status|tick|move].
 */
import { replaceContent, make } from "./dom.js";
import { firstEnd } from "./words.js";
import { dayOf, utc } from "../dates/zones.js";

const ENDS = ["earliest", "suggested", "latest"];
const rows = new WeakMap(); // the parts of each, by name
const STATUS = { upcoming: "Upcoming", due: "Due now", done: "Done" };

/** The steps as the page's markup states them. */
export const readSteps = (section) =>
  [...section.querySelectorAll("[data-step]")].map((row) => ({
    row,
    id: row.dataset.step,
    via: row.dataset.via,
    window: row.dataset.window,
    from: row.dataset.from,
    waits: "waits" in row.dataset,
    title: row.querySelector("a").textContent,
    tick: row.querySelector("input[type=checkbox]"),
    shift: row.querySelector("[data-shift]"),
  }));

export function drawRow(stated, step, { say, office, post, zone, mayCall, collection }) {
  const { row, tick } = stated;
  for (const end of ENDS) row.dataset[end] = stamp(step, end);
  row.dataset.status = step.status;
  if (step.moved) row.dataset.moved = step.moved;
  else delete row.dataset.moved;
  const parts = partsOf(row);
  show(parts.leaf, leaf(dayOf(step.suggested, zone), say));
  show(parts.dates, dates(step, say));
  show(parts.why, say.why(step, { office, post, collection }));
  show(
    parts.call,
    mayCall &&
      stated.waits &&
      !step.closed &&
      `A call on ${say.day(step.suggested)} is as good as an email, because they invited it.`,
  );
  show(parts.status, statusWords(step));
  parts.tick.hidden = parts.move.hidden = false;
  tick.checked = step.status === "done" && !step.closed;
}

export function clearRow({ row, tick }) {
  for (const name of [...ENDS, "status", "moved"]) delete row.dataset[name];
  for (const part of row.querySelectorAll("[data-part]")) part.hidden = true;
  tick.checked = false;
}

/** The value of an end as attributes carry it: a day, or an instant in UTC. */
export const stamp = (step, end) => (typeof step[end] === "number" ? utc(step[end]) : step[end]);

function partsOf(row) {
  if (!rows.has(row))
    rows.set(
      row,
      Object.fromEntries([...row.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part])),
    );
  return rows.get(row);
}

/** Fills a part of a row and shows it, or hides it when there is nothing to say. */
function show(part, content) {
  part.hidden = !content;
  replaceContent(part, [content || ""].flat());
}

function dates(step, say) {
  const at = (end) => make("time", { dateTime: stamp(step, end) }, say.end(step, end));
  if (step.shifted)
    return [
      "On ",
      at("suggested"),
      ", the day that you chose",
      ...(typeof step.latest === "number" ? [", by ", at("latest")] : []),
      ".",
    ];
  if (step.dateOnly) return ["By ", at("latest"), `, ${CLOCK[step.from] ?? "the same hour"}.`];
  if (step.instant || (step.via === "post" && step.earliest < step.latest)) return ["By ", at("latest"), "."];
  const first = firstEnd(step);
  if (step.empty || step[first] === step.latest) return ["On ", at("suggested"), "."];
  const best = step.suggested === step[first] ? [] : [" Best on ", at("suggested"), "."];
  return ["From ", at(first), " to ", at("latest"), ".", ...best];
}

/** R1: with a date alone, the deadline is the day, at the hour the reader knows. */
const CLOCK = { end: "at the time your interview ended", start: "counted from the time it begins" };

function statusWords({ status, late, via, gone }) {
  if (gone) return "Its time has passed";
  if (status !== "overdue") return STATUS[status];
  const days = late > 1 ? `${late} days` : late === 1 ? "1 day" : "less than a day";
  return `Overdue by ${days}: ${via ? "send it now" : "do it now"}`;
}

/** A leaf of a tear-off calendar. */
const leaf = (day, say) =>
  [
    ["weekday", "span"],
    ["day", "b"],
    ["month", "span"],
  ].map(([field, name]) => make(name, {}, say.day(day, { [field]: field === "day" ? "numeric" : "short" }, false)));
