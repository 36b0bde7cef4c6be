/** Offers the interviews that are already known, in an article's form. */
import { readersZone } from "./names.js";
import { find, label } from "./state.js";
import { speaker } from "./words.js";
import { wallTime } from "./zones.js";

/** Shows which one it is, or nothing where there is no other; `choose` is called with the id of one, or "" for another. */
export function offer(select, state, choose) {
  const one = find(state, state.chosen);
  const others = state.interviews.filter((other) => other !== one);
  select.parentElement.hidden = !others.length;
  select.oninput = select.onchange = (event) => {
    event.stopPropagation(); // it is no field of the interview
    if (event.type === "change") choose(select.value);
  };
  select.onpointerover = select.onfocus = () => list(select, state.interviews, select.value);
  if (others.length && select !== document.activeElement) list(select, one ? [one] : []);
}

/** The last entry, "another interview", stays. */
function list(select, interviews, chosen = interviews[0]?.id ?? "") {
  const zoneHere = readersZone();
  const say = speaker({ language: navigator.language, zone: zoneHere, zoneHere, today: wallTime(Date.now(), zoneHere).day });
  select.replaceChildren(...interviews.map((one) => new Option(label(one, say), one.id)), select.lastElementChild);
  select.value = chosen;
}
