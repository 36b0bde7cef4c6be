/** Says the days of comments as they are where their reader is; the page itself says them in UTC. */
export function tell(section) {
  for (const time of section.querySelectorAll("time"))
    time.textContent = new Date(time.dateTime).toLocaleDateString("en-GB", { dateStyle: "long" });
}
