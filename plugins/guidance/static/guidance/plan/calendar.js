/**
 * Which days an employer's office works. Pure: takes a country's table (regions/XX.json) as data.
 *
 * `office(table, part)` answers for a country or one of its parts; without a table the weekend is Saturday and
 * Sunday and there are no holidays. Outside the table's years only weekends count: ask `covers`.
 */
import { addDays, weekday } from "./days.js";

export function office(table, part) {
  const own = table?.parts?.[part] ?? {};
  const names = holidayNames(table, own);
  const work = new Set(list(own.work ?? table?.work));
  const weekends = Object.entries(own.weekend ?? table?.weekend ?? { "1900-01-01": [0, 6] }).reverse();
  const [first, last] = table?.years ?? [1, 0];

  const isWeekend = (day) => (weekends.find(([since]) => since <= day)?.[1] ?? []).includes(weekday(day));
  const isOpen = (day) => (isWeekend(day) ? work.has(day) : !names.has(day));
  const open = (day, step) => {
    while (!isOpen(day)) day = addDays(day, step);
    return day;
  };
  return {
    isOpen,
    isWeekend,
    holiday: (day) => names.get(day),
    covers: (day) => first <= +day.slice(0, 4) && +day.slice(0, 4) <= last,
    onOrAfter: (day) => open(day, 1),
    onOrBefore: (day) => open(day, -1),
    /** The count-th business day after `day` (before it, if negative); 0 is the day itself. */
    add(day, count) {
      const step = Math.sign(count);
      for (let left = Math.abs(count); left; left -= 1) day = open(addDays(day, step), step);
      return day;
    },
  };
}

function holidayNames(table, own) {
  const names = new Map();
  const put = (days = {}) => Object.entries(days).forEach(([name, when]) => list(when).forEach((day) => names.set(day, name)));
  put(table?.days);
  list(own.drop).forEach((day) => names.delete(day));
  put(own.days);
  return names;
}

const list = (days) => (days ? days.split(" ") : []);
