/**
 * Dated steps as entries of a calendar. Pure.
 *
 * An Event is {id, uid, sequence, title, description, url, when} with `day`, or with `instant` in milliseconds; `when`
 * is either in words. No person's name or address is in it, only the employer's.
 */
import { gloss } from "../page/words.js";

/** What may go to a calendar: all that is wanted still, but for the names, which are collected on the spot. */
export const isExported = ({ id, closed }) => id !== "contacts" && closed !== true;

/** The part of a plan that is still to do. */
export const isOpen = (step) => isExported(step) && step.status !== "done" && !step.gone;

/** The events of dated steps; a step's own `url` wins over its paragraph on the page at `address`. */
export function events(dated, steps, { interview, say, address: { origin, path } }) {
  return dated.map((step) => {
    const { title, words, url = `${origin}${path}#${step.id}` } = steps.find(({ id }) => id === step.id);
    const days = gloss(step, say);
    return {
      id: step.id,
      uid: `${interview.id}-${step.id}@${new URL(origin).hostname}`,
      sequence: interview.revision,
      title: interview.employer ? `${title} (${interview.employer})` : title,
      description: `${words ? `${words[0].toUpperCase()}${words.slice(1)}: ${days}` : days}.\n${url}`,
      url,
      when: say.end(step, "suggested"),
      [step.instant ? "instant" : "day"]: step.suggested,
    };
  });
}
