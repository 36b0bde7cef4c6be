/**
 * The one interview that an article's form is about, out of all that are stored.
 *
 * It comes with `name`, the reader's own. Of what the form holds, only what was changed on this page is written: a
 * tab that missed the news does not undo what another one did.
 */
import { reschedule } from "./interviews.js";
import { content, find, fresh, isSaid } from "./state.js";
import * as store from "./store.js";

let state;
let base = {}; // the interview as the form last knew it

export const read = () => select(store.read());
export const watch = (changed) => store.watch((now) => changed(select(now)));
export const all = () => state;
export const kept = () => store.kept();
export const choose = (id) => select(store.update((now) => (now.chosen = id)));

/** Stores the form's interview, and gives it as it is stored. */
export function save(form) {
  const plan = structuredClone(form);
  state = store.update((now) => {
    const interview = find(now, base.id);
    if (plan.name !== (base.name ?? "")) now.name = plan.name ?? now.name;
    if (interview) return patch(interview, plan);
    const added = fresh(plan);
    base = { id: (now.chosen = added.id) };
    now.interviews.push(added);
  });
  base = { ...plan, id: base.id };
  return structuredClone({ ...find(state, base.id), name: state.name });
}

/**
 * The date was cleared, from what it was `before`: all else stays, and the interview goes only where that is nothing.
 */
export function clear(before) {
  return select(
    store.update((now) => {
      const interview = find(now, base.id);
      if (!interview) return;
      reschedule(
        interview,
        "",
        [],
        before?.id === interview.id ? { ...before, decision: interview.decision } : interview,
      );
      const { zone, region, collection, was } = interview;
      if (content(fresh(interview)) === content(fresh({ zone, region, collection, was }))) remove(now);
    }),
  );
}

/** The reader wants it gone, and with the last one their name. */
export function forget() {
  select(
    store.update((now) => {
      remove(now);
      if (!now.interviews.length) now.name = "";
    }),
  );
}

function remove(now) {
  now.interviews = now.interviews.filter(({ id }) => id !== base.id);
  now.chosen = "";
}

function select(now) {
  state = now;
  const interview = find(now, now.chosen);
  base = { ...interview, name: now.name };
  return interview ? structuredClone(base) : null;
}

/** Writes what differs from what the form last knew; of people, the form knows the first alone. */
function patch(interview, plan) {
  for (const key of Object.keys({ letters: 0, ...interview })) {
    const [was, mine] = [base[key], plan[key]];
    if (mine === undefined || JSON.stringify(mine) === JSON.stringify(was)) continue;
    if (key === "people")
      interview.people.splice(0, isSaid(was?.[0] ?? {}) ? 1 : 0, ...mine.slice(0, 1).filter(isSaid));
    else if (/^(ticks|shifts|letters)$/.test(key)) {
      for (const id of Object.keys({ ...was, ...mine }))
        if (mine[id] !== was?.[id]) (interview[key] ??= {})[id] = mine[id];
    } else interview[key] = mine;
  }
}
