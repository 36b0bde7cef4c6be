/** What the timeline says around its steps: about clocks, holidays, memory, and what comes next. Pure. */
import { gloss } from "./words.js";
import { toInstant, wallTime } from "./zones.js";

/** What became of an hour that the clocks skipped or showed twice, on the interview's day. */
export function clockNote({ date, time, start, zone }, say) {
  const odd = [time, start]
    .filter(Boolean)
    .map((clock) => ({ clock, ...toInstant(date, clock, zone) }))
    .filter(({ shown }) => shown !== "once");
  return odd
    .map(({ clock, shown, instant }) =>
      shown === "never"
        ? `${clock} did not exist there on that day, because the clocks went forward. Counted as ${say.clock(instant, zone)}${nextDay(instant, zone, date, say)}.`
        : `${clock} came twice there on that day, because the clocks went back. Counted as the first.`,
    )
    .join(" ");
}

const nextDay = (instant, zone, date, say) => (wallTime(instant, zone).day === date ? "" : ` on ${say.day(wallTime(instant, zone).day)}`);

/** Which days off were counted. Always that public holidays may differ; where tables end, that weekends alone count. */
export function holidayNote(region, { table, part, failed }, beyond) {
  const differ = "Public holidays may differ.";
  if (failed) return `The holidays could not be loaded, so weekends only are counted. ${differ}`;
  if (!table) return `No region is chosen, so weekends only are counted. ${differ}`;
  const name = [table.name, table.parts?.[part]?.name].filter(Boolean).join(": ");
  const [first, last] = table.years;
  const years = [...new Set(beyond.map((day) => day.slice(0, 4)))].join(" and ");
  if (years) return `The holidays of ${name} are known from ${first} to ${last}. For ${years}, weekends only are counted. ${differ}`;
  return `Weekends and the public holidays of ${name} are counted. ${differ}`;
}

export const memoryNote = (kept) => (kept ? "" : "This browser does not let the page keep your date: it is gone when you leave the page.");

/** The one thing to do next, or that all is done. */
export function newsOf(dated, steps, say) {
  const open = dated.filter(({ status }) => status !== "done");
  if (!open.length) return "Well done. Every step is taken; now let it rest.";
  const [next] = open.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
  const { title } = steps.find(({ id }) => id === next.id);
  return `${open.length === dated.length ? "Your plan is ready. First" : "Next"}: ${title}, ${gloss(next, say)}.`;
}
