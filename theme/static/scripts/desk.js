/**
 * Times and keys for the moderators' desk. Times become those of the moderator's own clock. Every key presses a button
 * or follows a link that the page has anyway, so that nothing can be done by key alone, and nothing is lost where this
 * script does not run.
 */

const CLOCK = { dateStyle: "medium", timeStyle: "short" };
const OFF = "desk-keys-off";
const BUTTONS = { a: "approve", d: "reject", s: "spam" };
const desk = document.querySelector("[data-desk]");
const comments = desk ? [...desk.querySelectorAll("[data-comment]")] : [];
let current = null; // the comment that was last in focus
let sent = false;

for (const time of document.querySelectorAll("main time"))
  time.textContent = new Date(time.dateTime).toLocaleString("en-GB", CLOCK);

if (desk) {
  const keys = desk.querySelector("[data-keys]");
  keys.hidden = false;
  offerSwitch(keys.querySelector("[data-keys-on]"));
  offerAll(desk.querySelector("[data-all]"));
  desk.addEventListener("focusin", (event) => (current = event.target.closest("[data-comment]") ?? current));
  document.addEventListener("keydown", (event) => onKey(event, keys));
  document.addEventListener("submit", (event) => {
    if (sent) event.preventDefault(); // the answer to the first press is on its way
    sent = event.target.method === "post";
  });
  addEventListener("pageshow", () => (sent = false));
  current = desk.querySelector("[data-next]");
  if (document.readyState === "complete") goOn();
  else addEventListener("load", goOn); // after the browser has gone to the place that the address names
}

/** After a decision, to the comment that follows; the address has brought the sentence about it into view. */
function goOn() {
  if (location.hash !== "#done") return;
  (current ?? desk.querySelector("#done"))?.focus({ preventScroll: true });
}

function onKey(event, keys) {
  if (isTyping(event.target) || event.repeat || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.getModifierState("AltGraph")) return;
  const sign = meant(event);
  const act = actionOf(sign, keys);
  if (!act || (read() && sign !== "?")) return;
  event.preventDefault();
  act();
}

/**
 * The key that was meant: what is typed, whatever Caps Lock does to it; in a script that is not Latin, what has its
 * place on a Latin keyboard. A letter with Shift is none of ours.
 */
function meant({ key, code, shiftKey }) {
  const typed = key.normalize("NFKC").toLowerCase();
  const isElsewhere = /^[^\0-\x7f]+$/.test(typed) && !/\p{Script=Latin}/u.test(typed);
  const sign = isElsewhere
    ? code
        .replace(/^Key/, "")
        .toLowerCase()
        .replace("slash", shiftKey ? "?" : "/")
    : typed;
  return shiftKey && /^[a-z]$/.test(sign) ? "" : sign;
}

function actionOf(key, keys) {
  if (key === "j" || key === "k") return () => move(key === "j" ? 1 : -1);
  if (key in BUTTONS) return () => press(current?.querySelector(`[data-do="${BUTTONS[key]}"]`));
  return {
    x: () => current?.querySelector("[name=id]")?.click(),
    e: () => press(current?.querySelector('[data-do="more"]')),
    u: () => press(desk.querySelector('[data-do="undo"]')),
    "/": () => desk.querySelector("[type=search]").focus(),
    "?": () => toggle(keys),
  }[key];
}

function isTyping(element) {
  return element.matches("textarea, select, input:not([type=checkbox])");
}

function press(button) {
  if (button && !sent) button.click();
}

function move(by) {
  const place = comments.indexOf(current);
  const next = comments[place < 0 ? 0 : Math.min(Math.max(place + by, 0), comments.length - 1)];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "start" });
}

function toggle(keys) {
  keys.open = !keys.open;
  if (keys.open) keys.querySelector("summary").focus();
}

/** A switch for who speaks to the computer, or whose screen reader uses the same keys (WCAG 2.1.4). */
function offerSwitch(box) {
  box.checked = !read();
  box.addEventListener("change", () => {
    try {
      if (box.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "1");
    } catch {
      // no storage: the keys stay as they are by themselves
    }
  });
}

function read() {
  try {
    return localStorage.getItem(OFF);
  } catch {
    return null;
  }
}

function offerAll(label) {
  if (!label) return;
  label.hidden = false;
  const boxes = () => [...desk.querySelectorAll("[name=id]")];
  const all = label.querySelector("input");
  all.addEventListener("change", () => boxes().forEach((box) => (box.checked = all.checked)));
  desk.addEventListener("change", (event) => {
    if (event.target.name === "id") all.checked = boxes().every((box) => box.checked);
  });
}
