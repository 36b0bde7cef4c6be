/**
 * A page that was left open offers the comments that came meanwhile. It asks for its own address again, so that the
 * browser's cache and the ETag make that a 304 as long as nothing is new, and takes the discussion out of the answer.
 */
import * as days from "./days.js";

const EVERY = 120_000; // milliseconds, while the page is in view
const LEAST = 10_000; // milliseconds between two looks, however often a reader comes back

export function start(section) {
  const notice = Object.assign(document.createElement("p"), { className: "comments__news", role: "status" });
  placeNotice(section, notice);
  let looked = 0;
  let known;
  const look = async () => {
    if (document.hidden || Date.now() - looked < LEAST) return;
    looked = Date.now();
    try {
      const answer = await fetch(location.pathname, { cache: "no-cache" });
      const tag = answer.headers.get("ETag");
      if (!answer.ok || (tag && tag === known)) return;
      known = tag;
      offer(section, notice, parse(await answer.text()));
    } catch {
      // away from the network: the next look may see more
    }
  };
  document.addEventListener("visibilitychange", look);
  setInterval(look, EVERY);
}

function parse(page) {
  return new DOMParser().parseFromString(page, "text/html").getElementById("comments");
}

function offer(section, notice, fresh) {
  if (!fresh || fresh.dataset.version === section.dataset.version) return;
  const added = [...fresh.querySelectorAll("article[id]")].filter(({ id }) => !document.getElementById(id));
  if (!added.length) return;
  const textContent = added.length === 1 ? "Show 1 new comment" : `Show ${added.length} new comments`;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent });
  button.addEventListener("click", () => show(section, notice, fresh, added[0]));
  notice.replaceChildren(button);
}

/** The new discussion in the place of the old one, around the form, which keeps what was written in it. */
function show(section, notice, fresh, first) {
  const form = section.querySelector("[data-comment-form]");
  const theirs = fresh.querySelector("[data-comment-form]");
  if (form && theirs) theirs.replaceWith(form);
  section.dataset.version = fresh.dataset.version;
  section.replaceChildren(...fresh.childNodes);
  days.tell(section);
  placeNotice(section, notice);
  notice.replaceChildren();
  first.tabIndex = -1;
  first.focus();
}

/** Below the comments and above the form, where the style keeps it in sight. */
function placeNotice(section, notice) {
  const form = section.querySelector("[data-comment-form]");
  if (form) form.before(notice);
  else section.append(notice);
}
