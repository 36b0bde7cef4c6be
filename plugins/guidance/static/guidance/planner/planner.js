/** The plan page at work: hears what the reader does, stores it, and has it drawn. Its words stand in the page. */
import { Agenda, surroundings } from "./agenda.js";
import { addPerson, cardOf, drawCard, enter, valueOf } from "./cards.js";
import * as transfer from "./transfer.js";
import { add, addRound, leave, remove } from "../device/changes.js";
import { fillRegions, fillZones, regionTable } from "../page/choices.js";
import { isLeft, isRubbedOut } from "../page/fields.js";
import { linked } from "../device/link_codec.js";
import { ownRegion, readersZone } from "../page/zone_names.js";
import { memoryNote } from "../page/messages.js";
import { announce, noteKey, write } from "../page/dom.js";
import { pages } from "./paper.js";
import { placeRows, words } from "./templates.js";
import { readSteps } from "../page/rows.js";
import { find } from "../device/state.js";
import * as store from "../device/store.js";

const MINUTE = 60_000;

/** What each button does, by its `data-do`. */
const ACTIONS = {
  add: (planner) => planner.add(),
  round: (planner, button) => planner.addRound(button),
  delete: (planner, button) => planner.delete(button),
  undo: (planner) => planner.undo(),
  join: (planner, button) => planner.addPerson(button),
  leave: (planner, button) => planner.removePerson(button),
  save: transfer.save,
  link: transfer.link,
  paste: transfer.paste,
  forget: transfer.forget,
};

export async function start(section) {
  const planner = new Planner(section);
  await planner.draw();
  section.hidden = false;
  planner.receive();
}

class Planner {
  constructor(section) {
    this.section = section;
    this.steps = readSteps(document.getElementById("series"));
    this.agenda = new Agenda(section, this.steps);
    this.parts = {};
    this.turn = 0;
    this.listen(section);
  }

  listen(section) {
    const on = (type, react) => section.addEventListener(type, react, true); // a toggle does not bubble
    on("click", (event) => this.press(event));
    for (const type of ["input", "change"]) on(type, ({ target }) => this.enter(target, type === "input"));
    on("submit", (event) => event.target.method === "dialog" || event.preventDefault());
    on("focusin", ({ target }) => this.meet(target));
    on("pointerover", ({ target }) => fillList(target));
    for (const type of ["keydown", "change", "focusout"])
      on(type, (event) => isLeft(event) && this.leaveField(event.target));
    on("keyup", (event) => isRubbedOut(event) && this.rubOut(event.target));
    on("toggle", () => this.draw());
    document.addEventListener("visibilitychange", () => this.draw());
    setInterval(() => this.draw(), MINUTE); // a deadline passes while the page is open
    store.watch((state) => this.draw(state));
    addEventListener("hashchange", () => this.receive());
    on("input", noteKey);
    addEventListener("beforeprint", () => this.print(true));
    addEventListener("afterprint", () => this.print(false));
    matchMedia("print").addEventListener("change", ({ matches }) => this.print(matches));
  }

  /** A button's work, by its `data-do`. */
  press(event) {
    const button = event.target.closest("[data-do]");
    if (!button || button.type === "file") return;
    event.preventDefault();
    ACTIONS[button.dataset.do](this, button);
  }

