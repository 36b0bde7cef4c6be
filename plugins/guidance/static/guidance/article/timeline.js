/**
 * The calculator at work: reads the form, dates the steps, draws them, keeps the plan. Thinks nothing out itself.
 *
 * `start` is called once, by start.js, with the events that came before it was loaded, and with what names the
 * reader's own region where no plan does.
 */
import { offerExports, takeExportsBack } from "../exports/send.js";
import { office, post } from "../dates/calendar.js";
import { chooseRegion, fillRegions, fillZones, learnZones, regionTable, showRegion } from "../page/choices.js";
import * as store from "../device/selected_interview.js";
import { isLeft, isRubbedOut, readDay, tell } from "../page/fields.js";
import * as forms from "./form.js";
import { closedSteps, reschedule } from "../device/interviews.js";
import { offer } from "./interview_picker.js";
import { readersLanguage, readersRegion, readersZone } from "../page/zone_names.js";
import { clockNote, dayNote, holidayNote, memoryNote, newsOf, zoneNote } from "../page/messages.js";
import { announce, noteKey, write } from "../page/dom.js";
import * as past from "../dates/past.js";
import { clearPhrase, datePhrase, readPhrases } from "./prose.js";
import { clearRow, drawRow, readSteps } from "../page/rows.js";
import { beyondTables, LAST_COLLECTION } from "../dates/schedule.js";
import { strip } from "./strip.js";
import { speaker } from "../page/words.js";
import { wallTime } from "../dates/zones.js";

const EVENTS = [
  "focusin",
  "pointerover",
  "pointerdown",
  "input",
  "change",
  "region",
  "focusout",
  "keydown",
  "keyup",
  "submit",
];
const MINUTE = 60_000;

export function start(section, missed, guessRegion) {
  const timeline = new Timeline(section);
  const stored = store.read();
  timeline.take(stored, true);
  if (!stored?.region) guessRegion();
  const drawn = timeline.update();
  missed.forEach((event) => timeline.react(event));
  return drawn;
}

class Timeline {
  constructor(section) {
    this.section = section;
    this.form = section.querySelector("form");
    this.fields = this.form.elements;
    this.steps = readSteps(section);
    this.phrases = readPhrases();
    this.kept = {};
    this.ticks = {};
    this.shifts = {};
    this.turn = 0;
    this.zoneHere = readersZone();
    this.listen();
  }

  listen() {
    EVENTS.forEach((type) => this.form.addEventListener(type, (event) => this.react(event)));
    for (const step of this.steps) {
      step.tick.addEventListener("change", () => this.tick(step.id, step.tick.checked));
      for (const type of ["input", "keydown", "change", "keyup", "focusout"])
        step.shift.addEventListener(type, (event) => this.shift(step, event));
    }
    this.part("forget").addEventListener("click", () => this.forget());
    document.addEventListener("visibilitychange", () => {
      this.zoneHere = readersZone(); // who travels comes back to the page
      this.draw();
    });
    setInterval(() => this.draw(), MINUTE); // a deadline passes while the page is open
    store.watch((plan) => this.take(plan));
  }

  /** Shows the interview that the store gives, or none. */
  take(plan, keepTyped) {
    if (plan) this.restore(plan, keepTyped);
    else this.empty(keepTyped);
  }

  /** Everything that the reader does in the form comes through here, late or not. */
  react(event) {
    const { type, target } = event;
    if (type === "input") noteKey();
    const isField = target.matches("input:not([type=checkbox])");
    if (["focusin", "pointerover", "pointerdown"].includes(type)) return this.meet(target);
    if (["input", "change", "region"].includes(type) || isRubbedOut(event)) this.update(true);
    if (isLeft(event)) {
      this.update(false);
      forms.complain(this.form);
    }
    if (type === "submit" || (type === "keydown" && event.key === "Enter" && isField)) {
      event.preventDefault();
      forms.complain(this.form, true);
    }
  }

  /** The reader comes to a field: its list is filled, and what a new day would change is kept in mind. */
  meet(select) {
    if (select === this.fields.date) this.before = structuredClone(this.kept);
    if (select === this.fields.zone) fillZones(select);
    // without the list the region stands as it is, and the next opening tries again
    if (select === this.fields.region) fillRegions(select).catch(() => {});
  }

  /**
   * Reads the form into the plan. While the reader types half a date, that stays as it was; false is for a field that
   * was left.
   */
  update(isTyping) {
    const typed = forms.read(this.form);
    if (isTyping && /unreal|range/.test(typed.date.kind)) return;
    const { kept, ticks, shifts } = this;
    this.plan = forms.interviewOf(this.form, typed, { ...kept, ticks, shifts });
    if (this.plan && kept.id && this.plan.date !== kept.date) this.move(this.plan);
    if (this.plan) this.keep();
    else if (typed.date.kind === "missing" && this.isKept) this.drop();
    forms.settle(this.form, typed, isTyping !== false);
    return this.draw();
  }

  keep() {
    this.kept = this.plan = store.save(this.plan);
    this.isKept = true;
  }

  /** Another day takes the plan along, from what it was before the reader began to type. */
  move(plan) {
    const { before, kept } = this;
    reschedule(plan, plan.date, this.steps, { ...(before?.id === kept.id ? before : kept), decision: plan.decision });
    this.hold(plan);
  }

  /** The dates go with their date, and all else stays. A page that never had one leaves another tab's alone. */
  drop() {
    this.kept = store.clear(this.before) ?? {};
    this.isKept = false;
  }

  tick(id, ticked) {
    if (ticked) this.ticks[id] = wallTime(Date.now(), this.zoneHere).day;
    else delete this.ticks[id];
    this.update();
  }

