/** Fills the lists of zones and regions when they are opened, and fetches a region's calendar. */
import { readersZone, regionLabel, zoneLabel, zoneName } from "./zone_names.js";
import { make, write } from "./dom.js";
import { choose } from "./select.js";
import { correct } from "../dates/zones.js";

const files = new Map();

export function chooseZone(select, zone) {
  const name = zoneName(zone) ?? readersZone();
  choose(select, name, zoneLabel(name));
}

/** A part's own name comes with its country's table; until then its code stands for it. `none` is always there. */
export function chooseRegion(select, region) {
  if (region === "none") select.value = region;
  else choose(select, region, regionLabel(region.slice(0, 2)) + region.slice(2).replace("-", ": "));
}

/**
 * What a region's table tells, beside its list: its name, as in the list, and, where a country's own days are what most
 * people there have, its parts, one click each.
 */
export function showRegion(select, line, { region, table, part }) {
  if (table && select.value === region)
    write(select.selectedOptions[0], table.name + (part ? `: ${table.parts[part].name}` : ""));
  const parts = table?.note && !part ? Object.entries(table.parts ?? {}) : [];
  line.hidden = !parts.length;
  if (line.hidden || line.dataset.of === region) return; // who is at a button stays there
  line.dataset.of = region;
  const buttons = parts.map(([code, { name }]) => {
    const button = make("button", { type: "button", className: "plain" }, name);
    button.onclick = () => {
      chooseRegion(select, `${region}-${code}`);
      select.dispatchEvent(new Event("change", { bubbles: true }));
      select.focus();
    };
    return button;
  });
  line.replaceChildren("Which part? ", ...buttons.flatMap((button) => [button, " "]));
}

/** The rules of zones that changed lately come where one of these is among them; without them the browser's own do. */
export async function learnZones(...zones) {
  if ([...new Set(zones)].some((zone) => document.querySelector(`[data-changed~="${zone.split("/").pop()}"]`)))
    await json("changed").then(correct, () => {});
}

/** Every zone the browser knows, by its current name, and UTC. */
export const zoneNames = () =>
  [...new Set([...(Intl.supportedValuesOf?.("timeZone") ?? []).map(zoneName), "UTC"])].sort();

export function fillZones(select) {
  fillList(
    select,
    zoneNames().map((zone) => [zone, zoneLabel(zone)]),
  );
}

/** Whoever opens the list before it has come sees that it comes. */
export async function fillRegions(select) {
  if (select.dataset.full || select.querySelector(":disabled")) return;
  const sign = new Option("The list is on its way …");
  sign.disabled = true;
  select.append(sign);
  try {
    fillList(select, await json("list"));
  } finally {
    sign.remove();
  }
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
function fillList(select, pairs) {
  if (select.dataset.full) return;
  select.dataset.full = "yes";
  const chosen = select.value;
  select.replaceChildren(...pairs.map(([value, label]) => new Option(label, value)));
  choose(select, chosen, chosen);
}

/**
 * A file of regions/, fetched once, or null where there is none; a failure is not kept, so that the next try may
 * succeed.
 */
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
