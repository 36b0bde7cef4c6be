/**
 * What is stored, and what each part of it may be. Pure.
 *
 * State {version, name, chosen, interviews}. What comes out of `stateOf` is whole: every field is there, of its own
 * kind, and nothing else is. A text that is unknown is "". `past` holds a token, "revision-random", for each version of
 * an interview that went into a file, so that of two copies it can be told which was made from the other.
 */
import { isDay } from "../dates/days.js";

export const VERSION = 2;

/** How long a text may be. */
export const LONGEST = 5000;

const text = (value) => (typeof value === "string" ? value.slice(0, LONGEST) : "");
const like = (pattern) => (value) => (pattern.test(text(value)) ? value : "");
const list = (value) => (Array.isArray(value) ? value : []);
const day = (value) => (value >= "1900" && value < "2201" && isDay(text(value)) ? value : "");
const days = (value) =>
  Object.fromEntries(Object.entries(value ?? {}).filter(([id, on]) => /^[a-z][a-z0-9-]*$/.test(id) && day(on)));
/** What drafts were made into, by their place: "step.draft.person". */
function letters(value) {
  const kept = Object.entries(value ?? {}).filter(
    ([draft, words]) => /^[a-z][a-z0-9-]*\.\d+\.\d+$/.test(draft) && text(words),
  );
  return kept.length ? Object.fromEntries(kept.map(([draft, words]) => [draft, text(words)])) : undefined;
}
const clock = like(/^([01]\d|2[0-3]):[0-5]\d$/);
const id = like(/^[\w-]{1,200}$/);
const status = like(/^(answered|declined|offer|withdrawn)$/);
const shaped = (shape) => (value) =>
  Object.fromEntries(
    Object.entries(shape)
      .map(([key, clean]) => [key, clean(value?.[key])])
      .filter(([, kept]) => kept !== undefined),
  );

const person = shaped({ name: text, email: text, phone: text, notes: text });
const interview = shaped({
  id,
  date: day,
  was: (value) => day(value) || undefined, // the date that was cleared
  until: day,
  time: clock,
  start: clock,
  zone: like(/^[\w+/-]+$/),
  region: like(/^(none|[A-Z]{2}(-[\p{L}\p{M}\d .'’-]+)?)$/u),
  decision: day,
  collection: clock,
  mayCall: (value) => value === true,
  employer: text,
  role: text,
  people: (value) => list(value).map(person).filter(isSaid),
  notes: text,
  ticks: days,
  shifts: days,
  letters,
  revision: (value) => (value > 0 && Number.isSafeInteger(value) ? value : 0),
  status: (value) => status(value) || "open",
  after: id,
  past: (value) => list(value).map(id).filter(Boolean).slice(-40),
});

/** Whether any field holds a word. */
export const isSaid = (fields) => Object.values(fields).some(Boolean);

/**
 * A State out of parsed JSON, of this version or the first; null where it is neither. `whole`: what need not be
 * checked.
 */
export function stateOf(raw, whole = new Set()) {
  if (raw?.version === 1 && day(raw.plan?.date)) {
    const only = fresh(raw.plan);
    raw = { version: VERSION, chosen: only.id, interviews: [only] };
  }
  if (raw?.version !== VERSION || !Array.isArray(raw.interviews)) return null;
  const interviews = raw.interviews.map((stored) => (whole.has(stored) ? stored : interview(stored)));
  const seen = new Set();
  for (const stored of interviews) {
    while (!stored.id || seen.has(stored.id)) stored.id += "-";
    seen.add(stored.id);
  }
  return { version: VERSION, name: text(raw.name), chosen: id(raw.chosen), interviews };
}

/** A new interview of these values, with an id of its own. */
export const fresh = (values) => interview({ ...values, id: newId() });

/** 16 random letters and digits. */
export const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => (byte % 36).toString(36)).join("");

export const find = (state, id) => state.interviews.find((stored) => stored.id === id);

/** What an interview says, as text that can be compared. */
export const content = ({ id, past, revision, ...said }) => JSON.stringify(said);

const names = new Map();

/** The employer's name as it is compared, each worked out once: every interview is held against every other. */
export function plain({ employer }) {
  if (!names.has(employer)) names.set(employer, employer.normalize("NFKC").trim().toLowerCase().replace(/\s+/g, " "));
  return names.get(employer);
}

/** A name that stays whole among other words, also where it is written from right to left. */
export const whole = (name) => (/[\u0590-\u08ff\ufb1d-\ufefc]/.test(name) ? `\u2068${name}\u2069` : name);

/** What an interview is called: "Acme, 31 August"; a later one that is called so too "Acme, 31 August (2)". */
export function label({ id, employer, date }, say, interviews) {
  const like = interviews.filter((other) => other.date === date && plain(other) === plain({ employer }));
  const at = like.findIndex((other) => other.id === id);
  return (
    [whole(employer) || "Interview", date && say.day(date, { day: "numeric", month: "long" })]
      .filter(Boolean)
      .join(", ") + (at > 0 ? ` (${at + 1})` : "")
  );
}
