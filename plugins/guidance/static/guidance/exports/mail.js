/** A message as a link that opens the reader's mail program (RFC 6068). Pure. */
import { clean } from "./text.js";

const LONGEST = 1_800; // some mail programs fail near 2,000, and say nothing

/** The link, to the addresses in `to` without the names beside them, or "" for a message that is too long for one. */
export function mailto({ to, subject, body }) {
  const addresses = oneLine(to)
    .split(/[,;]/)
    .flatMap((part) => /<([^<>]+@[^<>]+)>|^\s*(\S+@\S+)\s*$/.exec(part)?.slice(1).filter(Boolean) ?? []);
  const address = addresses.map((mailbox) => encodeURIComponent(mailbox).replace("%40", "@")).join();
  const text = clean(body).replace(/\n/g, "\r\n");
  const link = `mailto:${address}?subject=${encodeURIComponent(oneLine(subject))}&body=${encodeURIComponent(text)}`;
  return link.length < LONGEST ? link : "";
}

const oneLine = (text) => clean(text).replace(/\s+/g, " ").trim();