  receive() {
    if (/^#p(=|%(25)*3d)/i.test(location.hash)) transfer.receive(this, location.hash.slice(1));
  }

  /** The reader comes into a field: its list is filled, and what a new day would do away with is kept in mind. */
  meet(field) {
    fillList(field);
    if (field.name !== "date") return;
    const { until, decision } = field.form.elements;
    const typed = { until: until.value, decision: decision.value };
    this.before = { ...structuredClone(find(store.read(), idOf(field))), typed };
  }

  leaveField(field) {
    if (!field.closest("[data-interview]") || field.tagName !== "INPUT") return;
    valueOf(field, true);
    this.rubOut(field);
    this.draw(); // what another tab wrote meanwhile
  }

  /** A date or a time that is empty now, and is not so in the interview. */
  rubOut(field) {
    const interview = field.matches("[type=date], [type=time]") && find(store.read(), idOf(field));
    if (!interview || valueOf(field) !== "") return;
    const row = field.closest("[data-step]");
    if (row ? interview.shifts[row.dataset.step] : interview[field.name]) this.enter(field);
  }

  /** What was entered, once it is no mistake, goes into the interview that the field belongs to. */
  enter(field, isInput) {
    if (isInput && !field.matches("textarea, input:not([type=checkbox], [type=file])")) return;
    if (field.type === "file") return transfer.file(this, field);
    if (field.name === "your-name")
      return this.change((state) => {
        state.name = field.value;
      });
    const id = idOf(field);
    const value = id && valueOf(field);
    if (!id || value === undefined) return;
    const row = field.closest("[data-step]");
    if (row) return this.mark(row.dataset, field, value);
    const name = field.closest("fieldset") ? "people" : field.name;
    return this.alter(id, (interview) => enter(interview, name, value, this));
  }

  /** A step's tick, or the day that it was moved to by hand. */
  async mark({ interview: id, step }, field, value) {
    const isTick = field.type === "checkbox";
    const set = (day) =>
      this.alter(id, (interview) => {
        interview[isTick ? "ticks" : "shifts"][step] = day;
      });
    await set(isTick ? value && this.around({}).today : value);
    const { title } = this.steps.find(({ id }) => id === step);
    if (isTick && value) this.offerUndo(words("ticked", { title }), () => set("").then(() => field));
  }

  /** A new one begins with the reader's own zone and region, as in an article. */
  async add() {
    const zone = readersZone();
    const own = (await ownRegion(zone)) || "none";
    const { region } = await regionTable(own).catch(() => ({ region: own }));
    return this.open((state) => add(state, { zone, region }));
  }

  addRound(button) {
    return this.open((state) => addRound(state, find(state, idOf(button))));
  }

  async open(adding) {
    let id;
    await this.change((state) => {
      id = adding(state);
    });
    const card = cardOf(id);
    card.querySelector("details").open = true;
    card.querySelector(find(store.read(), id).employer ? "[name=date]" : "[name=employer]").focus();
  }

  async delete(button) {
    const id = idOf(button);
    const heading = cardOf(id).querySelector("h3");
    let putBack;
    await this.change((state) => {
      putBack = remove(state, id);
    });
    this.offerUndo(words("deleted", { title: heading.textContent }), () => this.change(putBack).then(() => heading));
    this.part("undo").focus();
  }

  offerUndo(sentence, undo) {
    write(this.part("undone"), sentence);
    this.part("undo").hidden = !sentence;
    this.takeBack = undo;
  }

  async undo() {
    this.section.querySelector("h2").focus({ preventScroll: true });
    const stood = await this.takeBack();
    if (stood?.isConnected) stood.focus();
  }

  addPerson(button) {
    addPerson(button).focus();
  }

  removePerson(button) {
    const set = button.closest("fieldset");
    const id = idOf(button);
    const at = [...set.parentElement.querySelectorAll("fieldset")].indexOf(set);
    let putBack;
    const next = set.parentElement.lastElementChild;
    set.remove();
    next.focus();
    this.alter(id, (interview) => {
      putBack = leave(interview, at);
    });
    this.offerUndo(words("left"), () => this.alter(id, putBack));
  }

  /** What can be undone is the last thing that the reader did. */
  change(change) {
    this.offerUndo("");
    return this.draw(store.update(change));
  }

  alter(id, change) {
    return this.change((state) => {
      const interview = find(state, id);
      if (interview) change(interview);
    });
  }

  async draw(state = store.read()) {
    const turn = ++this.turn;
    const around = await surroundings(state);
    if (turn !== this.turn) return;
    this.around = around;
    announce(this.part("news"), this.agenda.draw(state, around));
    placeRows(
      [[this.part("interviews"), state.interviews.map((interview) => drawCard(interview, around(interview)))]],
      this.section.querySelector("h2"),
    );
    write(
      this.part("memory"),
      [memoryNote(store.kept()), around.failed && words("unloaded"), ...around.notes].filter(Boolean).join(" "),
    );
    const dated = state.interviews.filter(({ date }) => date);
    Object.assign(this.part("link"), { href: `#${linked(dated)}`, hidden: !dated.length });
    const own = this.part("name");
    if (own !== document.activeElement) own.value = state.name;
  }

  /** What is on paper is made for it: on the screen a long plan need not stand twice. */
  print(isPrinted) {
    this.part("paper").replaceChildren(...(isPrinted ? pages(store.read(), this.steps, this.around) : []));
  }

  part(name) {
    return (this.parts[name] ??= this.section.querySelector(`[data-part=${name}]`));
  }
}

const idOf = (element) => element.closest("[data-interview]")?.dataset.interview;

function fillList(select) {
  if (select.name === "zone") fillZones(select);
  if (select.name === "region") fillRegions(select).catch(() => {});
}
