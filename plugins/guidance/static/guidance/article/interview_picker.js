/** Offers the interviews that are already known, in an article's form. */
import { write } from "../page/dom.js";
import { find, label } from "../device/state.js";

/**
 * Shows which one it is, or nothing where there is no other; the list comes when it is opened. `choose` is called with
 * the id of one, or "" for another.
 */
export function offer(select, state, say, choose) {
  const interview = find(state, state.chosen);
  const called = (it) => label(it, say, state.interviews);
  const others = state.interviews.filter((other) => other !== interview);
  select.parentElement.hidden = !others.length;
  select.oninput = select.onchange = (event) => {
    event.stopPropagation(); // it is no field of the interview
    if (event.type === "change") choose(select.value);
  };
  select.onpointerover = select.onfocus = () => list(select, state.interviews, called, select.value);
  if (!others.length || select === document.activeElement) return;
  const [shown] = select.options;
  if (interview && shown.value === interview.id && select.length === 2) write(shown, called(interview));
  else list(select, interview ? [interview] : [], called, interview?.id ?? "");
}

/** The last entry, "another interview", stays. */
function list(select, interviews, called, chosen) {
  select.replaceChildren(
    ...interviews.map((interview) => new Option(called(interview), interview.id)),
    select.lastElementChild,
  );
  select.value = chosen;
}
