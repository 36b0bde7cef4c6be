/**
 * The way in to exports and drafts, for the timeline: `refresh` after each draw, without a context when the plan is
 * gone. What they need is fetched with the first plan. Where that fails, the plan stands without them.
 *
 * A context is {interview, dated, steps, say, address: {origin, path}, now, name}: `name` is the reader's own.
 */
let latest;
let parts;

export async function refresh(section, context) {
  latest = context;
  if (!context && !parts) return;
  parts ??= Promise.all([import("./ui.js"), import("../drafts.js")]);
  try {
    const [ui, drafts] = await parts;
    if (latest === context) draw(section, ui, drafts, context);
  } catch (error) {
    parts = undefined;
    console.error("exports:", error);
  }
}

function draw(section, ui, drafts, context) {
  for (const part of section.querySelectorAll("[data-part$=exports]")) part.hidden = true;
  if (!context) return drafts.clear();
  const { messages } = drafts;
  drafts.start({ ...context, changed: () => draw(section, ui, drafts, context) });
  for (const row of section.querySelectorAll("[data-step]")) ui.actions(row, { id: row.dataset.step }, { ...context, messages });
  ui.planActions(section.querySelector("[data-part=plan-exports]"), context);
}
