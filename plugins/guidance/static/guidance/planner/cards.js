/**
 * The plan page's cards, one for each interview: its fields, filled while they are open, and what was entered in them.
 */
import { chooseRegion, chooseZone, showRegion } from "../page/choices.js";
import { readDay, readDecision, readEmail, readEnd, readTime, tell } from "../page/fields.js";
import { reschedule } from "../device/interviews.js";
import { write } from "../page/dom.js";
import { copy, name } from "./templates.js";
import { isSaid, label, whole } from "../device/state.js";

const PERSON = ["name", "email", "phone", "notes"];
const ENDS = ["date", "until", "start"];
const READ = {
  date: readDay,
  until: (field) => readDecision(field, field.form.elements.date.value),
  decision: (field) => readDecision(field, field.form.elements.date.value),
  start: readTime,
  time: (field) => readEnd(field, Object.fromEntries(ENDS.map((name) => [name, field.form.elements[name].value]))),
  collection: readTime,
  shift: readDay,
  email: (field) => ({ ...readEmail(field), value: field.value }), // kept as it is, it is the reader's own note
};

const cards = new Map();

export const cardOf = (id) => cards.get(id);

/** The card of an interview, as it stands now. */
export function drawCard(interview, { say, today, calendar, interviews }) {
  if (!cards.has(interview.id)) cards.set(interview.id, makeCard(interview));
  const card = cardOf(interview.id);
  const isOpen = card.querySelector("details").open;
  const called = label(interview, say, interviews);
  const drawn = JSON.stringify([interview, today, isOpen, calendar.region, called]);
  if (card.drawn === drawn) return card;
  const days = [interview.date, interview.until]
    .filter(Boolean)
    .map((day) => say.day(day))
    .join(" – ");
  card.dataset.status = interview.status;
  write(card.querySelector("h3"), called);
  write(
    card.querySelector("[data-part=about]"),
    [interview.role, days, ...interview.people.map((person) => person.name)].filter(Boolean).map(whole).join(" · "),
  );
  name(card, called);
  const { elements } = card.querySelector("form");
  const isWhole = isOpen
    ? showValues(elements, interview) && drawPeople(card, interview.people)
    : showValue(elements.status, interview);
  showRegion(elements.region, card.querySelector("[data-part=parts]"), calendar);
  card.drawn = isWhole && drawn;
  return card;
}

function makeCard({ id }) {
  const card = copy("interview");
  card.dataset.interview = id;
  return card;
}

/** Whether every field shows what is stored: the one that the reader is in, or that holds a mistake, is left alone. */
function showValues(elements, interview) {
  const fields = [...elements].filter((field) => field.name in interview && !field.closest("fieldset"));
  return fields.map((field) => showValue(field, interview)).every(Boolean);
}

function showValue(field, interview) {
  const value = interview[field.name];
  if (field.type === "checkbox") field.checked = value;
  else if (field.ariaInvalid || (field === document.activeElement && field.value !== value)) return false;
  else if (field.name === "zone") chooseZone(field, value);
  else if (field.name === "region") chooseRegion(field, value || "none");
  else if (field.value !== value) field.value = value;
  return true;
}

function drawPeople(card, people) {
  if (JSON.stringify(peopleOf(card)) === JSON.stringify(people)) return true;
  const group = card.querySelector("[data-part=people]");
  if (group.querySelector("fieldset:focus-within")) return false;
  for (const set of group.querySelectorAll("fieldset")) set.remove();
  for (const person of people) addPerson(group.lastElementChild, person);
  return true;
}

/** A group of fields for a person before this button, and its first field. */
export function addPerson(button, person = {}) {
  const set = copy("person");
  for (const field of PERSON) set.elements[field].value = person[field] ?? "";
  button.before(set);
  return set.elements.name;
}

const peopleOf = (card) =>
  [...card.querySelectorAll("fieldset")]
    .map(({ elements }) => Object.fromEntries(PERSON.map((field) => [field, elements[field].value])))
    .filter(isSaid);

/**
 * What a field holds now, or undefined where it is a mistake. That is told once the field is left, and taken back at
 * once.
 */
export function valueOf(field, isLeft) {
  if (field.type === "checkbox") return field.checked;
  const result = READ[field.name]?.(field) ?? { value: field.value };
  if (field.name === "start") valueOf(field.form.elements.time, isLeft); // it may be the one that is wrong
  if (!result.error || isLeft) tell(field, result.error);
  return result.error ? result.value : (result.value ?? "");
}

/** What was entered in a card's field goes into the interview; another day moves it from what it was `before` that. */
export function enter(interview, field, value, { steps, before } = {}) {
  if (field === "people") interview.people = peopleOf(cardOf(interview.id));
  else if (field !== "date") interview[field] = value;
  else {
    reschedule(interview, value, steps, before);
    for (const name of ["until", "decision"])
      judge(interview, elementsOf(interview)[name], before.typed[name], before[name]);
  }
  // it may be right only now
  if (ENDS.includes(field)) interview.time = valueOf(elementsOf(interview).time) ?? interview.time;
}

const elementsOf = ({ id }) => cardOf(id).querySelector("form").elements;

/**
 * A day that the new date makes wrong is told and stays in its field, and counts again once a date makes it right. One
 * that was `typed` is what the reader wants, also where it was too wrong to be kept instead of what `was` there.
 */
function judge(interview, field, typed, was) {
  const day = (typed === was && interview[field.name]) || typed || interview[field.name];
  if (day) field.value = day;
  const { value = "", error } = readDecision(field, interview.date);
  interview[field.name] = value;
  tell(field, error);
}
