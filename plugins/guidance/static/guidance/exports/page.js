/** What exports and drafts do on the page alike. */

/** A new copy of one of the page's templates (exports.html). */
export const copyOf = (id) => document.getElementById(id).content.cloneNode(true);

/** What a control is, by its `data-export`. */
export const within = (host) => (name) => host.querySelector(`[data-export=${name}]`);

/** Puts text on the clipboard, and says so in the host's status. Where the browser refuses, it appears there, selected. */
export async function copy(text, host) {
  const status = host.querySelector("[role=status]");
  status.textContent = "";
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const focused = document.activeElement;
    const area = document.createElement("textarea");
    area.value = text;
    area.ariaLabel = "Text to copy";
    status.append(area);
    area.select();
    if (!document.execCommand("copy")) return area.before("Please copy it from here:");
    focused.focus();
  }
  status.textContent = "Copied.";
}
