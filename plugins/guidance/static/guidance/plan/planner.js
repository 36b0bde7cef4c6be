/** The plan page at work: one queue over all interviews, and a card for each. Its words stand in the page. */
import * as calendars from "./calendar.js";
import * as carry from "./carry.js";
import { chooseRegion, chooseZone, fillRegions, fillZones, regionTable } from "./choices.js";
import { tell } from "./fields.js";
import { add, addRound, queue, remove, reschedule } from "./interviews.js";
import { linked } from "./link.js";
import { readersRegion, readersZone, zoneName } from "./names.js";
import { memoryNote } from "./notes.js";
import { drawRow, readSteps } from "./rows.js";
import { find, label } from "./state.js";
import * as store from "./store.js";
import { gloss, speaker } from "./words.js";
import { wallTime } from "./zones.js";

const MINUTE = 60_000;
const PERSON = ["name", "email", "phone", "notes"];

export function start(section) {
  section.hidden = false;
  return new Planner(section).draw();
}

class Planner {
  constructor(section) {
    this.section = section;
    this.steps = readSteps(document.getElementById("series"));
    this.made = new Map();
    section.addEventListener("click", (event) => this.press(event));
    section.addEventListener("change", ({ target }) => this.enter(target));
    section.addEventListener("submit", (event) => event.target.closest("dialog") ?? event.preventDefault());
    section.addEventListener("focusout", ({ target }) => complain(target, target.validationMessage));
    section.addEventListener("toggle", () => this.draw(), true);
    for (const type of ["focusin", "pointerover"]) section.addEventListener(type, ({ target }) => this.fillList(target));
    document.addEventListener("visibilitychange", () => this.draw());
    setInterval(() => this.draw(), MINUTE); // a deadline passes while the page is open
    store.watch(() => this.draw());
    addEventListener("hashchange", () => this.receive());
    this.receive();
  }

  /** A button's work, by its `data-do`: that of this page, or of the copies that go out and come in. */
  press(event) {
    const { target } = event;
    const { do: what } = target.dataset;
    if (target.href && what) event.preventDefault();
    if (what in this) this[what](target);
    else if (what && target.type !== "file") this.carry(what, target);
  }

  carry(what, given) {
    return carry[what](this, given);
  }

  receive() {
    if (location.hash.startsWith("#p=")) this.carry("receive", location.hash.slice(1));
  }

  fillList(select) {
    if (select.name === "zone") fillZones(select);
    if (select.name === "region") fillRegions(select).catch(() => {});
  }

  add() {
    return this.open((state) => add(state, { zone: readersZone(), region: readersRegion() || "none" }));
  }

  round(button) {
    return this.open((state) => addRound(state, find(state, idOf(button))));
  }

  async open(adding) {
    let id;
    await this.change((state) => void (id = adding(state)));
    const card = this.made.get(id);
    card.querySelector("details").open = true;
    card.querySelector("[name=date]").focus();
  }

  async delete(button) {
    const id = idOf(button);
    const title = this.made.get(id).querySelector("h3").textContent;
    let putBack;
    await this.change((state) => void (putBack = remove(state, id)));
    this.offerUndo(this.words("deleted", { title }), async () => {
      await this.change(putBack);
      this.made.get(id).querySelector("h3").focus();
    });
    this.part("undo").lastElementChild.focus();
  }

  offerUndo(words, undo) {
    this.part("undo").hidden = !words;
    this.part("undone").textContent = words;
    this.takeBack = undo;
  }

  async undo() {
    this.section.querySelector("h2").focus();
    this.offerUndo("");
    await this.takeBack();
  }

  join(button) {
    const set = this.copyOf("person");
    button.before(set);
    set.querySelector("input").focus();
  }

  leave(button) {
    const set = button.parentElement;
    const next = set.parentElement.querySelector("[data-do=join]");
    set.remove();
    next.focus();
    this.enter(next);
  }

