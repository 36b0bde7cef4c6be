/** Events as links that fill a form of Google's or Microsoft's calendar. Pure. */
import { compact, ends } from "./ics.js";
import { clean } from "./text.js";

export const google = (event) =>
  `https://calendar.google.com/calendar/render?${query({
    action: "TEMPLATE",
    text: event.title,
    dates: ends(event).map(compact).join("/"),
    details: event.description,
    crm: "AVAILABLE",
  })}`;

export const outlook = (event) => microsoft("live", event);

export const office = (event) => microsoft("office", event);

/** They read the body as HTML, and a plus sign as a plus sign. */
function microsoft(host, event) {
  const [startdt, enddt] = ends(event);
  const body = clean(event.description)
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt()};`)
    .replace(/\n/g, "<br>");
  const allday = event.day && "true";
  return (
    `https://outlook.${host}.com/calendar/deeplink/compose?` +
    query({ path: "/calendar/action/compose", rru: "addevent", subject: event.title, body, startdt, enddt, allday })
  );
}

const query = (values) =>
  Object.entries(values)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${encodeURIComponent(clean(value))}`)
    .join("&");
