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

export const read = () => told(store.read());
export const watch = (changed) => store.watch((now) => changed(told(now)));
export const all = () => state;
export const kept = () => store.kept();
export const choose = (id) => told(store.update((now) => (now.chosen = id)));

/** Stores the form's interview, and gives it as it is stored. */
export function save(form) {
  const plan = structuredClone(form);
  state = store.update((now) => {
    const one = find(now, base.id);
    if (plan.name !== (base.name ?? "")) now.name = plan.name ?? now.name;
    if (one) return patch(one, plan);
    const made = fresh(plan);
    base = { id: (now.chosen = made.id) };
    now.interviews.push(made);
  });
  base = { ...plan, id: base.id };
  return structuredClone({ ...find(state, base.id), name: state.name });
}

/** The date was cleared, from what it was `before`: all else stays, and the interview goes only where that is nothing. */
export function clear(before) {
  return told(store.update((now) => {
    const one = find(now, base.id);
    if (!one) return;
    reschedule(one, "", [], before?.id === one.id ? { ...before, decision: one.decision } : one);
    const { zone, region, collection, was } = one;
    if (content(fresh(one)) === content(fresh({ zone, region, collection, was }))) remove(now);
  }));
}

/** The reader wants it gone, and with the last one their name. */
export function forget() {
  told(store.update((now) => {
    remove(now);
    if (!now.interviews.length) now.name = "";
  }));
}

function remove(now) {
  now.interviews = now.interviews.filter(({ id }) => id !== base.id);
  now.chosen = "";
}

function told(now) {
  state = now;
  const one = find(now, now.chosen);
  base = { ...one, name: now.name };
  return one ? structuredClone(base) : null;
}

/** Writes what differs from what the form last knew; of people, the form knows the first alone. */
function patch(one, plan) {
  for (const key of Object.keys({ letters: 0, ...one })) {
    const [was, mine] = [base[key], plan[key]];
    if (mine === undefined || JSON.stringify(mine) === JSON.stringify(was)) continue;
    if (key === "people") one.people.splice(0, isSaid(was?.[0] ?? {}) ? 1 : 0, ...mine.slice(0, 1).filter(isSaid));
    else if (/^(ticks|shifts|letters)$/.test(key)) {
      for (const id of Object.keys({ ...was, ...mine })) if (mine[id] !== was?.[id]) (one[key] ??= {})[id] = mine[id];
    } else one[key] = mine;
  }
}
