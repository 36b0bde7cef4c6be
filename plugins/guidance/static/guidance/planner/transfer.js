/**
 * Copies of the plan that go out of this browser or come into it, and its end: what the reader asks for at the foot.
 */
import { merge, readCopy, seal } from "../device/copies.js";
import { unlinked } from "../device/link_codec.js";
import { write } from "../page/dom.js";
import { download, isCopied } from "../page/output.js";
import { words } from "./templates.js";
import { whole } from "../device/state.js";
import * as store from "../device/store.js";

const LARGEST = 64e6; // bytes; all that a browser keeps for a site makes a smaller copy

export function save(planner) {
  download("interviews.json", JSON.stringify(store.update(seal), null, 1), "application/json");
  tell(planner, "saved");
}

export async function file(planner, field) {
  const [copied] = field.files;
  await bring(planner, copied.size > LARGEST ? "" : textOf(await copied.arrayBuffer()));
  field.value = "";
}

export const paste = (planner) => bring(planner, document.getElementById("plan-paste").value);

/** Some editors save as UTF-16, and say so by the first two bytes. */
function textOf(bytes) {
  const [first] = new Uint8Array(bytes);
  return new TextDecoder({ 254: "utf-16be", 255: "utf-16le" }[first]).decode(bytes);
}

/** Brings the interviews of a copy in beside those that are here. */
async function bring(planner, text) {
  const other = readCopy(text);
  if (!other) return tell(planner, "strange");
  let outcome;
  await planner.change((state) => (outcome = merge(state, other)));
  const { added, newer, both } = outcome;
  const names = both.map(({ employer, date }) => whole(employer) || date).join(", ");
  tell(planner, both.length ? "doubled" : "brought", { added: added.length, newer: newer.length, names });
}

export async function link(planner, { href }) {
  write(planner.part("carried"), (await isCopied(href)) ? words("copied") : href);
}

let waiting = []; // interviews of links that the reader is being asked about

/**
 * Asks whether the interviews of a link are wanted, together with those asked about already. The address loses them
 * either way.
 */
export async function receive(planner, text) {
  history.replaceState(null, "", location.pathname);
  planner.part("carried").scrollIntoView({ block: "center" });
  const arrived = unlinked(text);
  if (!arrived) return tell(planner, "damaged");
  const dates = ({ date, until, start, time, zone }) => [date, until, start, time, zone].join();
  const here = [...store.read().interviews, ...waiting].map(dates);
  const news = arrived.filter((interview) => !here.includes(dates(interview)));
  if (!news.length) return tell(planner, "known");
  const added = (waiting = [...waiting, ...news]);
  const { say } = planner.around({});
  const isWanted = await ask(planner, "link", { days: added.map(({ date }) => say.day(date)).join("; ") });
  if (waiting !== added) return; // a later link asks for these as well
  waiting = [];
  if (!isWanted) return;
  await planner.change((state) => state.interviews.push(...added));
  tell(planner, "brought", { added: added.length, newer: 0 });
}

export async function forget(planner) {
  const { interviews } = store.read();
  const people = interviews.flatMap((interview) => interview.people).length;
  if (!(await ask(planner, "forget", { interviews: interviews.length, people }))) return;
  store.forgetAll();
  planner.offerUndo("");
  await planner.draw();
  tell(planner, "forgotten");
}

const tell = (planner, what, values) => write(planner.part("carried"), words(what, values));

/** Puts a question of the page's own, with these values in it. */
function ask(planner, what, values) {
  const dialog = planner.section.querySelector(`dialog[data-ask=${what}]`);
  write(dialog.querySelector("p"), words(`ask-${what}`, values));
  dialog.returnValue = "";
  if (!dialog.open) dialog.showModal();
  return new Promise((answer) =>
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true }),
  );
}
