/**
 * Draws the weeks of a plan: a ruled calendar, a row a week, with a bar for each window. The list of steps says the
 * same, so a screen reader hears one sentence. Where a thing stands is weeks.js's to say, how it looks strip.css's.
 */
import { readersLanguage } from "../page/zone_names.js";
import { layout, weekStart } from "../dates/weeks.js";

/** `zone` is the employer's, for steps that are instants. */
export function strip(dated, { steps, office, interviewDay, today, say, zone }) {
  const rows = layout(dated, { interviewDay, zone, firstDay: weekStart(new Intl.Locale(readersLanguage())) });
  const all = rows.flatMap(({ days }) => days);
  const find = (list, id) => list.find((step) => step.id === id);
  const number = (day, kinds) => make("b", kinds, +day.slice(8));

  const drawDay = (day, column) => {
    const name = office.holiday(day) ?? "";
    const kinds = `${day === interviewDay ? "interview" : ""} ${day === today ? "today" : ""}`;
    const box = make("span", `day ${name ? "holiday" : office.isOpen(day) ? "" : "off"}`, number(day, kinds));
    box.title = name;
    return at(box, column, column);
  };
  const drawBar = ({ id, first, last, begins, ends, best, lane, taken }) => {
    const { status } = find(dated, id);
    const words = `${status === "done" ? "\u2713 " : ""}${find(steps, id).title}`;
    return [
      at(make("i", `bar ${status} ${begins ? "" : "from"} ${ends ? "" : "on"}`), first, last, lane),
      begins && at(make("span", `label ${status} ${taken[0] < first ? "end" : ""}`, words), ...taken, lane),
      best >= 0 && best < 7 && at(make("i", `best ${status}`), best, best, lane),
    ];
  };
  const drawRow = ({ days, bars, lanes, left }, index) => {
    const months = days.map((day, column) => (/01$/.test(day) || (!column && (left || !index))) && at(make("small", "", say.day(day, { month: "short" })), column, column));
    const week = make("div", "week", ...months, ...days.map(drawDay), ...bars.flatMap(drawBar));
    week.style.gridTemplateRows = `auto 2.2rem ${lanes.map((isLabelled) => (isLabelled ? "1.85rem" : "1.1rem")).join(" ")} .5rem`;
    return [left && make("p", "", `${left} ${left > 1 ? "weeks" : "week"}`), week];
  };

  const holidays = {};
  for (const day of all.filter(office.holiday)) (holidays[office.holiday(day)] ??= []).push(say.day(day, { weekday: "short", day: "numeric", month: "short" }));
  const named = Object.entries(holidays).map(([name, on]) => `${name}: ${on[0]}${on[1] ? ` to ${on.at(-1)}` : ""}`);
  const key = (mark, words) => words && make("span", "key", mark, words);
  const legend = [
    key(number(interviewDay, "interview"), "interview"),
    key(number(today, "today"), all.includes(today) && "today"),
    key(make("i", "best"), "the day for it"),
    key(make("i", "off"), "day off"),
    key(make("i", "holiday"), named.join("; ")),
  ];
  const head = all.slice(0, 7).map((day) => make("small", "", say.day(day, { weekday: "short" }, false)));
  const whole = make("div", "", make("div", "week head", ...head), ...rows.flatMap(drawRow), make("p", "", ...legend));
  whole.className = "strip";
  whole.role = "img";
  whole.ariaLabel = `The weeks of your plan, ${say.day(all[0])} to ${say.day(all.at(-1))}; the list of steps says the same.`;
  return whole;
}

/** An element with its kinds as classes; content that is not there is left out. */
function make(name, kinds, ...content) {
  const element = document.createElement(name);
  element.className = kinds.replace(/\w+/g, "strip__$&");
  element.append(...content.filter(Boolean));
  return element;
}

/** In these columns and this lane, or in the row that its style sheet says. */
function at(element, first, last, lane) {
  element.style.gridColumn = `${first + 1} / ${last + 2}`;
  if (lane >= 0) element.style.gridRow = lane + 3;
  return element;
}
