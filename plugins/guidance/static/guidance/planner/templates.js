/** The plan page's pieces: copies of its templates, its own sentences, and lists that keep the reader's place. */
import { copyOf, write } from "../page/dom.js";

let count = 0;

/** A copy of the template of this name, with ids of its own. */
export function copy(template) {
  const piece = copyOf(`plan-${template}`).firstElementChild;
  const own = `plan${++count}-`;
  for (const attribute of ["id", "for", "aria-labelledby", "aria-describedby"]) {
    for (const element of [piece, ...piece.querySelectorAll(`[${attribute}]`)]) {
      if (element.hasAttribute(attribute))
        element.setAttribute(attribute, element.getAttribute(attribute).replaceAll("plan-", own));
    }
  }
  return piece;
}

/** A sentence of the page's own, with these values in it. */
export function words(name, values) {
  const { textContent } = document.getElementById("plan-words").content.querySelector(`[data-words=${name}]`);
  return textContent.replace(/\{(\w+)\}/g, (_, value) => values[value]);
}

/** Tells apart, for those who do not see where a control stands, what it belongs to. */
export function name(element, words) {
  for (const title of element.querySelectorAll("[data-title]")) write(title, `: ${words}`);
}

/**
 * Puts rows into their lists, each [list, rows]. The row that the reader is on is not moved within its list; who was on
 * one that left it comes to the one that took its place, or to `heading` where there is none.
 */
export function placeRows(lists, heading) {
  const held = document.activeElement;
  const rowOf = (list) => [...list.children].findIndex((row) => row.contains(held));
  const [from] = lists.find(([list]) => list.contains(held)) ?? [];
  const at = from && rowOf(from);
  for (const [list, rows] of lists) arrange(list, rows, held);
  if (!from || from.contains(document.activeElement)) return;
  const row = from.children[Math.min(at, from.children.length - 1)];
  (row?.querySelector("h3[tabindex], [data-part=tick] input") ?? heading).focus();
}

function arrange(list, rows, held) {
  const wanted = new Set(rows);
  for (const row of [...list.children]) if (!wanted.has(row)) row.remove();
  let next = null;
  for (const row of [...rows].reverse()) {
    const isHeld = row.parentNode === list && row.contains(held);
    if (!isHeld && (row.parentNode !== list || row.nextSibling !== next)) list.insertBefore(row, next);
    next = row;
  }
}
