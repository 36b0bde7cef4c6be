/**
 * Starts the parts that this page has. One that fails leaves the others, and the page, as they are.
 *
 * What is kept on this device changes a page as soon as it is read. Until then its place is held and not shown, so that
 * nothing jumps: the page is painted after this script, and `data-starting` says "kept" or "new".
 */
const kept = isKept();
const parts = [
  ["timeline", "./article/start.js"],
  ["plan", "./planner/planner.js"],
  ["comments", "./discussion/start.js"],
];
if (kept) parts.push(["itinerary", "./planner/itinerary.js"]); // it has nothing else to say

const { dataset } = document.documentElement;
dataset.starting = kept ? "kept" : "new";
Promise.all(parts.map(begin)).then(() => delete dataset.starting);

async function begin([id, path]) {
  const section = document.getElementById(id);
  try {
    if (section) await (await import(path)).start(section, kept);
  } catch (error) {
    console.error(`${id}:`, error);
  }
}

function isKept() {
  try {
    return localStorage.length > 0;
  } catch {
    return false;
  }
}
