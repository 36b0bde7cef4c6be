/**
 * Which days an employer's office works, and on which days letters are collected there. Pure: takes a country's
 * table (regions/XX.json) as data.
 *
 * `office(table, part)` and `post(table, part)` answer for a country or one of its parts; without a table the weekend
 * is Saturday and Sunday and there are no holidays. Outside the table's years only weekends count: ask `covers`.
 */
import { addDays, weekday } from "./days.js";

const SATURDAY = 6;

export function office(table, part) {
  const own = table?.parts?.[part] ?? {};
  const names = holidayNames(table, own);
  const work = new Set(list(own.work ?? table?.work));
  const weekends = Object.entries(own.weekend ?? table?.weekend ?? { "1900-01-01": [0, 6] }).reverse();
  const [first, last] = table?.years ?? [1, 0];

  const weekend = (day) => weekends.find(([since]) => since <= day)?.[1] ?? [];
  const isWeekend = (day) => weekend(day).includes(weekday(day));
  const isOpen = (day) => (isWeekend(day) ? work.has(day) : !names.has(day));
  const { onOrAfter, onOrBefore } = search(isOpen);
  return {
    isOpen,
    isWeekend,
    weekend,
    holiday: (day) => names.get(day),
    covers: (day) => first <= +day.slice(0, 4) && +day.slice(0, 4) <= last,
    onOrAfter,
    onOrBefore,
    /** The count-th business day after `day` (before it, if negative); 0 is the day itself. */
    add(day, count) {
      const step = Math.sign(count);
      for (let left = Math.abs(count); left; left -= 1) day = (step < 0 ? onOrBefore : onOrAfter)(addDays(day, step));
      return day;
    },
  };
}

/**
 * The days with a collection. Some countries' tables name those without one (`post`: weekdays, and days where they
 * are not the office's holidays); elsewhere the post keeps the office's days, and the Saturday of a weekend of two.
 */
export function post(table, part) {
  const there = office(table, part);
  const own = table?.post;
  const days = own?.days && new Set(list(own.days));
  const names = holidayNames(table);
  put(names, own?.names);

  const isSaturdayOfTwo = (day) => weekday(day) === SATURDAY && `${there.weekend(day)}` === "0,6";
  const isWeekly = (day) => (own ? own.weekend.includes(weekday(day)) : there.isWeekend(day) && !isSaturdayOfTwo(day));
  const isOpen = own
    ? (day) => !isWeekly(day) && !(days ? days.has(day) : there.holiday(day))
    : (day) => there.isOpen(day) || (isSaturdayOfTwo(day) && !there.holiday(day));
  return { isOpen, holiday: (day) => (isWeekly(day) ? "" : (there.holiday(day) ?? names.get(day))), ...search(isOpen) };
}

/** The nearest open day from a day on, and back from it. */
function search(isOpen) {
  const from = (step) => (day) => {
    while (!isOpen(day)) day = addDays(day, step);
    return day;
  };
  return { onOrAfter: from(1), onOrBefore: from(-1) };
}

function holidayNames(table, own = {}) {
  const names = new Map();
  put(names, table?.days);
  list(own.drop).forEach((day) => names.delete(day));
  put(names, own.days);
  return names;
}

const put = (names, days = {}) =>
  Object.entries(days).forEach(([name, when]) => list(when).forEach((day) => names.set(day, name)));

const list = (days) => (days ? days.split(" ") : []);
