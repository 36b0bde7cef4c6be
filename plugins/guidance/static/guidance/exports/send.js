/**
 * Drafts and exports together, as the timeline shows them beside its steps.
 *
 * A context is {interview, dated, steps, say, address: {origin, path}, now, name}: `name` is the reader's own.
 */
import * as drafts from "./drafts.js";
import { actions, planActions } from "./ui.js";

export function offerExports(section, context) {
  drafts.start({ ...context, changed: () => offerExports(section, context) });
  for (const row of section.querySelectorAll("[data-step]"))
    actions(row, { id: row.dataset.step }, { ...context, messages: drafts.messages });
  planActions(section.querySelector("[data-part=plan-exports]"), context);
}

export function takeExportsBack(section) {
  drafts.clear();
  for (const part of section.querySelectorAll("[data-part$=exports]")) part.hidden = true;
}
