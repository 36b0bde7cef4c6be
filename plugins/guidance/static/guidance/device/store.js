/**
 * The reader's interviews, kept on this device alone. The only module that reads them there or writes them; main.js
 * sees whether anything is kept at all.
 *
 * A State (state.js) is JSON under one key. Where it cannot be kept, the page goes on with a copy of its own, and
 * `kept()` says why: "blocked" or "full" storage, a text that was "corrupt" and is put aside, or one of a "newer"
 * version than ours, which stays as it is.
 */
import { content, newId, stateOf, VERSION } from "./state.js";

const KEY = "afterword.plan";
let fault = "";
let isLocked = false; // what is stored must not be written over
let memory; // what could not be stored
let last = {}; // what was read or written last: its text, the State in it, and each interview as text

export const kept = () => fault;

export function read() {
  if (memory) return memory;
  let raw = { version: VERSION, interviews: [] };
  const empty = stateOf(raw);
  try {
    const text = localStorage.getItem(KEY);
    if (text === null) return empty;
    if (text === last.text) return last.state;
    try {
      raw = JSON.parse(text);
    } catch {
      raw = null;
    }
    const state = stateOf(raw);
    if (raw?.version > VERSION) lock("newer");
    else if (!state) putAside(text);
    else if (raw.version !== VERSION) write(state); // a migration gives ids, and they must stay
    else last = { text, state };
    return state ?? empty;
  } catch {
    fault = "blocked";
    return empty;
  }
}

/**
 * Reads afresh, lets `change` change it in place, and stores it, so that no tab writes over what another one did. What
 * was not changed is not checked again, since a reader with many interviews waits for it at every key.
 */
export function update(change) {
  const state = read();
  const was = new Map(state.interviews.map((interview) => [interview.id, JSON.stringify(interview)]));
  last = {}; // it is about to be changed
  change(state);
  const whole = new Set(state.interviews.filter((interview) => was.get(interview.id) === JSON.stringify(interview)));
  const next = stateOf(state, whole);
  for (const interview of next.interviews)
    if (!whole.has(interview) && was.has(interview.id)) revise(interview, JSON.parse(was.get(interview.id)));
  write(next);
  return next;
}

/** Counts a change; what comes with a file has a revision of its own. */
function revise(interview, old) {
  if (old.revision === interview.revision && content(old) !== content(interview)) interview.revision += 1;
}

/** Calls back when another tab of this browser changes something, or may have while this page was put away. */
export function watch(changed) {
  addEventListener("pageshow", ({ persisted }) => persisted && changed(read()));
  addEventListener("storage", ({ key, newValue }) => {
    if (key !== KEY && key !== null) return;
    if (newValue === null) begin();
    changed(read());
  });
}

/** Everything goes, what was put aside as well. */
export function forgetAll() {
  begin();
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(KEY)) localStorage.removeItem(key);
  } catch {
    fault = "blocked";
  }
}

function write(state) {
  memory = state;
  if (isLocked) return;
  const text = JSON.stringify(state);
  try {
    if (!state.name && !state.interviews.length) localStorage.removeItem(KEY);
    else if (text !== localStorage.getItem(KEY)) localStorage.setItem(KEY, text);
    memory = undefined;
    last = { text, state };
    if (fault !== "corrupt") fault = "";
  } catch ({ name }) {
    fault = /quota/i.test(name) ? "full" : "blocked";
  }
}

/** Where there is no room to put it aside, it stays where it is. */
function putAside(text) {
  fault = "corrupt";
  try {
    localStorage.setItem(`${KEY}.${newId()}`, text);
    localStorage.removeItem(KEY);
  } catch {
    lock(fault);
  }
}

function lock(why) {
  fault = why;
  isLocked = true;
}

function begin() {
  last = {};
  fault = "";
  isLocked = false;
  memory = undefined;
}
