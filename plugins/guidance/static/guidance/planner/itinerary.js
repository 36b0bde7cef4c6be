/** The home page for a reader whose interview is kept here: how far they are in each part, and which one is next. */
import { moments } from "../dates/moments.js";
import { readersZone } from "../page/zone_names.js";
import { find } from "../device/state.js";
import * as store from "../device/store.js";
import { dayOf } from "../dates/zones.js";

export function start(list) {
  const draw = (state) => show(list, find(state, state.chosen) ?? state.interviews[0]);
  store.watch(draw);
  draw(store.read());
}

function show(list, interview) {
  const stops = [...list.querySelectorAll("[data-steps]")];
  const left = new Map(stops.map((stop) => [stop, progress(stop, interview)]));
  const next = interview?.date && inTurn(stops, interview).find((stop) => left.get(stop));
  for (const stop of stops) {
    if (stop === next) stop.setAttribute("aria-current", "step");
    else stop.removeAttribute("aria-current");
  }
}

/**
 * The parts that matter now: before the interview, after it, and on its day the last before and then those after. By
 * its clock, where that is known.
 */
function inTurn(stops, interview) {
  const { date, until } = interview;
  const [now, zoneHere] = [Date.now(), readersZone()];
  const today = dayOf(now, zoneHere);
  const { begin, end } = moments(date, interview);
  const first = dayOf(begin ?? date, zoneHere);
  const [before, after] = ["before", "after"].map((stage) => stops.filter((stop) => stop.dataset.stage === stage));
  if (end ? now >= end : today > (until || first)) return after;
  return today < first ? before : [...before.slice(-1), ...after];
}

/** Says how many of a part's steps are ticked, and gives how many are not. */
function progress(stop, interview) {
  const steps = stop.dataset.steps.split(" ");
  const done = steps.filter((step) => interview?.ticks[step]).length;
  const part = stop.querySelector("[data-part=progress]");
  part.hidden = !interview?.date;
  if (!part.hidden) part.textContent = ` · ${done} of ${steps.length} steps done`;
  return steps.length - done;
}
