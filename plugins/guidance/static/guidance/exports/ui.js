/**
 * The controls that take a plan elsewhere: each step's, and the whole plan's. Their markup is in exports.html.
 *
 * A context is the one of exports/send.js, and `messages(id)`: what there is to send for a step, [{name, to, subject,
 * body}]. Nothing leaves the device but by a link that the reader follows, and the words beside the links say so.
 */
import { linked } from "../device/link_codec.js";
import { copyOf, make, point, write } from "../page/dom.js";
import { download, isCopied } from "../page/output.js";
import { events, isExported, isOpen } from "./events.js";
import { calendar } from "./ics.js";
import * as links from "./links.js";
import { mailto } from "./mail.js";
import { plain } from "./text.js";

/** A step's own exports, in its row. A step without a message to send can be sent to oneself. */
export function actions(row, { id }, context) {
  const host = row.querySelector("[data-part=exports]");
  const step = context.dated.find((dated) => dated.id === id);
  host.hidden = !step || !isExported(step);
  if (host.hidden) return;
  const [event] = events([step], context.steps, context);
  const messages = (step.via === "email" && context.messages?.(id)) || []; // a card is not sent from here
  putControls(host, "exports-step");
  const part = within(host);
  part("ics").onclick = () => save(id, [event], context);
  for (const name in links) point(part(name), links[name](event));
  for (const span of host.querySelectorAll("[data-title]")) write(span, `: ${event.title}`);
  const [first] = host.querySelectorAll("[data-message]");
  if (!messages.length && first.parentElement === host) host.querySelector("details").append(first);
  const own = { name: "yourself", to: "", subject: event.title, body: plain([event]) };
  drawMessages(messages.length ? messages : [own], host);
}

/** A line of controls for each message; those that are there stay. */
function drawMessages(messages, host) {
  const lines = [...host.querySelectorAll("[data-message]")];
  lines.splice(messages.length).forEach((line) => line.remove());
  messages.forEach((message, index) => {
    if (!lines[index]) {
      lines.push(lines[0].cloneNode(true));
      lines[index - 1].after(lines[index]);
    }
    address(lines[index], message, host);
  });
}

/** The whole plan's exports. */
export function planActions(host, context) {
  const list = events(context.dated.filter(isOpen), context.steps, context);
  const { origin, path } = context.address;
  const link = `${origin}${path}#${linked([context.interview])}`;
  host.hidden = false;
  putControls(host, "exports-plan");
  const part = within(host);
  part("ics-all").hidden = part("text").hidden = !list.length;
  part("ics-all").onclick = () => save("plan", list, context);
  part("text").onclick = () => copy(plain(list), host);
  part("print").onclick = () => print();
  point(part("link"), link);
  part("link").onclick = () => !copy(link, host);
}

function putControls(host, template) {
  if (!host.firstChild) host.append(copyOf(template));
}

/**
 * Gives the controls of a row their message, {name, to, subject, body}; one that is too long for a link can only be
 * copied.
 */
export function address(row, message, host) {
  const part = within(row);
  const href = mailto(message);
  for (const span of row.querySelectorAll("[data-to]")) write(span, message.name && ` to ${message.name}`);
  part("mailto").hidden = !href;
  point(part("mailto"), href);
  part("copy").onclick = () => copy(message.body, host);
  return row;
}

const save = (name, list, context) => download(`${name}.ics`, calendar(list, context), "text/calendar");

/** A control of the host, by its `data-export`. */
const within = (host) => (name) => host.querySelector(`[data-export=${name}]`);

/**
 * Puts text on the clipboard, and says so in the host's status. Where the browser refuses, it appears there, selected.
 */
export async function copy(text, host) {
  const status = host.querySelector("[aria-live]");
  status.textContent = "";
  if (!(await isCopied(text))) {
    const focused = document.activeElement;
    const area = make("textarea", { value: text, ariaLabel: "Text to copy" });
    status.append(area);
    area.select();
    if (!document.execCommand("copy")) return area.before("Please copy it from here:");
    focused.focus();
  }
  status.textContent = "Copied.";
}
