/**
 * The article's drafts as sheets of paper: one for each person of the interview, filled, and changed in place.
 *
 * A field fills itself as long as the reader leaves it alone, also within words of the reader's own; one that is not
 * known yet stands in brackets. A draft for a situation, `data-for="decision"`, shows once they named a day, before
 * its step's other draft. A context is the one of exports/start.js; `changed` hears of each change by the reader.
 */
import { mailto } from "./exports/mail.js";
import { copy, copyOf, within } from "./exports/page.js";
import { addDays } from "./plan/days.js";

const sheets = new Map(); // by interview, draft and person; one that is not wanted now waits here with its words
let drafts;
let context;

export function start(given) {
  context = given;
  drafts ??= [...document.querySelectorAll("[data-draft]")].map(find);
  for (const draft of drafts) {
    const all = wanted(draft.step);
    if (!draft.situation) lay(draft.place, draft === all.at(-1) ? all : [draft]);
  }
}

/** What there is to send for a step, to each person: {name, to, subject, body}. A card is not sent from here. */
export function messages(step) {
  const [draft] = wanted(step);
  const isEmail = context.steps.find(({ id }) => id === step).via === "email";
  return draft && isEmail ? people().map((person, index) => message(sheet(draft, index), person)) : [];
}

/** The article as its author left it; what the reader wrote comes back with the plan. */
export function clear() {
  for (const { place, quote } of drafts ?? []) place.replaceWith(quote);
  drafts = undefined;
}

function find(quote, number) {
  const { draft: step, for: situation } = quote.dataset;
  const place = make("div", { className: "drafts" });
  quote.replaceWith(place);
  return { number, step, situation, quote, place };
}

/** A step's drafts as its place shows them: those for a situation that is there, then the first for any. */
function wanted(step) {
  const own = drafts.filter((draft) => draft.step === step);
  const named = own.filter(({ situation }) => situation && context.interview.decision);
  return [...named, ...own.filter(({ situation }) => !situation).slice(0, 1)];
}

/** Puts sheets into their place and fills them. Those that are there stay, and the caret in them. */
function lay(place, shown) {
  const all = people();
  const pages = shown.flatMap((draft) => all.map((person, index) => fill(sheet(draft, index), person, all.length > 1)));
  if (pages.length !== place.childElementCount || pages.some((page, index) => page !== place.children[index])) place.replaceChildren(...pages);
}

/** The reader's sheet, or a new one. */
function sheet({ number, quote }, index) {
  const key = [context.interview.id, number, index].join();
  if (!sheets.has(key)) sheets.set(key, build(quote.cloneNode(true), () => sheets.delete(key)));
  return sheets.get(key);
}

function build(quote, forget) {
  const [subject, body] = [make("span"), make("div")];
  const line = quote.querySelector(".draft__subject");
  const paragraphs = [...quote.children].filter(({ className }) => !className.startsWith("draft__"));
  body.append(...paragraphs.flatMap((paragraph, index) => [index ? "\n\n" : "", ...paragraph.childNodes]));
  paragraphs.forEach((paragraph) => paragraph.remove());
  if (line) subject.append(...[...line.childNodes].slice(1));
  line?.append(" ", subject);
  quote.append(body, copyOf("draft-tools"));
  const undo = quote.querySelector("[data-undo]");
  undo.onclick = () => {
    forget();
    context.changed();
  };
  quote.oninput = () => {
    undo.hidden = false;
    context.changed();
  };
  const summary = make("summary");
  const folded = make("details", { open: true });
  folded.append(summary);
  const fields = [...quote.querySelectorAll("[data-field]")];
  return { quote, fields, subject: writable(subject), body: writable(body), summary, folded };
}

/** A box to write in: plain text alone, also in a browser that must be told so when something is pasted. */
function writable(box) {
  const isLine = box.localName === "span";
  box.className = "draft__text";
  box.role = "textbox";
  box.ariaMultiLine = !isLine;
  try {
    box.contentEditable = "plaintext-only";
  } catch {
    box.contentEditable = true;
    box.onpaste = ({ clipboardData }) => !document.execCommand("insertText", false, clipboardData.getData("text"));
  }
  if (isLine) box.onbeforeinput = ({ inputType }) => !/^insert(Par|Line)/.test(inputType);
  return box;
}

/** The sheet as the page shows it: on its own, or with others to be opened by their names. */
function fill(one, person, isFolded) {
  const { quote, fields, subject, body, summary, folded } = one;
  const known = values(person);
  const to = person.name && ` to ${person.name}`;
  body.ariaLabel = `Message${to}`;
  subject.ariaLabel = `Subject${to}`;
  summary.textContent = `To ${person.name || person.email}`;
  for (const field of fields) {
    if (field.filled && field.textContent !== field.filled) continue; // the reader's own
    field.filled = known[field.dataset.field] || `[${field.dataset.field.replaceAll("-", " ")}]`;
    if (field.textContent !== field.filled) field.textContent = field.filled;
  }
  const part = within(quote);
  const letter = message(one, person);
  part("mailto").href = mailto(letter);
  part("mailto").hidden = !mailto(letter);
  part("copy").onclick = () => copy(letter.body, quote);
  if (!isFolded) return quote;
  if (quote.parentNode !== folded) folded.append(quote);
  return folded;
}

const message = ({ subject, body }, { name, email }) => ({ name, to: email, subject: textOf(subject), body: textOf(body) });

const textOf = (box) => read(box).replace(/\xa0/g, " ").trim();

const read = (node) => node.data ?? (/^(br|div)$/.test(node.localName) ? "\n" : "") + [...node.childNodes].map(read).join("");

function people() {
  const known = context.interview.people.filter(({ name, email }) => name || email);
  return known.length ? known : [{ name: "", email: "" }];
}

function values(person) {
  const { interview, dated, say, name } = context;
  const { date, until, decision, employer, role } = interview;
  const checkIn = dated.find(({ id }) => id === "check-in");
  return {
    interviewer: person.name,
    "interviewer-email": person.email,
    "interview-day": until > date ? `${say.day(date)} ${addDays(date, 1) === until ? "and" : "to"} ${say.day(until)}` : say.day(date),
    employer,
    role,
    "your-name": name,
    "check-in-day": checkIn && say.end(checkIn, "suggested"),
    "decision-day": decision && say.day(decision),
  };
}

const make = (name, properties) => Object.assign(document.createElement(name), properties);
