/**
 * Draws the weeks of a plan: a ruled calendar, a row a week, with a bar for each window. The list of steps says the
 * same, so a screen reader hears one sentence. Where a thing stands is weeks.js's to say, how it looks strip.css's.
 */
import { make } from "../page/dom.js";
import { readersLanguage } from "../page/zone_names.js";
import { layout, weekStart } from "../dates/weeks.js";

/**
 * A plan is {dated, steps, office, interviewDay, today, say, zone}; `zone` is the employer's, for steps that are
 * instants.
 */
export function strip(plan) {
  const { say } = plan;
  const rows = layout(plan.dated, { ...plan, firstDay: weekStart(new Intl.Locale(readersLanguage())) });
  const days = rows.flatMap((row) => row.days);
  const head = days.slice(0, 7).map((day) => make("small", {}, say.day(day, { weekday: "short" }, false)));
  const weeks = rows.flatMap((row, index) => drawWeek(row, !index, plan));
  const ariaLabel =
    `The weeks of your plan, ${say.day(days[0])} to ${say.day(days.at(-1))}; ` + "the list of steps says the same.";
  return make(
    "div",
    { className: "strip", role: "img", ariaLabel },
    part("div", "week head", ...head),
    ...weeks,
    drawLegend(days, plan),
  );
}

function drawWeek({ days, bars, lanes, left }, isFirst, plan) {
  const months = days.map(
    (day, column) =>
      (/01$/.test(day) || (!column && (left || isFirst))) &&
      at(make("small", {}, plan.say.day(day, { month: "short" })), column, column),
  );
  const week = part(
    "div",
    "week",
    ...months,
    ...days.map((day, column) => drawDay(day, column, plan)),
    ...bars.flatMap((bar) => drawBar(bar, plan)),
  );
  const heights = lanes.map((isLabelled) => (isLabelled ? "1.85rem" : "1.1rem")).join(" ");
  week.style.gridTemplateRows = `auto 2.2rem ${heights} .5rem`;
  return [left && make("p", {}, `${left} ${left > 1 ? "weeks" : "week"}`), week];
}

function drawDay(day, column, { office, interviewDay, today }) {
  const title = office.holiday(day) ?? "";
  const kinds = `${day === interviewDay ? "interview" : ""} ${day === today ? "today" : ""}`;
  const box = part("span", `day ${title ? "holiday" : office.isOpen(day) ? "" : "off"}`, number(day, kinds));
  return at(Object.assign(box, { title }), column, column);
}

function drawBar({ id, first, last, begins, ends, best, lane, taken }, { dated, steps }) {
  const { status } = dated.find((step) => step.id === id);
  const { title } = steps.find((step) => step.id === id);
  return [
    at(part("i", `bar ${status} ${begins ? "" : "from"} ${ends ? "" : "on"}`), first, last, lane),
    begins &&
      at(
        part(
          "span",
          `label ${status} ${taken[0] < first ? "end" : ""}`,
          `${status === "done" ? "\u2713 " : ""}${title}`,
        ),
        ...taken,
        lane,
      ),
    best >= 0 && best < 7 && at(part("i", `best ${status}`), best, best, lane),
  ];
}

function drawLegend(days, { office, interviewDay, today, say }) {
  const holidays = {};
  for (const day of days.filter(office.holiday))
    (holidays[office.holiday(day)] ??= []).push(say.day(day, { weekday: "short", day: "numeric", month: "short" }));
  const named = Object.entries(holidays).map(([name, on]) => `${name}: ${on[0]}${on[1] ? ` to ${on.at(-1)}` : ""}`);
  const key = (mark, words) => words && part("span", "key", mark, words);
  return make(
    "p",
    {},
    key(number(interviewDay, "interview"), "interview"),
    key(number(today, "today"), days.includes(today) && "today"),
    key(part("i", "best"), "the day for it"),
    key(part("i", "off"), "day off"),
    key(part("i", "holiday"), named.join("; ")),
  );
}

const number = (day, kinds) => part("b", kinds, +day.slice(8));

/** An element with its kinds as classes. */
const part = (name, kinds, ...content) => make(name, { className: kinds.replace(/\w+/g, "strip__$&") }, ...content);

/** In these columns and this lane, or in the row that its style sheet says. */
function at(element, first, last, lane) {
  element.style.gridColumn = `${first + 1} / ${last + 2}`;
  if (lane >= 0) element.style.gridRow = lane + 3;
  return element;
}
