/**
 * Two copies of the plan made one. Pure: each function changes the State (state.js) that it is given, for
 * `store.update`.
 */
import { content, find, newId, stateOf } from "./state.js";

/** The State of a copy, or null. It is read as what it was before an editor, a chat or a mail program took it up. */
export function readCopy(text) {
  const cut = text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1).replace(/[\r\n]+[\s>]*/g, "\n");
  for (const read of [(it) => it, spaced, straight, unquoted, unescaped]) {
    try {
      const state = stateOf(JSON.parse(read(cut)));
      if (state) return state;
    } catch {
      continue;
    }
  }
  return null;
}

/** JSON knows four kinds of blanks between its strings, and in them no line's end: a mail program wrapped it there. */
const spaced = (text) =>
  text.replace(/"[^"\\]*(?:\\[^][^"\\]*)*"|[\s\p{Cf}]/gu, (piece) =>
    piece[0] === '"' ? piece.replace(/\n/g, " ") : " ",
  );

/** With its curled quotes straight: those beside what stands between two strings. */
const straight = (text) => spaced(text.replace(/(?<=[{[,:]\s*)[“”„«»]|[“”„«»](?=\s*[}\],:])/g, '"'));

/** Out of a string. */
const unquoted = (text) => JSON.parse(`"${text}"`);

/** Out of the source of a page. */
const unescaped = (text) => new DOMParser().parseFromString(text, "text/html").documentElement.textContent;

/** Gives each version that goes into a file its token. */
export function seal(state) {
  for (const interview of state.interviews)
    if (!sealed(interview)) interview.past.push(`${interview.revision}-${newId()}`);
}

/**
 * Brings the interviews of another State into this one. Where both have one and one side is unchanged since the other
 * was made from it, the changed one stands; where both were changed, theirs is added beside ours. Nothing else is
 * written over. Gives {added, newer, both}: the interviews that came.
 */
export function merge(state, other) {
  const outcome = { added: [], newer: [], both: [] };
  for (const theirs of other.interviews) bring(state, theirs, outcome, "added");
  state.name ||= other.name;
  state.chosen ||= other.chosen;
  return outcome;
}

function bring(state, theirs, outcome, how) {
  const mine = find(state, theirs.id);
  if (!mine) state.interviews.push(theirs);
  else if (content(mine) === content(theirs) || comesFrom(mine, theirs)) return;
  else if (comesFrom(theirs, mine)) {
    Object.assign(mine, theirs);
    how = "newer";
  } else return bring(state, { ...theirs, id: theirs.past.at(-1) ?? `${theirs.id}-` }, outcome, "both");
  outcome[how].push(theirs);
}

/** The token of this very version, if it went into a file. */
const sealed = ({ past, revision }) => (parseInt(past.at(-1)) === revision ? past.at(-1) : "");

const comesFrom = (late, early) => late.past.includes(sealed(early)) && sealed(late) !== sealed(early);
