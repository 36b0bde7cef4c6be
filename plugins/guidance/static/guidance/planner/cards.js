/** The plan page's cards, one for each interview: its fields, filled while they are open, and what was entered in them. */
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
export function drawCard(one, { say, today, calendar, interviews }) {
  if (!cards.has(one.id)) cards.set(one.id, makeCard(one));
  const card = cardOf(one.id);
  const isOpen = card.querySelector("details").open;
  const called = label(one, say, interviews);
  const drawn = JSON.stringify([one, today, isOpen, calendar.region, called]);
  if (card.drawn === drawn) return card;
  const days = [one.date, one.until].filter(Boolean).map((day) => say.day(day)).join(" – ");
  card.dataset.status = one.status;
  write(card.querySelector("h3"), called);
  write(card.querySelector("[data-part=about]"), [one.role, days, ...one.people.map((person) => person.name)].filter(Boolean).map(whole).join(" · "));
  name(card, called);
  const { elements } = card.querySelector("form");
  const isWhole = isOpen ? fill(elements, one) && drawPeople(card, one.people) : fillIn(elements.status, one);
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
function fill(elements, one) {
  const fields = [...elements].filter((field) => field.name in one && !field.closest("fieldset"));
  return fields.map((field) => fillIn(field, one)).every(Boolean);
}

function fillIn(field, one) {
  const value = one[field.name];
  if (field.type === "checkbox") field.checked = value;
  else if (field.ariaInvalid || (field === document.activeElement && field.value !== value)) return false;
  else if (field.name === "zone") chooseZone(field, value);
  else if (field.name === "region") chooseRegion(field, value || "none");
  else if (field.value !== value) field.value = value;
  return true;
}

function drawPeople(card, people) {
  if (JSON.stringify(peopleOf(card)) === JSON.stringify(people)) return true;
  const place = card.querySelector("[data-part=people]");
  if (place.querySelector("fieldset:focus-within")) return false;
  for (const set of place.querySelectorAll("fieldset")) set.remove();
  for (const person of people) addPerson(place.lastElementChild, person);
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

/** What a field holds now, or undefined where it is a mistake. That is told once the field is left, and taken back at once. */
export function valueOf(field, isLeft) {
  if (field.type === "checkbox") return field.checked;
  const read = READ[field.name]?.(field) ?? { value: field.value };
  if (field.name === "start") valueOf(field.form.elements.time, isLeft); // it may be the one that is wrong
  if (!read.error || isLeft) tell(field, read.error);
  return read.error ? read.value : (read.value ?? "");
}

/** What was entered in a card's field goes into the interview; another day moves it from what it was `before` that. */
export function enter(one, field, value, { steps, before } = {}) {
  if (field === "people") one.people = peopleOf(cardOf(one.id));
  else if (field !== "date") one[field] = value;
  else {
    reschedule(one, value, steps, before);
    for (const name of ["until", "decision"]) judge(one, elementsOf(one)[name], before.typed[name], before[name]);
  }
  if (ENDS.includes(field)) one.time = valueOf(elementsOf(one).time) ?? one.time; // it may be right only now
}

const elementsOf = ({ id }) => cardOf(id).querySelector("form").elements;

/**
 * A day that the new date makes wrong is told and stays in its field, and counts again once a date makes it right. One
 * that was `typed` is what the reader wants, also where it was too wrong to be kept instead of what `was` there.
 */
function judge(one, field, typed, was) {
  const day = (typed === was && one[field.name]) || typed || one[field.name];
  if (day) field.value = day;
  const { value = "", error } = readDecision(field, one.date);
  one[field.name] = value;
  tell(field, error);
}
