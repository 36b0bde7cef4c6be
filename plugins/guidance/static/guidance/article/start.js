/**
 * Shows the calculator's form and waits. The calculator itself comes with the first touch of the form, or at once
 * when an interview is stored, here or by another tab; what the reader did before it arrived is kept in order and
 * handed over. Where nothing is kept on this device, what reads it comes with the calculator too.
 */
import { ownRegion, readersZone, regionLabel, zoneLabel } from "../page/zone_names.js";
import { choose } from "../page/select.js";

const TOUCHES = ["focusin", "pointerover", "pointerdown", "input", "change", "focusout", "keydown", "submit"];

export async function start(section, isKept) {
  const form = section.querySelector("form");
  const { zone, region, date } = form.elements;
  form.hidden = false;
  section.querySelector("[data-part=invitation]").hidden = false;
  choose(zone, readersZone(), zoneLabel(readersZone()));
  const came = await arrive();
  addEventListener("hashchange", async () => (await arrive()) && location.reload());
  const touches = touched(form);
  if (!isKept && !came) {
    nameRegion(region, zone.value);
    if (!date.value) await Promise.race([touches.first, elsewhere()]);
  }
  const { start: calculate } = await import("./timeline.js");
  return calculate(section, touches.stop(), () => nameRegion(region, zone.value));
}

/** Resolves when another tab keeps something, or may have while this page was put away. */
function elsewhere() {
  return new Promise((resolve) => {
    addEventListener("storage", resolve);
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) resolve();
    });
  });
}

/** Takes the dates that the page's address carries, if it does. */
async function arrive() {
  if (!/^#p(=|%(25)*3d)/i.test(location.hash)) return false;
  (await import("./open_link.js")).arrive();
  return true;
}

/** Listens until stopped: `first` resolves at the first touch, `stop` gives all of them in order. */
function touched(form) {
  const events = [];
  let resolve;
  const first = new Promise((done) => (resolve = done));
  const note = (event) => {
    if (event.type === "submit") event.preventDefault();
    events.push(event);
    resolve();
  };
  TOUCHES.forEach((type) => form.addEventListener(type, note));
  const stop = () => {
    TOUCHES.forEach((type) => form.removeEventListener(type, note));
    return events;
  };
  return { first, stop };
}

/** The reader's own region as the default. */
async function nameRegion(select, zone) {
  const code = await ownRegion(zone);
  if (!code || select.value !== "none") return;
  choose(select, code, regionLabel(code));
  select.dispatchEvent(new CustomEvent("region", { bubbles: true })); // heard once the calculator is there
}
