/** What the timeline says around its steps: about clocks, holidays, memory, and what comes next. Pure. */
import { endDay } from "../dates/moments.js";
import { zoneLabel } from "./zone_names.js";
import { gloss, LONG } from "./words.js";
import { isKnown, isOutdated, toInstant, wallTime } from "../dates/zones.js";

/**
 * That it ends past midnight, and what became of an hour that the clocks skipped or showed twice, on its first day or
 * its last.
 */
export function clockNote(plan, say) {
  const { date, until, time, start, zone } = plan;
  const last = endDay(date, plan);
  const turned = last === (until || date) ? [] : [`It ends past midnight, on ${say.day(last)}.`];
  const notes = [
    [last, time],
    [date, start],
  ]
    .filter(([, clock]) => clock)
    .map(([day, clock]) => ({ day, clock: say.at(clock), ...toInstant(day, clock, zone) }))
    .filter(({ shown }) => shown !== "once")
    .map(({ day, clock, shown, instant }) =>
      shown === "never"
        ? `There was no ${clock} on that day: the clocks went forward. ` +
          `The plan counts from ${say.clock(instant, zone)}${nextDay(instant, zone, day, say)}.`
        : `${clock} came twice on that day: the clocks went back. The plan counts from the first.`,
    );
  return [...turned, ...notes].join(" ");
}

const nextDay = (instant, zone, date, say) =>
  wallTime(instant, zone).day === date ? "" : ` on ${say.day(wallTime(instant, zone).day)}`;

/** The interview's day with its year, and whose clock it is: both stand on paper, where the form does not. */
export const dayNote = ({ date, zone }, say) =>
  `Counted from ${say.day(date, { ...LONG, year: "numeric" })}, in the time of ${zoneLabel(zone)}.`;

/** That a browser does not know one of these zones, or has it otherwise than the plan at one of the plan's instants. */
export const zoneNote = (zones, dated) =>
  [...new Set(zones)].map((zone) => {
    const instants = [Date.now(), ...dated.flatMap(({ earliest, latest }) => [earliest, latest])].filter(
      (end) => end > 0,
    );
    const isOld = instants.some((instant) => isOutdated(instant, zone));
    const clocks = isKnown(zone) ? isOld && "newer ones" : "your own";
    return clocks
      ? `This browser does not know today’s clocks of ${zoneLabel(zone)}, so the plan goes by ${clocks}.`
      : "";
  });

/** Which days off were counted. Always that public holidays may differ; where tables end, that weekends alone count. */
export function holidayNote({ table, part, failed }, beyond) {
  const differ = "Public holidays may differ.";
  if (failed) return `The list of holidays could not be loaded, so weekends only count as days off. ${differ}`;
  if (!table) return `No region is chosen, so weekends only count as days off. ${differ}`;
  const name = [table.parts?.[part]?.name, table.name].filter(Boolean).join(", ");
  const [first, last] = table.years;
  const years = [...new Set(beyond.map((day) => day.slice(0, 4)))].join(" and ");
  if (years && first)
    return (
      `For ${years}, weekends only count as days off: ` +
      `the list of holidays for ${name} covers ${first} to ${last}. ${differ}`
    );
  if (table.note && !part) return `${table.note} ${differ}`;
  return `${name}: weekends and public holidays count as days off. Public holidays may differ from place to place.`;
}

/** Why what is entered is not kept, or that something was put aside; "" when all is well. */
export const memoryNote = (fault) => FAULTS[fault] ?? "";

const FAULTS = {
  blocked: "This browser does not let the page keep your date: it is gone when you leave the page.",
  full:
    "This browser has no room left and does not let the page keep your date: " +
    "what you enter now is gone when you leave the page.",
  corrupt: "What this browser kept for you could not be read. It is put aside unchanged, and a new plan begins.",
  newer:
    "A newer edition of this page keeps your plan. It is left as it is; " +
    "reload the page, for what you enter here is not kept.",
};

/** The one thing to do next, or that all is done. What it is too late for is not asked for any more. */
export function newsOf(dated, steps, say) {
  const open = dated.filter(({ status, gone }) => status !== "done" && !gone);
  const past = dated.some(({ gone }) => gone);
  if (!open.length)
    return past
      ? "What is left here is past its time, and you may let it go."
      : "Well done. Every step is taken; now let it rest.";
  const [next] = open.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
  const { title } = steps.find(({ id }) => id === next.id);
  const lead = dated.every(({ status }) => status !== "done") ? "Your plan is ready. First" : "Next";
  return (
    `${lead}: ${title}, ${gloss(next, say)}.` +
    (next.status === "overdue" ? " It is overdue: do it now." : "") +
    (past ? " What is past its time, you may let go." : "")
  );
}
