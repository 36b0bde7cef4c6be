/** Starts the parts that this page has. One that fails leaves the others, and the page, as they are. */
const parts = [
  ["timeline", "./plan/start.js"],
  ["plan", "./plan/planner.js"],
  ["itinerary", "./plan/itinerary.js"],
  ["comments", "./discussion/start.js"],
];

for (const [id, path] of parts) {
  const section = document.getElementById(id);
  if (section) import(path).then(({ start }) => start(section)).catch((error) => console.error(`${id}:`, error));
}
