/** Gives each phrase of time in the article its date, and takes the dates out again. The author's words stay. */
import { make } from "../page/dom.js";
import { stamp } from "../page/rows.js";
import { gloss } from "../page/words.js";

/** The phrases marked in the page, each with its step's id. */
export const readPhrases = () =>
  [...document.querySelectorAll("span[data-when]")].map((span) => ({ id: span.dataset.when, element: span }));

export function datePhrase(phrase, step, say) {
  const element = become(phrase, "time");
  element.lastChild.textContent = ` ${gloss(step, say)}`;
  element.dateTime = stamp(step, "suggested");
}

export const clearPhrase = (phrase) => become(phrase, "span");

/**
 * Makes it an element of that name; a <time> has a place for its date at its end. HTML has no <time> without a date.
 */
function become(phrase, name) {
  const old = phrase.element;
  if (old.localName === name) return old;
  const element = make(name, { className: old.className }, ...old.childNodes);
  element.dataset.when = phrase.id;
  if (name === "time") element.append(make("small"));
  else element.lastChild.remove();
  old.replaceWith(element);
  phrase.element = element;
  return element;
}
