/**
 * The reader's plan, kept on this device alone. The only module that names localStorage.
 *
 * A plan is {date, time, start, zone, region, mayCall, ticks}, JSON under one key with its version. Where the
 * browser refuses to keep it, the plan lives as long as the page, and `kept()` says so.
 */
const KEY = "afterword.plan";
const VERSION = 1;
const REGION = /^(none|[A-Z]{2}(-.+)?)$/;
let refused = false;

export const kept = () => !refused;

/** The stored plan, or null; what cannot be read is no plan, and what can be no region is left out. */
export function read() {
  try {
    const { version, plan } = JSON.parse(localStorage.getItem(KEY)) ?? {};
    if (version !== VERSION || typeof plan?.date !== "string") return null;
    return { ...plan, region: REGION.test(plan.region) ? plan.region : undefined, ticks: { ...plan.ticks } };
  } catch {
    return null;
  }
}

export function save(plan) {
  attempt(() => localStorage.setItem(KEY, JSON.stringify({ version: VERSION, plan })));
}

export function forget() {
  attempt(() => localStorage.removeItem(KEY));
}

/** Calls back when another tab of this browser changes the plan, or may have while this page was put away. */
export function watch(changed) {
  addEventListener("pageshow", ({ persisted }) => persisted && changed(read()));
  addEventListener("storage", ({ key }) => (key === KEY || key === null) && changed(read()));
}

function attempt(change) {
  try {
    change();
    refused = false;
  } catch {
    refused = true;
  }
}