  /** What was entered in a field, once it is no mistake, goes into the interview that the field belongs to. */
  enter(field) {
    const { name, dataset, value, validity } = field;
    const row = field.closest("[data-step]");
    if (dataset.do && field.type === "file") return this.carry(dataset.do, field);
    if (!validity.valid || field.closest("dialog")) return;
    if (name === "your-name") return this.change((state) => void (state.name = value));
    const id = idOf(field);
    const card = field.closest("fieldset, [data-part=people]") && this.made.get(id);
    complain(field);
    if (row) this.mark(row, field);
    else if (card) this.alter(id, (one) => (one.people = peopleOf(card)));
    else if (name === "date" && value) this.alter(id, (one) => reschedule(one, value, this.steps));
    else if (id) this.alter(id, (one) => (one[name] = field.type === "checkbox" ? field.checked : value));
  }

  /** A step's tick, or the day that it was moved to by hand. */
  async mark({ dataset: { interview, step } }, { type, checked, value }) {
    const title = this.steps.find(({ id }) => id === step).title;
    const today = wallTime(Date.now(), readersZone()).day;
    const days = type === "checkbox" ? "ticks" : "shifts";
    const set = (day) => this.alter(interview, (one) => (one[days][step] = day));
    await set(type === "checkbox" ? checked && today : value);
    if (checked && type === "checkbox") this.offerUndo(this.words("ticked", { title }), () => set(""));
  }

  change(change) {
    store.update(change);
    return this.draw();
  }

  alter(id, change) {
    return this.change((state) => void (find(state, id) && change(find(state, id))));
  }

