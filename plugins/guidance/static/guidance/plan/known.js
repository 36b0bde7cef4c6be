/** Offers the interviews that are already known, in an article's form. */
import { readersZone } from "./names.js";
import { find, label } from "./state.js";
import { speaker } from "./words.js";
import { wallTime } from "./zones.js";

let shown;

/** Shows them, or nothing where there are none; `choose` is called with the id of one, or "" for another. */
export function offer(form, state, choose) {
  if (shown === state) return;
  shown = state;
  const select = form.elements.interview;
  const zoneHere = readersZone();
  const say = speaker({ language: navigator.language, zone: zoneHere, zoneHere, today: wallTime(Date.now(), zoneHere).day });
  select.replaceChildren(...state.interviews.map((one) => new Option(label(one, say), one.id)), select.lastElementChild);
  select.value = find(state, state.chosen) ? state.chosen : "";
  select.parentElement.hidden = !state.interviews.length;
  select.oninput = select.onchange = (event) => {
    event.stopPropagation(); // it is no field of the interview
    if (event.type === "change") choose(select.value);
  };
}
