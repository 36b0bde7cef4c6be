/** What leaves the page in the reader's own hands: a file among their downloads, a text on their clipboard. */
import { make } from "./dom.js";

export function download(name, text, type) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000); // Safari reads it only after the click
}

/** Whether the browser took the text; some do not let a page write there. */
export async function isCopied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
