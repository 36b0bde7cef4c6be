/**
 * An article that was opened by a link with dates: they become the plan where none is kept; else the plan page asks,
 * and for very many.
 */
import { unlinked } from "../device/link_codec.js";
import * as store from "../device/store.js";

export function arrive() {
  const text = location.hash.slice(1);
  const interviews = unlinked(text);
  if (!interviews || interviews.length > 50 || store.read().interviews.length)
    return location.replace(`/plan/#${text}`);
  history.replaceState(null, "", location.pathname);
  store.update((state) => {
    state.interviews = interviews;
    state.chosen = interviews[0].id;
  });
}
