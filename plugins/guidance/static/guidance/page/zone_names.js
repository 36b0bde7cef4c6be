/**
 * What a zone and a region are called now, and which are the reader's own. Reads the browser's settings, no page.
 *
 * Browsers list a few zones under names that the tz database has left (CLDR keeps the old ones as its keys).
 */
const RENAMED = Object.fromEntries(
  `Africa/Asmera Asmara|America/Buenos_Aires Argentina/Buenos_Aires|America/Catamarca Argentina/Catamarca
America/Coral_Harbour Atikokan|America/Cordoba Argentina/Cordoba|America/Godthab Nuuk
America/Indianapolis Indiana/Indianapolis|America/Jujuy Argentina/Jujuy|America/Louisville Kentucky/Louisville
America/Mendoza Argentina/Mendoza|Asia/Calcutta Kolkata|Asia/Katmandu Kathmandu|Asia/Rangoon Yangon
Asia/Saigon Ho_Chi_Minh|Atlantic/Faeroe Faroe|Europe/Kiev Kyiv|Pacific/Enderbury Kanton
Pacific/Ponape Pohnpei|Pacific/Truk Chuuk`
    .split(/[|\n]/)
    .map((row) => {
      const [old, now] = row.split(" ");
      return [old, `${old.split("/")[0]}/${now}`];
    }),
);

const AREAS = /^(A[a-z]+|Europe|Indian|Pacific)\/./; // Africa, America, Antarctica, ...

/**
 * The zone under its current name; an alias is accepted, and a name that may be younger than the browser. Others give
 * null.
 */
export function zoneName(name) {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return RENAMED[name] ?? name;
  } catch {
    return AREAS.test(name) ? name : null;
  }
}

export const readersZone = () => zoneName(Intl.DateTimeFormat().resolvedOptions().timeZone) ?? "UTC";

/**
 * The reader's language, as Intl takes it. Some systems write it their own way (en_US, en-US@posix), or have none (C).
 */
export function readersLanguage() {
  try {
    return `${new Intl.Locale(`${navigator.language}`.replace(/[.@].*/, "").replaceAll("_", "-"))}`;
  } catch {
    return "en";
  }
}

/** The region that the reader's language names (en-GB: GB), or "". */
export const readersRegion = () => /^[A-Z]{2}$/.exec(new Intl.Locale(readersLanguage()).region ?? "")?.[0] ?? "";

/** The reader's own region: that of their language, else the country of their zone; "" where neither is known. */
export async function ownRegion(zone) {
  const named = readersRegion();
  if (named) return named;
  try {
    const answer = await fetch(new URL("../regions/zones.json", import.meta.url));
    return (await answer.json())[zone] ?? "";
  } catch {
    return "";
  }
}

export const zoneLabel = (zone) => zone.replaceAll("_", " ").replaceAll("/", " / ");

export const regionLabel = (code) => new Intl.DisplayNames("en", { type: "region" }).of(code);
