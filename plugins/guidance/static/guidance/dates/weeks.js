/**
 * A plan as rows of seven days, with its windows as bars across them. Pure: no page, no clock, no words.
 *
 * Columns are 0 to 6, from the day on which the reader's week begins. A window that crosses the end of a week goes on
 * in the next row. What lies in one lane of a row never overlaps, bars and labels alike.
 */
import { addDays, daysBetween, weekday } from "./days.js";
import { dayOf } from "./zones.js";

const MOST = 10; // weeks; of a longer plan only those are shown in which something begins, ends or is to be done
const ROOM = 4; // columns that a label needs on the smallest phone

/**
 * The day on which weeks begin for readers of an Intl.Locale; 0 is Sunday. The table is for browsers that do not tell.
 */
export function weekStart(locale) {
  const known = locale.getWeekInfo?.() ?? locale.weekInfo;
  if (known) return known.firstDay % 7;
  const { region } = locale.maximize();
  return "BD BR CA CO HK ID IL IN JP KE KR MX PE PH PK SA TH TW US VE ZA".includes(region)
    ? 0
    : "AF DZ EG IQ IR JO SY".includes(region)
      ? 6
      : 1;
}

/**
 * The rows, in order: {days, bars, lanes, left}. `lanes` says of each whether it has labels, `left` how many weeks are
 * left out before. A bar is {id, first, last, begins, ends, best, lane, taken}: its columns, whether it begins and ends
 * here, the column of its suggested day (maybe in another week), and the columns that it takes with its label.
 */
export function layout(dated, { interviewDay, zone, firstDay }) {
  const count = (end) => daysBetween(interviewDay, dayOf(end, zone));
  const spans = dated.map(({ id, earliest, suggested, latest }) => {
    const best = count(suggested);
    return { id, from: Math.min(count(earliest), best), best, to: Math.max(count(latest), best) };
  });
  const begin = Math.min(0, ...spans.map(({ from }) => from));
  const end = Math.max(0, ...spans.map(({ to }) => to));
  const firstWeek = begin - ((weekday(addDays(interviewDay, begin)) - firstDay + 7) % 7);
  const rows = [];
  let left = 0;
  for (let at = firstWeek; at <= end; at += 7) {
    const isMarked = [0, ...spans.flatMap(({ from, best, to }) => [from, best, to])].some(
      (day) => at <= day && day < at + 7,
    );
    if (isMarked || end - firstWeek < 7 * MOST) {
      rows.push({
        days: Array.from({ length: 7 }, (_, index) => addDays(interviewDay, at + index)),
        left,
        ...week(spans, at),
      });
      left = 0;
    } else left += 1;
  }
  return rows;
}

function week(spans, at) {
  const bars = spans.map((span) => bar(span, at)).filter(({ first, last }) => first <= last);
  bars.sort((a, b) => a.begins - b.begins || a.taken[0] - b.taken[0]);
  const lanes = [];
  for (const piece of bars) {
    const isFree = (others) => others.every(({ taken }) => taken[1] < piece.taken[0] || piece.taken[1] < taken[0]);
    piece.lane = lanes.findIndex(isFree);
    if (piece.lane < 0) piece.lane = lanes.push([]) - 1;
    lanes[piece.lane].push(piece);
  }
  return { bars, lanes: lanes.map((lane) => lane.some(({ begins }) => begins)) };
}

/** A label begins with its bar and has the rest of the week; late in a week it ends with it. */
function bar({ id, from, best, to }, at) {
  const [first, last] = [Math.max(from - at, 0), Math.min(to - at, 6)];
  const begins = from >= at;
  return {
    id,
    first,
    last,
    begins,
    ends: to < at + 7,
    best: best - at,
    taken: begins && first <= 7 - ROOM ? [first, 6] : [0, last],
  };
}
