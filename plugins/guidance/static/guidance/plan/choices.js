/** Fills the lists of zones and regions when they are opened, and fetches a region's calendar. */
import { readersZone, regionLabel, zoneLabel, zoneName, zoneNames } from "./names.js";

const files = new Map();

/** Chooses a value that the list may not hold yet. */
export function choose(select, value, label) {
  if (![...select.options].some((option) => option.value === value)) select.prepend(new Option(label, value));
  select.value = value;
}

export function chooseZone(select, zone) {
  const name = zoneName(zone) ?? readersZone();
  choose(select, name, zoneLabel(name));
}

/** A part's own name comes with its country's table; until then its code stands for it. `none` is always there. */
export function chooseRegion(select, region) {
  const part = region.slice(3);
  if (region === "none") select.value = region;
  else choose(select, region, part ? `${regionLabel(region.slice(0, 2))}: ${part}` : regionLabel(region));
}

export function fillZones(select) {
  fill(select, zoneNames().map((zone) => [zone, zoneLabel(zone)]));
}

export async function fillRegions(select) {
  fill(select, await json("list"));
}

/**
 * The office calendar's table of a region, {region, table, part}. A part that is not offered gives its country, a
 * country that is not offered `none`, which has no table.
 */
export async function regionTable(region) {
  const country = region.slice(0, 2);
  const table = region === "none" ? null : await json(country);
  if (!table) return { region: "none" };
  const part = region.slice(3);
  return table.parts?.[part] ? { region, table, part } : { region: country, table };
}

/** The whole list; what is chosen stays chosen. Once. */
function fill(select, pairs) {
  if (select.dataset.full) return;
  select.dataset.full = "yes";
  const chosen = select.value;
  select.replaceChildren(...pairs.map(([value, label]) => new Option(label, value)));
  choose(select, chosen, chosen);
}

/** A file of regions/, fetched once, or null where there is none; a failure is not kept, so that the next try may succeed. */
function json(name) {
  if (!files.has(name)) {
    const file = fetch(new URL(`../regions/${name}.json`, import.meta.url)).then((answer) => {
      if (answer.status === 404) return null;
      if (!answer.ok) throw new Error(`${name}.json: ${answer.status}`);
      return answer.json();
    });
    files.set(name, file);
    file.catch(() => files.delete(name));
  }
  return files.get(name);
}
