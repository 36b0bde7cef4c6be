/** Fills the lists of zones and regions when they are opened, and fetches a region's calendar. */
import { regionLabel, zoneLabel, zoneName, zoneNames } from "./names.js";

const files = new Map();

/** Chooses a value that the list may not hold yet. */
export function choose(select, value, label) {
  if (![...select.options].some((option) => option.value === value)) select.prepend(new Option(label, value));
  select.value = value;
}

export function chooseZone(select, zone) {
  const name = zoneName(zone) ?? "UTC";
  choose(select, name, zoneLabel(name));
}

/** A part's own name comes with its country's table; until then its code stands for it. */
export const chooseRegion = (select, region) =>
  choose(select, region, region.includes("-") ? `${regionLabel(region.slice(0, 2))}: ${region.slice(3)}` : regionLabel(region));

export function fillZones(select) {
  fill(select, zoneNames().map((zone) => [zone, zoneLabel(zone)]));
}

export async function fillRegions(select) {
  fill(select, await json("list"));
}

/** The office calendar's table of a region, {table, part}; `none` has no table. */
export async function regionTable(region) {
  if (region === "none") return {};
  return { table: await json(region.slice(0, 2)), part: region.slice(3) };
}

/** The whole list; what is chosen stays chosen. Once. */
function fill(select, pairs) {
  if (select.dataset.full) return;
  select.dataset.full = "yes";
  const chosen = select.value;
  select.replaceChildren(...pairs.map(([value, label]) => new Option(label, value)));
  choose(select, chosen, chosen);
}

/** A file of regions/, fetched once; a failure is not kept, so that the next try may succeed. */
function json(name) {
  if (!files.has(name)) {
    const file = fetch(new URL(`../regions/${name}.json`, import.meta.url)).then((answer) => {
      if (!answer.ok) throw new Error(`${name}.json: ${answer.status}`);
      return answer.json();
    });
    files.set(name, file);
    file.catch(() => files.delete(name));
  }
  return files.get(name);
}
