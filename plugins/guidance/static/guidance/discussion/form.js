/**
 * The comment form's small help: one click instead of two, no double posting, and a half-written text that outlives a
 * reload. Without it, or where a part of it fails, the form goes by way of its preview as it stands in the page.
 */

const NOT_KEPT = ["topic", ""];
const STOPPED_AFTER = 5000; // milliseconds; whoever stopped a post that hung can press again then

export function start(section) {
  const drafts = `letter:${section.dataset.thread}/`;
  const posted = `posted:${section.dataset.thread}`;
  if ("posted" in section.dataset || (location.hash.startsWith("#comment-") && wasLedHere()))
    forgetSent(drafts, posted);
  // a browser that stores pages needed the "?c=" of a new comment; nobody's bookmark does
  if (/^.c=\d+$/.test(location.search)) history.replaceState(history.state, "", location.pathname + location.hash);
  const form = section.querySelector("[data-comment-form]");
  if (!form) return;
  keepDraft(form, drafts + (form.elements.parent?.value ?? ""), section);
  postOnce(section);
  showOnePreview(form, section);
  tellWhenFull(form);
  if (form.matches(":focus-within")) askForToken(form); // entered before this script was there
  else form.addEventListener("focusin", () => askForToken(form), { once: true });
  const comeBack = (event) => {
    if (form.elements.body.value && form.elements.body.value === readKept(posted)) form.reset(); // "back" after posting
    if (event?.persisted && form.elements.token) askForToken(form); // the old one may have been used
  };
  comeBack();
  addEventListener("pageshow", comeBack);
}

/** Whether an answer of the server led here, as after posting, and no link; true where the browser does not tell. */
function wasLedHere() {
  return performance.getEntriesByType?.("navigation")[0]?.redirectCount !== 0;
}

async function askForToken(form) {
  form.elements.token?.remove();
  try {
    const answer = await fetch(`${form.getAttribute("action")}token/`);
    if (!answer.ok) return;
    const { token } = await answer.json();
    form.elements.token?.remove();
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "token", value: token }));
    offerOneClick(form);
  } catch {
    // the form's own way leads to the same end
  }
}

/** The button that is there goes on to preview: who is pressing it at this very moment must not post. */
function offerOneClick(form) {
  if (form.elements.preview) return;
  const preview = form.querySelector("button");
  const post = preview.cloneNode();
  post.textContent = "Post comment";
  preview.before(post, " ");
  Object.assign(preview, { name: "preview", value: "1", textContent: "Preview", className: "button button--quiet" });
  form.querySelector("[data-preview-hint]").hidden = true;
}

function postOnce(section) {
  let sent = false;
  section.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
    setTimeout(() => (sent = false), STOPPED_AFTER);
  });
  addEventListener("pageshow", () => (sent = false));
}

/** Once the text below a preview is changed, the preview above is of another one, and so is its button. */
function showOnePreview(form, section) {
  const confirm = section.querySelector("#confirm");
  if (!confirm) return;
  const { body } = form.elements;
  confirm.hidden = body.value !== body.defaultValue;
  form.addEventListener("input", () => (confirm.hidden = true));
}

/** A browser cuts what is pasted without a word. */
function tellWhenFull({ elements: { body } }) {
  const full = Object.assign(document.createElement("span"), { className: "hint", role: "status" });
  body.after(full);
  body.addEventListener("input", () => {
    const isFull = body.value.length >= body.maxLength;
    full.textContent = isFull ? `A comment can have ${body.maxLength} characters. Please check where it ends now.` : "";
  });
}

function keepDraft(form, key, section) {
  const fields = [...form.elements].filter(({ name, type }) => type !== "hidden" && !NOT_KEPT.includes(name));
  const draft = readKept(key);
  if (draft && !form.elements.body.value) for (const field of fields) field.value = draft[field.name] ?? field.value;
  const keep = (sent) => {
    const begun = fields.some(({ name, value }) => value && !name.endsWith("-unit")); // a unit is chosen from the start
    write(key, begun && { ...Object.fromEntries(fields.map(({ name, value }) => [name, value])), sent });
  };
  form.addEventListener("input", () => keep(false));
  section.addEventListener("submit", () => keep(true));
}

function forgetSent(drafts, posted) {
  try {
    for (const key of Object.keys(sessionStorage).filter((key) => key.startsWith(drafts) && readKept(key)?.sent)) {
      write(posted, readKept(key).body);
      sessionStorage.removeItem(key);
    }
  } catch {
    // no storage, no draft
  }
}

function readKept(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    if (value) sessionStorage.setItem(key, JSON.stringify(value));
    else sessionStorage.removeItem(key);
  } catch {
    // storage is off or full: nothing is kept, and nothing else changes
  }
}
