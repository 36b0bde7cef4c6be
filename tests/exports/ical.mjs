/** Reads calendar files, a JSON list of texts on standard input, and writes what ical.js finds in each. */
import { text } from "node:stream/consumers";
import ICAL from "ical.js";

const found = JSON.parse(await text(process.stdin)).map((file) =>
  new ICAL.Component(ICAL.parse(file)).getAllSubcomponents("vevent").map((event) => {
    const value = (name, of = event) => of.getFirstPropertyValue(name);
    const [alarm, ...more] = event.getAllSubcomponents("valarm");
    return {
      names: event.getAllProperties().map(({ name }) => name.toUpperCase()),
      uid: value("uid"),
      title: value("summary"),
      description: value("description"),
      start: value("dtstart").toString(),
      end: value("dtend").toString(),
      sequence: value("sequence"),
      alarm: more.length ? "more than one" : value("trigger", alarm).toString(),
    };
  }),
);
process.stdout.write(JSON.stringify(found));
