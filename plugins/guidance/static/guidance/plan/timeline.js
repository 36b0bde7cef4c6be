/**
 * The calculator at work: reads the form, dates the steps, draws them, keeps the plan. Thinks nothing out itself.
 *
 * `start` is called once, by start.js, with the stored plan (or null) and the events that came before it was loaded.
 */
import { office } from "./calendar.js";
import { chooseRegion, chooseZone, fillRegions, fillZones, regionTable } from "./choices.js";
import { isDay } from "./days.js";
import { readDay, readTime, tell } from "./fields.js";
import { offer } from "./known.js";
import { readersRegion, readersZone } from "./names.js";
import { clockNote, holidayNote, memoryNote, newsOf } from "./notes.js";
import { clearPhrase, datePhrase, readPhrases } from "./prose.js";
import { clearRow, drawRow, readSteps } from "./rows.js";
import { beyondTables, schedule } from "./schedule.js";
import * as store from "./current.js";
import { speaker } from "./words.js";
import { wallTime } from "./zones.js";

const EVENTS = ["focusin", "pointerover", "pointerdown", "input", "change", "region", "focusout", "keydown", "submit"];
const MINUTE = 60_000;

export function start(section, stored, missed) {
  const timeline = new Timeline(section);
  if (stored) timeline.restore({ ...stored, ...timeline.typed() }); // what was typed meanwhile is newer
  timeline.update();
  missed.forEach((event) => timeline.react(event));
}

class Timeline {
  constructor(section) {
    this.section = section;
    this.form = section.querySelector("form");
    this.fields = this.form.elements;
    this.steps = readSteps(section);
    this.phrases = readPhrases();
    this.ticks = {};
    this.turn = 0;
    this.listen();
  }

  listen() {
    EVENTS.forEach((type) => this.form.addEventListener(type, (event) => this.react(event)));
    for (const { id, tick } of this.steps) tick.addEventListener("change", () => this.tick(id, tick.checked));
    this.part("forget").addEventListener("click", () => this.forget());
    document.addEventListener("visibilitychange", () => this.draw());
    setInterval(() => this.draw(), MINUTE); // a deadline passes while the page is open
    store.watch((plan) => this.take(plan));
  }

  /** Shows the interview that the store gives, or none. */
  take(plan) {
    if (plan) this.restore(plan);
    else this.empty();
  }

  /** Everything that the reader does in the form comes through here, late or not. */
  react(event) {
    const { type, target } = event;
    const isField = target.matches("input:not([type=checkbox])");
    if (["focusin", "pointerover", "pointerdown"].includes(type)) return this.openList(target);
    if (["input", "change", "region"].includes(type)) this.update();
    if (type === "change" || type === "focusout") this.complain(type === "change");
    if (type === "submit" || (type === "keydown" && event.key === "Enter" && isField)) {
      event.preventDefault();
      this.complain(false, true);
    }
  }

  openList(select) {
    if (select === this.fields.zone) fillZones(select);
    // without the list the region stands as it is, and the next opening tries again
    if (select === this.fields.region) fillRegions(select).catch(() => {});
  }

  /** Reads the form into the plan; a field that is right again loses its error at once. */
  update() {
    const { date, time, start, zone, region } = this.fields;
    const read = readDay(date);
    this.plan = read.day
      ? { date: read.day, time: readTime(time).time, start: readTime(start).time, zone: zone.value, region: region.value, mayCall: this.fields["may-call"].checked, ticks: this.ticks }
      : null;
    if (this.plan) this.keep();
    else if (read.kind === "missing" && this.kept) this.drop();
    if (read.day || read.kind === "missing") tell(date);
    for (const field of [time, start]) if (field && !readTime(field).error) tell(field);
    this.draw();
  }

  keep() {
    store.save(this.plan);
    this.kept = true;
  }

  /** The plan goes with its date, and its ticks with it. A page that never had one leaves another tab's alone. */
  drop() {
    this.ticks = {};
    store.forget();
    this.kept = false;
  }

  /**
   * Tells what is wrong. While a year is being typed the date passes through 0002, 0020 and 0202, each with a change
   * of its own: those wait until the field is left. That the date is missing is told only when it is asked for.
   */
  complain(typing, asked = false) {
    const { date, time, start } = this.fields;
    const { error, kind, year } = readDay(date);
    const wait = (kind === "missing" && !asked) || (kind === "range" && typing && year < 1000);
    if (error && !wait) tell(date, error);
    for (const field of [time, start]) if (field) tell(field, readTime(field).error);
  }

