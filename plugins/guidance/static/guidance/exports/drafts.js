/**
 * The article's drafts as sheets of paper: one for each person of the interview, filled, and changed in place.
 *
 * A field fills itself as long as the reader leaves it alone, also within words of the reader's own; one that is not
 * known yet stands in brackets. A draft for a situation, `data-for="decision"`, takes the place of its step's other
 * draft once they named a day. A context is the one of exports/send.js; `changed` hears of each change by the reader,
 * and `keep` gets what a draft was made into, to be found in the interview's `letters` at the next visit: the subject
 * and the message, with "[[role]]" where a field still fills itself.
 */
import { address } from "./ui.js";
import { copyOf, label, make, write } from "../page/dom.js";
import { LONGEST } from "../device/state.js";

const sheets = new Map(); // by interview, draft and person; one that is not wanted now waits here with its words
let drafts;
let context;

export function start(newContext) {
  context = newContext;
  if (!drafts) {
    drafts = [];
    document.querySelectorAll("[data-draft]").forEach(find);
  }
  drafts.forEach(lay);
}

/**
 * What there is to send for a step, to each person: {name, to, subject, body}, as its first draft on the page has it.
 */
export function messages(step) {
  const draft = drafts.find((draft) => draft.step === step && draft.box.firstChild);
  return draft ? people().map((person, index) => message(sheet(draft, index), person)) : [];
}

/** The article as its author left it; what the reader wrote comes back with the plan. */
export function clear() {
  for (const { box, home, quote } of drafts ?? []) {
    box.remove();
    home.replaceWith(quote);
  }
  drafts = undefined;
}

/** Makes room for a draft's sheets where it stands. */
function find(quote) {
  const { draft: step, for: situation } = quote.dataset;
  const home = new Comment();
  const box = make("div", { className: "drafts" });
  quote.replaceWith(home);
  home.before(box);
  drafts.push({
    name: `${step}.${drafts.filter((draft) => draft.step === step).length}`,
    step,
    situation,
    quote,
    home,
    box,
  });
}

/** Puts a draft's sheets there and fills them. Those that are there stay, and the caret in them. */
function lay(draft) {
  const { box } = draft;
  const pages = isWanted(draft) ? people().map((person, index) => fillSheet(sheet(draft, index), person)) : [];
  if (pages.length !== box.childElementCount || pages.some((page, index) => page !== box.children[index]))
    box.replaceChildren(...pages);
}

/** A day that they named calls for the draft that knows of it, where the step has one. */
function isWanted({ step, situation }) {
  // only where the form asks for it
  const decision = context.steps.some(({ waits }) => waits) && context.interview.decision;
  return situation ? decision : !(decision && drafts.some((draft) => draft.step === step && draft.situation));
}

/** The reader's sheet, or a new one: also where another tab has changed it, and the reader is not in it. */
function sheet({ name, quote }, index) {
  const sheetOf = `${name}.${index}`;
  const key = context.interview.id + sheetOf;
  const words = context.interview.letters?.[sheetOf];
  const known = sheets.get(key);
  if (known && (known.words === words || known.quote.contains(document.activeElement))) return known;
  const built = build(quote.cloneNode(true), words, (own) => {
    if (!own) sheets.delete(key);
    if (!context.keep) return context.changed();
    built.words = own;
    context.keep(sheetOf, own);
  });
  built.words = words;
  sheets.set(key, built);
  return built;
}

function build(quote, words, keep) {
  const [subject, body] = [make("span"), make("div")];
  const line = quote.querySelector("[data-line=subject]");
  const paragraphs = [...quote.children].filter(({ dataset }) => !dataset.line);
  body.append(...paragraphs.flatMap((paragraph, index) => [index ? "\n\n" : "", ...paragraph.childNodes]));
  paragraphs.forEach((paragraph) => paragraph.remove());
  if (line) subject.append(...[...line.childNodes].slice(1));
  line?.append(" ", subject);
  quote.append(body, copyOf("draft-tools"));
  if (words) restore([subject, body], words, quote);
  const undo = quote.querySelector("[data-undo]");
  undo.hidden = !words;
  undo.onclick = () => keep();
  quote.oninput = () => {
    undo.hidden = false;
    const own = [subject, body].map((box) => wordsOf(box, true).trimStart()).join("\v");
    const fits = own.length <= LONGEST;
    write(quote.querySelector("[aria-live]"), fits ? "" : "Too long to be kept here: copy it.");
    if (fits) keep(own);
    else context.changed();
  };
  return { quote, fields: fieldsOf(quote), subject: writable(subject), body: writable(body) };
}

const fieldsOf = (quote) => [...quote.querySelectorAll("[data-field]")];

/** Puts what `read` kept into its boxes, with the fields of the quote. */
function restore(boxes, words, quote) {
  const fields = Object.fromEntries(fieldsOf(quote).map((field) => [`[[${field.dataset.field}]]`, field]));
  words
    .split("\v")
    .forEach((text, at) =>
      boxes[at]?.replaceChildren(...text.split(/(\[\[[a-z-]+]])/).map((part) => fields[part]?.cloneNode(true) ?? part)),
    );
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

function fillSheet(sheet, person) {
  const { quote, fields, subject, body } = sheet;
  const known = values(person);
  const to = person.name && ` to ${person.name}`;
  label(body, `Message${to}`);
  label(subject, `Subject${to}`);
  for (const field of fields) {
    if (field.filled && field.textContent !== field.filled) continue; // the reader's own
    field.dir = "auto"; // a name from right to left stays whole
    field.filled = known[field.dataset.field] || `[${field.dataset.field.replaceAll("-", " ")}]`;
    write(field, field.filled);
  }
  address(quote, message(sheet, person), quote);
  return quote;
}

const message = ({ subject, body }, { name, email }) => ({
  name,
  to: email,
  subject: textOf(subject),
  body: textOf(body),
});

const textOf = (box) => wordsOf(box).trim();

/** The words in a node; or, to be kept, with the names of the fields that fill themselves. */
const wordsOf = (node, isKept) =>
  node.data ??
  (isKept && node.filled && node.filled === node.textContent
    ? `[[${node.dataset.field}]]`
    : (/^(br|div)$/.test(node.localName) ? "\n" : "") +
      [...node.childNodes].map((child) => wordsOf(child, isKept)).join(""));

function people() {
  const known = context.interview.people.filter(({ name, email }) => name || email);
  return known.length ? known : [{ name: "", email: "" }];
}

function values(person) {
  const { interview, dated, say, name } = context;
  const { date, until, decision, employer, role } = interview;
  return {
    ...Object.fromEntries(dated.map((step) => [`${step.id}-day`, say.end(step, "suggested")])),
    interviewer: person.name,
    "interviewer-email": person.email,
    "interview-day": say.day(date) + (until > date ? ` to ${say.day(until)}` : ""),
    employer,
    role,
    "your-name": name,
    "decision-day": decision && say.day(decision),
  };
}
