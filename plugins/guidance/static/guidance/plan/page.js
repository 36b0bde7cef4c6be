/** Changes to the page, made only where there is one: what stays as it is keeps its selection, and is not read out again. */

export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function point(link, href) {
  if (link.getAttribute("href") !== href) link.setAttribute("href", href);
}

export function label(element, text) {
  if (element.ariaLabel !== text) element.ariaLabel = text;
}
