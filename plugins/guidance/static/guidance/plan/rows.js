/**
 * Writes dated steps into the timeline's rows, and takes them out again. The row's own markup, links and words stay.
 *
 * A row has a place for each thing that it can say: [data-part=leaf|dates|why|call|status|tick].
 */
import { utc, wallTime } from "./zones.js";

const ENDS = ["earliest", "suggested", "latest"];
const STATUS = { upcoming: "Upcoming", due: "Due now", done: "Done" };

/** The steps as the page's markup states them. */
export const readSteps = (section) =>
  [...section.querySelectorAll("[data-step]")].map((row) => ({
    row,
    id: row.dataset.step,
    via: row.dataset.via,
    window: row.dataset.window,
    from: row.dataset.from,
    title: row.querySelector("a").textContent,
    tick: row.querySelector("input[type=checkbox]"),
  }));

export function drawRow({ row, tick }, step, { say, office, zone, mayCall }) {
  for (const end of ENDS) row.dataset[end] = stamp(step, end);
  row.dataset.status = step.status;
  if (step.moved) row.dataset.moved = step.moved;
  else delete row.dataset.moved;
  const part = parts(row);
  part("leaf", leaf(step.instant ? wallTime(step.suggested, zone).day : step.suggested, say));
  part("dates", dates(step, say));
  part("why", say.why(step, office));
  part("call", mayCall && invites(step) ? `A call on ${say.day(step.suggested)} is as good as an email, because they invited it.` : "");
  part("status", statusWords(step));
  row.querySelector("[data-part=tick]").hidden = false;
  tick.checked = step.status === "done";
}

export function clearRow({ row, tick }) {
  for (const name of [...ENDS, "status", "moved"]) delete row.dataset[name];
  for (const part of row.querySelectorAll("[data-part]")) part.hidden = true;
  tick.checked = false;
}

/** The value of an end as attributes carry it: a day, or an instant in UTC. */
export const stamp = (step, end) => (step.instant ? utc(step[end]) : step[end]);

export function time(step, end, words) {
  const element = document.createElement("time");
  element.dateTime = stamp(step, end);
  element.textContent = words;
  return element;
}

/** Fills a part of a row and shows it, or hides it when there is nothing to say. */
const parts = (row) => (name, content) => {
  const part = row.querySelector(`[data-part=${name}]`);
  part.hidden = !content;
  part.replaceChildren(...[content].flat());
};

function dates(step, say) {
  const at = (end) => time(step, end, say.end(step, end));
  if (step.dateOnly && !step.via?.startsWith("post")) return ["By ", at("latest"), `, ${CLOCK[step.from] ?? "the same hour"}.`];
  if (step.instant || step.dateOnly || step.via === "post") return ["By ", at("latest"), "."];
  if (step.empty || step.earliest === step.latest) return ["On ", at("suggested"), "."];
  const best = step.suggested === step.earliest ? [] : [" Best on ", at("suggested"), "."];
  return ["From ", at("earliest"), " to ", at("latest"), ".", ...best];
}

/** R1: with a date alone, the deadline is the day, at the hour the reader knows. */
const CLOCK = { end: "at the time your interview ended", start: "counted from the time it begins" };

/** The first check-in is the email that waits some days after the interview itself. */
const invites = ({ via, closed, from, due, earliest }) => via === "email" && closed && ["day", "end", "start"].includes(from) && due >= earliest;

function statusWords({ status, late, via }) {
  if (status !== "overdue") return STATUS[status];
  const days = late > 1 ? `${late} days` : late === 1 ? "1 day" : "less than a day";
  return `Overdue by ${days}: ${via ? "send it now" : "do it now"}`;
}

/** A leaf of a tear-off calendar. */
function leaf(day, say) {
  return [["weekday", "span"], ["day", "b"], ["month", "span"]].map(([field, name]) => {
    const element = document.createElement(name);
    element.textContent = say.day(day, { [field]: field === "day" ? "numeric" : "short" }, false);
    return element;
  });
}
