/** Interviews that come and go. Each function takes a State (state.js) and changes it in place, for `store.update`. */
import { find, fresh } from "./state.js";

/** Adds an interview, which the articles are about from now on, and gives its id. */
export function add(state, values) {
  const interview = fresh(values);
  state.interviews.push(interview);
  return (state.chosen = interview.id);
}

/** Adds the round after this one, at the same employer. */
export const addRound = (state, { id, employer, role, zone, region }) =>
  add(state, { employer, role, zone, region, after: id });

/** Takes a person out, with the letters to that person, and gives the function that puts both back. */
export function leave(interview, index) {
  const { people, letters } = interview;
  const entries = Object.entries(letters ?? {}).map(([key, words]) => [...key.split("."), words]);
  const others = entries.filter(([, , person]) => +person !== index);
  interview.people = people.toSpliced(index, 1);
  interview.letters = Object.fromEntries(
    others.map(([step, draft, person, words]) => [`${step}.${draft}.${person - (person > index)}`, words]),
  );
  return (later) => Object.assign(later, { people, letters });
}

/** Takes an interview out; the function that it gives puts it back where it was. */
export function remove(state, id) {
  const { chosen } = state;
  const interview = find(state, id);
  const at = state.interviews.indexOf(interview);
  state.interviews.splice(at, 1);
  return (later) => {
    if (find(later, id)) return;
    later.interviews.splice(at, 0, interview);
    if (!find(later, later.chosen)) later.chosen = chosen; // the articles are about it again
  };
}