  async draw() {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const state = store.read();
    const around = await surroundings(state);
    if (turn !== this.turn) return;
    this.around = around;
    const rows = queue(state, this.steps, around);
    const isOpen = this.part("rest").parentElement.open;
    const drawn = JSON.stringify([state, rows, around({}).today, isOpen]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const due = rows.filter(({ step }) => ["due", "overdue"].includes(step.status));
    const rest = rows.filter((row) => !due.includes(row));
    const row = ({ one, step }) => this.drawStep(one, step, around(one));
    this.place("queue", due.map(row));
    this.place("rest", isOpen ? rest.map(row) : []);
    this.place("interviews", state.interviews.map((one) => this.drawCard(one, around(one))));
    this.part("news").textContent = this.news(state, due, rest, around);
    this.part("memory").textContent = memoryNote(store.kept());
    this.part("link").href = `#${linked(state.interviews.filter(({ date }) => date))}`;
    if (!isHeld(this.part("name"))) this.part("name").value = state.name;
  }

  /** What is to be done now, or when there is something to do again. */
  news({ interviews }, due, rest, around) {
    const [next] = rest.filter(({ step }) => step.status === "upcoming").sort((a, b) => (a.step.due < b.step.due ? -1 : 1));
    const late = due.filter(({ step }) => step.status === "overdue").length;
    const what = due.length ? (late ? "late" : "due") : next ? "next" : !interviews.length ? "empty" : rest.length || !interviews.some((one) => !one.date) ? "done" : "undated";
    this.section.dataset.plan = what;
    const { say } = around(next?.one ?? {});
    const then = next && { title: this.steps.find(({ id }) => id === next.step.id).title, when: gloss(next.step, say), whose: label(next.one, say) };
    return this.words(what, { due: due.length, late, ...then });
  }

  drawStep(one, step, { say, office, post, zone }) {
    const stated = this.steps.find(({ id }) => id === step.id);
    const row = this.element("row", `${one.id} ${step.id}`);
    const [link, tick, shift] = ["a", "[type=checkbox]", "[data-shift]"].map((part) => row.querySelector(part));
    Object.assign(row.dataset, { interview: one.id, step: step.id });
    link.href = stated.row.querySelector("a").getAttribute("href");
    link.textContent = stated.title;
    row.querySelector("[data-part=whose]").textContent = label(one, say);
    name(row, `${stated.title}, ${label(one, say)}`);
    drawRow({ ...stated, row, tick, shift }, step, { say, office, post, zone, mayCall: one.mayCall, collection: one.collection });
    shift.value = one.shifts[step.id] ?? "";
    return row;
  }

  drawCard(one, { say }) {
    const card = this.element("interview", one.id);
    const days = [one.date, one.until].filter(Boolean).map((day) => say.day(day)).join(" – ");
    card.dataset.interview = one.id;
    card.dataset.status = one.status;
    card.querySelector("h3").textContent = label(one, say);
    card.querySelector("[data-part=about]").textContent = [one.role, days, ...one.people.map((person) => person.name)].filter(Boolean).join(" · ");
    name(card, label(one, say));
    for (const field of card.querySelectorAll("[name]")) {
      if (isHeld(field) || field.ariaInvalid) continue;
      if (field.type === "checkbox") field.checked = one[field.name];
      else if (field.name === "zone") chooseZone(field, one.zone);
      else if (field.name === "region") chooseRegion(field, one.region || "none");
      else field.value = one[field.name];
      if (["until", "decision"].includes(field.name)) field.min = one.date;
    }
    this.drawPeople(card.querySelector("[data-part=people]"), one.people);
    return card;
  }

  drawPeople(place, people) {
    if (place.contains(document.activeElement)) return;
    for (const set of place.querySelectorAll("fieldset")) set.remove();
    for (const person of people) {
      const set = this.copyOf("person");
      PERSON.forEach((name) => (set.querySelector(`[data-person=${name}]`).value = person[name]));
      place.lastElementChild.before(set);
    }
  }

  /** Puts these into a list in this order. Whose row went away stands on the one that took its place. */
  place(name, wanted) {
    const list = this.part(name);
    const at = [...list.children].findIndex((child) => child.contains(document.activeElement));
    for (const child of [...list.children]) if (!wanted.includes(child)) child.remove();
    wanted.forEach((child, index) => list.children[index] === child || list.insertBefore(child, list.children[index]));
    if (at < 0 || list.contains(document.activeElement)) return;
    (wanted[Math.min(at, wanted.length - 1)]?.querySelector("[type=checkbox], h3") ?? this.section.querySelector("h2")).focus();
  }

  /** The element that was made for this key, or a new copy of the template of this name, with ids of its own. */
  element(name, key) {
    if (!this.made.has(key)) this.made.set(key, this.copyOf(name, key));
    return this.made.get(key);
  }

  copyOf(template, key) {
    const copy = document.getElementById(`plan-${template}`).content.firstElementChild.cloneNode(true);
    for (const attribute of ["id", "for", "aria-labelledby", "aria-describedby"]) {
      for (const element of [copy, ...copy.querySelectorAll("*")]) {
        if (element.hasAttribute(attribute)) element.setAttribute(attribute, `${element.getAttribute(attribute)}-${key}`);
      }
    }
    return copy;
  }

  part(name) {
    return this.section.querySelector(`[data-part=${name}]`);
  }

  /** A sentence of the page's own, with these values in it. */
  words(name, values) {
    const { textContent } = document.getElementById("plan-words").content.querySelector(`[data-words=${name}]`);
    return textContent.replace(/\{(\w+)\}/g, (_, value) => values[value]);
  }
}

const complain = (field, error) => field.matches("input[aria-describedby]") && tell(field, error);
const idOf = (element) => element.closest("[data-interview]")?.dataset.interview;
const isHeld = (field) => field === document.activeElement && field.type !== "checkbox";
const peopleOf = (card) => [...card.querySelectorAll("fieldset")].map((set) => Object.fromEntries(PERSON.map((name) => [name, set.querySelector(`[data-person=${name}]`).value])));

/** Tells apart for those who do not see where a control stands. */
function name(element, words) {
  for (const place of element.querySelectorAll(".visually-hidden")) place.textContent = `: ${words}`;
}

/** What the dates of each interview hang on besides itself. */
async function surroundings({ interviews }) {
  const now = Date.now();
  const zoneHere = readersZone();
  const today = wallTime(now, zoneHere).day;
  const days = {};
  for (const { region } of interviews) {
    const { table, part } = days[region] ? {} : await regionTable(region || "none").catch(() => ({}));
    days[region] ??= { office: calendars.office(table, part), post: calendars.post?.(table, part) };
  }
  return (one) => {
    const zone = zoneName(one.zone) ?? zoneHere;
    return { ...days[one.region], zone, zoneHere, now, today, say: speaker({ language: navigator.language, zone, zoneHere, today }) };
  };
}
