/** Gives each phrase of time in the article its date, and takes the dates out again. The author's words stay. */
import { stamp } from "./rows.js";
import { gloss } from "./words.js";

/** The phrases marked in the page, each with its step's id. */
export const readPhrases = () => [...document.querySelectorAll("span[data-when]")].map((span) => ({ id: span.dataset.when, element: span }));

export function datePhrase(phrase, step, say) {
  const words = document.createElement("small");
  words.textContent = gloss(step, say);
  become(phrase, "time").append(" ", words);
  phrase.element.dateTime = stamp(step, "suggested");
}

export const clearPhrase = (phrase) => become(phrase, "span");

/** Replaces the element by one of another name; a date that stood in it goes. HTML has no <time> without a date. */
function become(phrase, name) {
  const old = phrase.element;
  const element = document.createElement(name);
  element.className = old.className;
  element.dataset.when = phrase.id;
  if (old.localName === "time") [...old.childNodes].slice(-2).forEach((node) => node.remove());
  element.append(...old.childNodes);
  old.replaceWith(element);
  phrase.element = element;
  return element;
}