  /**
   * A step's own day: taken as soon as it is one, taken back when it is emptied, and otherwise told like the form's.
   */
  shift({ id, shift }, event) {
    const read = readDay(shift);
    if (isLeft(event) || !read.error) tell(shift, read.error);
    if (read.error || read.value === this.shifts[id]) return;
    this.shifts[id] = read.value;
    this.update();
  }

  restore(interview, keepTyped) {
    forms.write(this.form, interview, keepTyped);
    this.kept = interview;
    this.hold(interview);
    this.isKept = false; // what the form held before is not this one's
    this.update();
  }

  hold({ ticks, shifts }) {
    this.ticks = { ...ticks };
    this.shifts = { ...shifts };
    for (const { id, shift } of this.steps) shift.value = this.shifts[id] ?? "";
  }

  forget() {
    store.forget();
    this.empty();
    this.say("news", "Forgotten. Nothing about your interview is kept on this device.");
    this.fields.date.focus();
  }

  empty(keepTyped) {
    const { zone, region } = this.fields;
    this.restore({ zone: zone.value, region: region.value, name: store.all().name }, keepTyped);
  }

  async draw() {
    const turn = ++this.turn;
    const { plan, zoneHere } = this;
    const speaking = () => {
      const today = wallTime(Date.now(), zoneHere).day;
      return { today, say: speaker({ language: readersLanguage(), zone: plan?.zone ?? zoneHere, zoneHere, today }) };
    };
    const { say } = speaking();
    offer(this.fields.interview, store.all(), say, (id) => this.take(store.choose(id)));
    this.say("memory", memoryNote(store.kept()));
    if (!plan) return this.clear();
    const fetched = regionTable(plan.region).catch(() => ({ region: plan.region, failed: true }));
    const [calendar] = await Promise.all([fetched, learnZones(plan.zone, zoneHere)]);
    if (turn !== this.turn) return;
    if (calendar.region === plan.region) this.show(plan, calendar, speaking());
    else this.fallBack(plan.region, calendar.region);
  }

  /** The office's days and the post's, made once for a region. */
  calendars({ table, part }) {
    if (!this.known || this.known.table !== table || this.known.part !== part) {
      this.known = { table, part, days: [office(table, part), post(table, part)] };
    }
    return this.known.days;
  }

  /** From a region that is not offered to its country, else to the reader's own, else to none. */
  fallBack(unknown, nearest) {
    const own = readersRegion();
    const { region } = this.fields;
    region.selectedOptions[0].remove();
    chooseRegion(region, nearest === "none" && own && own !== unknown.slice(0, 2) ? own : nearest);
    this.update();
  }

  show(plan, calendar, { today, say }) {
    const now = Date.now();
    const { zoneHere } = this;
    const [days, letters] = this.calendars(calendar);
    const closed = closedSteps(plan, store.all(), this.steps);
    const dated = past.plan(this.steps, {
      ...plan,
      closed,
      day: plan.date,
      office: days,
      post: letters,
      now,
      today,
      zoneHere,
    });
    const drawn = JSON.stringify([plan, dated, today, calendar.failed]);
    if (drawn === this.drawn) return; // a selection in the text outlives the minute
    this.drawn = drawn;
    const byId = new Map(dated.map((step) => [step.id, step]));
    const around = { ...plan, say, office: days, post: letters, collection: plan.collection || LAST_COLLECTION };
    for (const step of this.steps) drawRow(step, byId.get(step.id), around);
    for (const phrase of this.phrases) if (byId.has(phrase.id)) datePhrase(phrase, byId.get(phrase.id), say);
    showRegion(this.fields.region, this.part("parts"), calendar);
    this.say("clock", [clockNote(plan, say), ...zoneNote([plan.zone, zoneHere], dated)].filter(Boolean).join(" "));
    this.say("notice", `${dayNote(plan, say)} ${holidayNote(calendar, beyondTables(dated, days))}`);
    this.say("news", newsOf(dated, this.steps, say));
    this.later({ interview: plan, dated, steps: this.steps, office: days, say, today, now }, this.section.dataset.plan);
    this.section.dataset.plan = dated.every(({ status }) => status === "done") ? "done" : "dated";
    this.part("forget").hidden = false;
    this.part("invitation").hidden = true;
  }

  /**
   * The dates' picture, and the drafts and exports that carry them: with the first dates, and a moment after others.
   */
  later(plan, isDated) {
    clearTimeout(this.waiting);
    const draw = () => {
      const { date, zone, name } = plan.interview;
      this.part("strip").replaceChildren(strip({ ...plan, interviewDay: date, zone }));
      this.part("strip").hidden = false;
      offerExports(this.section, {
        ...plan,
        name,
        keep: (key, words) => {
          this.kept.letters = { ...this.kept.letters, [key]: words };
          this.update();
        },
        address: { origin: location.origin, path: location.pathname },
      });
    };
    if (isDated) this.waiting = setTimeout(draw);
    else draw();
  }

  clear() {
    clearTimeout(this.waiting);
    this.drawn = "";
    this.part("strip").hidden = true;
    this.steps.forEach(clearRow);
    takeExportsBack(this.section);
    this.phrases.forEach(clearPhrase);
    for (const name of ["clock", "notice", "news"]) this.say(name, "");
    delete this.section.dataset.plan;
    this.part("forget").hidden = !this.kept.id;
    this.part("invitation").hidden = false;
  }

  part(name) {
    return this.section.querySelector(`[data-part=${name}]`);
  }

  say(name, words) {
    const part = this.part(name);
    part.hidden = !words && part.role !== "status"; // one that is hidden is not heard when it first speaks
    (part.matches("[role], [aria-live]") ? announce : write)(part, words);
  }
}
