/**
 * Changes to the page, made only where there is one: what stays as it is keeps its selection, is not read out again,
 * and is not laid out again.
 */

export function write(element, text) {
  if (element.textContent === text) return;
  if (element.firstElementChild || !element.firstChild) element.textContent = text;
  else element.firstChild.data = text;
}

const REST = 1_000; // milliseconds
const waiting = new WeakMap();
let keyed = 0;

/** A key was pressed in a field: what comes of it is not read out yet. */
export function noteKey() {
  keyed = Date.now();
}

/**
 * Writes what is read out, once the keys rest: five keys in a date are one piece of news. Its room is held meanwhile.
 */
export function announce(element, text) {
  clearTimeout(waiting.get(element));
  if (!text || Date.now() - keyed > REST) return write(element, text);
  if (!element.firstChild) write(element, "\xa0");
  waiting.set(
    element,
    setTimeout(() => write(element, text), REST),
  );
}

/** Puts texts and elements into one that may hold the like already; then those change their words, and stay. */
export function replaceContent(element, content) {
  const old = [...element.childNodes];
  const isLike =
    old.length === content.length && content.every((node, index) => (node.nodeName ?? "#text") === old[index].nodeName);
  if (!isLike) return element.replaceChildren(...content);
  content.forEach((node, index) => {
    write(old[index], node.textContent ?? node);
    if (node.dateTime) old[index].dateTime = node.dateTime;
  });
}

/** A new copy of one of the page's templates. */
export const copyOf = (id) => document.getElementById(id).content.cloneNode(true);

/** A new element with these properties, and with what is true of the content. */
export function make(name, properties, ...content) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...content.filter(Boolean));
  return element;
}

export function point(link, href) {
  if (link.getAttribute("href") !== href) link.setAttribute("href", href);
}

export function label(element, text) {
  if (element.ariaLabel !== text) element.ariaLabel = text;
}
