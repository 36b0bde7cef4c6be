/**
 * Text as others may read it: what no reader of a file or a link expects is taken out. And a plan in plain words. Pure.
 */

/** With line breaks as "\n", without control characters, and without halves of a character (an emoji has two). */
export const clean = (text) =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\x85\u2028\u2029]/g, "\n")
    .replace(/[\0-\x08\v-\x1f\x7f]/g, "");

/** Each event with its day, its title and its description. */
export const plain = (events) =>
  events.map(({ when, title, description }) => clean(`${when}: ${title}\n${description}\n`)).join("\n");
