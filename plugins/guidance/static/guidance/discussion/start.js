/** Starts the discussion's three helps, none of which the page needs; a page just opened can do without the last. */
import * as days from "./days.js";
import * as form from "./form.js";

const LATER = 20_000; // milliseconds

export function start(section) {
  days.tell(section);
  form.start(section);
  if ("version" in section.dataset) setTimeout(() => offerNews(section), LATER);
}

async function offerNews(section) {
  try {
    const news = await import("./news.js");
    news.start(section);
  } catch {
    // away from the network: this page stays as it is
  }
}
