/**
 * The comment form's small help: one click instead of two, no double posting, and a half-written text that outlives a
 * reload. Without it, or where a part of it fails, the form goes by way of its preview as it stands in the page.
 */

const KEPT = ["body", "name"];

export function start(section) {
  const drafts = `letter:${section.dataset.thread}/`;
  if ("posted" in section.dataset || location.hash.startsWith("#comment-")) forgetSent(drafts);
  const form = section.querySelector("[data-letter]");
  if (!form) return;
  keepDraft(form, drafts + (form.elements.parent?.value ?? ""), section);
  postOnce(section);
  form.addEventListener("focusin", () => askForToken(form), { once: true });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    form.elements.token?.remove(); // it may have been used
    askForToken(form);
  });
}

async function askForToken(form) {
  try {
    const answer = await fetch(`${form.getAttribute("action")}token/`);
    if (!answer.ok) return;
    const { token } = await answer.json();
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "token", value: token }));
    offerOneClick(form);
  } catch {
    // the form's own way leads to the same end
  }
}

function offerOneClick(form) {
  const post = form.querySelector("button:not([name])");
  if (form.elements.preview) return;
  post.textContent = "Post comment";
  form.querySelector("[data-letter-hint]").hidden = true;
  const preview = { name: "preview", value: "1", textContent: "Preview", className: "button button--quiet" };
  post.after(" ", Object.assign(document.createElement("button"), preview));
}

function postOnce(section) {
  let sent = false;
  section.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  addEventListener("pageshow", () => (sent = false));
}

function keepDraft(form, key, section) {
  const { body } = form.elements;
  const draft = read(key);
  if (draft && !body.value) for (const name of KEPT) form.elements[name].value ||= draft[name];
  const keep = (sent) => {
    const values = KEPT.map((name) => [name, form.elements[name].value]);
    write(key, body.value && { ...Object.fromEntries(values), sent });
  };
  form.addEventListener("input", () => keep(false));
  section.addEventListener("submit", () => keep(true));
}

function forgetSent(prefix) {
  try {
    const sent = Object.keys(sessionStorage).filter((key) => key.startsWith(prefix) && read(key)?.sent);
    for (const key of sent) sessionStorage.removeItem(key);
  } catch {
    // no storage, no draft
  }
}

function read(key) {
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
