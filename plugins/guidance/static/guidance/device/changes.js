/** Interviews that come and go. Each function takes a State (state.js) and changes it in place, for `store.update`. */
import { find, fresh } from "./state.js";

/** Adds an interview, which the articles are about from now on, and gives its id. */
export function add(state, values) {
  const one = fresh(values);
  state.interviews.push(one);
  return (state.chosen = one.id);
}

/** Adds the round after this one, at the same employer. */
export const addRound = (state, { id, employer, role, zone, region }) => add(state, { employer, role, zone, region, after: id });

/** Takes a person out, with the letters to that person, and gives the function that puts both back. */
export function leave(one, index) {
  const { people, letters } = one;
  const entries = Object.entries(letters ?? {}).map(([place, words]) => [...place.split("."), words]);
  const others = entries.filter(([, , person]) => +person !== index);
  one.people = people.toSpliced(index, 1);
  one.letters = Object.fromEntries(others.map(([step, draft, person, words]) => [`${step}.${draft}.${person - (person > index)}`, words]));
  return (later) => Object.assign(later, { people, letters });
}

/** Takes an interview out; the function that it gives puts it back where it was. */
export function remove(state, id) {
  const { chosen } = state;
  const one = find(state, id);
  const at = state.interviews.indexOf(one);
  state.interviews.splice(at, 1);
  return (later) => {
    if (find(later, id)) return;
    later.interviews.splice(at, 0, one);
    if (!find(later, later.chosen)) later.chosen = chosen; // the articles are about it again
  };
}
