/** Starts the discussion's two helps, neither of which the page needs. */
import * as form from "./form.js";
import * as news from "./news.js";

export function start(section) {
  form.start(section);
  news.start(section);
}