  tick(id, ticked) {
    if (ticked) this.ticks[id] = wallTime(Date.now(), readersZone()).day;
    else delete this.ticks[id];
    this.update();
  }

  /** What the reader typed before the calculator was there. */
  typed() {
    const { date, time } = this.fields;
    return Object.fromEntries([date, time].filter(({ value }) => value).map(({ name, value }) => [name, value]));
  }

  restore({ date, time, start, zone, region, mayCall, ticks }) {
    const fields = this.fields;
    fields.date.value = date;
    fields.time.value = time ?? "";
    if (fields.start) fields.start.value = start ?? "";
    fields["may-call"].checked = mayCall === true;
    chooseZone(fields.zone, zone);
    if (region) chooseRegion(fields.region, region);
    this.ticks = Object.fromEntries(Object.entries(ticks).filter(([, day]) => isDay(day)));
    this.update();
  }

  forget() {
    store.forget(true);
    this.empty();
    this.say("news", "Forgotten. Nothing about your interview is kept on this device.");
    this.fields.date.focus();
  }

  empty() {
    for (const name of ["date", "time", "start"]) {
      if (!this.fields[name]) continue;
      this.fields[name].value = "";
      tell(this.fields[name]);
    }
    this.fields["may-call"].checked = false;
    this.update();
  }

  async draw() {
    const turn = ++this.turn;
    const plan = this.plan;
    offer(this.form, store.all(), (id) => this.take(store.choose(id)));
    this.say("memory", memoryNote(store.kept()));
    if (!plan) return this.clear();
    const calendar = await regionTable(plan.region).catch(() => ({ region: plan.region, failed: true }));
    if (turn !== this.turn) return;
    if (calendar.region === plan.region) this.show(plan, calendar);
    else this.fallBack(plan.region, calendar.region);
  }

  /** From a region that is not offered to its country, else to the reader's own, else to none. */
  fallBack(unknown, nearest) {
    const own = readersRegion();
    const { region } = this.fields;
    region.selectedOptions[0].remove();
    chooseRegion(region, nearest === "none" && own && own !== unknown.slice(0, 2) ? own : nearest);
    this.update();
  }

  show(plan, calendar) {
    const now = Date.now();
    const zoneHere = readersZone();
    const today = wallTime(now, zoneHere).day;
    const days = office(calendar.table, calendar.part);
    const dated = schedule(this.steps, { ...plan, day: plan.date, office: days, now, today, zoneHere });
    const drawn = JSON.stringify([plan, dated, today, calendar.failed]);
    if (drawn === this.drawn) return; // a selection in the text outlives the minute
    this.drawn = drawn;
    const say = speaker({ language: navigator.language, zone: plan.zone, zoneHere, today });
    const byId = new Map(dated.map((step) => [step.id, step]));
    for (const step of this.steps) drawRow(step, byId.get(step.id), { say, office: days, zone: plan.zone, mayCall: plan.mayCall });
    for (const phrase of this.phrases) if (byId.has(phrase.id)) datePhrase(phrase, byId.get(phrase.id), say);
    this.say("clock", clockNote(plan, say));
    this.say("notice", holidayNote(calendar, beyondTables(dated, days)));
    this.say("news", newsOf(dated, this.steps, say));
    this.section.dataset.plan = dated.every(({ status }) => status === "done") ? "done" : "dated";
    this.part("forget").hidden = false;
    this.part("invitation").hidden = true;
  }

  clear() {
    this.drawn = "";
    this.steps.forEach(clearRow);
    this.phrases.forEach(clearPhrase);
    for (const name of ["clock", "notice", "news"]) this.say(name, "");
    delete this.section.dataset.plan;
    this.part("forget").hidden = true;
    this.part("invitation").hidden = false;
  }

  part(name) {
    return this.section.querySelector(`:scope [data-part=${name}]`);
  }

  say(name, words) {
    const part = this.part(name);
    part.hidden = !words && part.role !== "status"; // one that is hidden is not heard when it first speaks
    if (part.textContent !== words) part.textContent = words;
  }
}
