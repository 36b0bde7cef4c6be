"""What the calculator must answer, worked out again in Python from the rules' own words.

Days by `datetime`, clocks by `zoneinfo`, office and post days by the `holidays` library asked at each date (not the
tables that the build makes of it). It shares no code with the calculator.
"""

import functools
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

YEARS = range(2024, 2031)  # two years back to four on, from 2026
DAY = timedelta(1)
SATURDAY, SUNDAY = 5, 6
FIVE_PM = time(17)
# Where a country leaves to its parts what most people there have off, the share of its people in each part, in percent
SHARES = {
    "AU": "NSW 31 VIC 26 QLD 20 WA 11 SA 7 TAS 2 ACT 2 NT 1",
    "BA": "BIH 63 SRP 35 BRC 2",
    "CA": "ON 38.5 QC 23 BC 13.5 AB 11.5 MB 3.6 SK 3 NS 2.6 NB 2 NL 1.4 PE 0.4 NT 0.1 YT 0.1 NU 0.1",
    "CH": "ZH 18 BE 12 VD 9 AG 8 SG 6 GE 6 LU 5 TI 4 VS 4 FR 4 BL 3 TG 3 SO 3 GR 2 BS 2 NE 2 SZ 1 ZG 1 SH 1 JU 1 AR 1 "
    "NW 0.5 GL 0.5 OW 0.5 UR 0.5 AI 0.5",
    "ES": "AN 18 CT 16.5 MD 14.5 VC 11 GA 5.5 CL 5 CN 4.5 PV 4.5 CM 4 MC 3 AR 3 IB 2.5 EX 2 AS 2 NC 1.4 CB 1.2 RI 0.7",
    "GB": "ENG 84 SCT 8 WLS 5 NIR 3",
    "MY": "10 21.5 01 12.4 12 10.5 08 7.7 13 7.6 02 6.6 14 6.1 03 5.5 07 5.4 06 4.9 05 3.7 11 3.5 04 3.1 09 0.9 16 0.3",
    "SH": "HL 80 AC 15 TA 5",
}
FROM_THE_INTERVIEW_ON = "contacts", "thank-you-email", "thank-you-card"


@functools.cache
def calendar(region):
    country, _, part = region.partition("-")
    english = [name for name in getattr(holidays, country).supported_languages or () if name == "en_US"]
    return holidays.country_holidays(
        country, subdiv=part or None, years=YEARS, expand=False, language=(english or [None])[0]
    )


@functools.cache
def federal(country):
    """The days that decide on the post of a whole country."""
    asked = {
        "US": {"country": "US", "observed": False},
        "GB": {"country": "GB", "subdiv": "ENG"},
        "CA": {"country": "CA", "categories": ("government", "public")},
        "DE": {"country": "DE"},
    }
    return holidays.country_holidays(**asked[country], years=YEARS, expand=False)


@functools.cache
def most(region):
    """The days that more than half of the people of a whole country have off; of any other region none."""
    told = SHARES.get(region, "").split()
    shares = [(calendar(f"{region}-{part}"), float(share)) for part, share in zip(told[::2], told[1::2], strict=True)]
    days = {day for days, _ in shares for day in days if day.year in YEARS}
    return {day for day in days if sum(share for days, share in shares if day in days) > 50}


def is_weekend(region, day):
    return day.weekday() >= SATURDAY if region == "none" else calendar(region).is_weekend(day)


def is_holiday(region, day):
    return region != "none" and day.year in YEARS and (day in calendar(region) or day in most(region))


def is_open(region, day):
    if region != "none" and day.year in YEARS:
        return calendar(region).is_working_day(day) and day not in most(region)
    return not is_weekend(region, day)


def is_collected(region, day):
    """The rules' paragraph "Post", sentence by sentence; outside the years no day is a holiday."""
    country, week = region.partition("-")[0], day.weekday()
    if country == "US":
        yesterday = day - DAY
        after_sunday = week == 0 and yesterday.year in YEARS and yesterday in federal("US")
        return week < SUNDAY and not (day.year in YEARS and (day in federal("US") or after_sunday))
    if country in ("GB", "DE"):
        return week < SUNDAY and not (day.year in YEARS and day in federal(country))
    if country == "CA":
        return week < SATURDAY and not (day.year in YEARS and day in federal("CA"))
    if country in ("IE", "AU"):
        return week < SATURDAY and not is_holiday(region, day)
    if week == SATURDAY and weekend(region, day) == {SATURDAY, SUNDAY} and not is_holiday(region, day):
        return True
    return is_open(region, day)


def weekend(region, day):
    return {SATURDAY, SUNDAY} if region == "none" else set(calendar(region)._get_weekend(day))


def nearest(is_one, region, day, step):
    while not is_one(region, day):
        day += timedelta(step)
    return day


@dataclass(frozen=True)
class Interview:
    day: date
    time: time | None
    zone: str
    region: str
    ticks: dict
    now: datetime
    zone_here: str
    until: date | None = None
    decision: date | None = None
    collection: time | None = None
    shifts: dict = field(default_factory=dict)
    closed: tuple = ()

    @property
    def last(self):
        """D: the day on which it ends."""
        return self.until or self.day

    @property
    def end(self):
        return self.instant(self.last, self.time) if self.time else None

    def instant(self, day, clock):
        return datetime.combine(day, clock, ZoneInfo(self.zone)).astimezone(UTC)


def written(value):
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(value, datetime) else value.isoformat()


def plan(interview):
    """Part Five's five steps, each (earliest, suggested, latest, status, moved)."""
    last = interview.last
    first = check_in(interview, "check-in", last, decision=interview.decision)
    counted_from = interview.ticks.get("check-in") or first[1]
    return {
        "contacts": told(interview, "contacts", last, last, last, None, opens=last),
        "thank-you-email": email(interview),
        "thank-you-card": card(interview),
        "check-in": first,
        "second-check-in": check_in(interview, "second-check-in", counted_from),
    }


def email(interview):
    """R1 and R2: 24 elapsed hours, or the next day; never moved."""
    last, end = interview.last, interview.end
    if end is None:
        return told(interview, "thank-you-email", last, last + DAY, last + DAY, None, opens=last)
    deadline = end + timedelta(hours=24)
    opens = day_of(end, interview.zone_here)
    return told(interview, "thank-you-email", end, deadline, deadline, None, opens=opens)


def card(interview):
    """R3: on D+1 if that has a collection, else on D before the last one, else with the next."""
    region, last, end = interview.region, interview.last, interview.end
    collection = interview.instant(last, interview.collection or FIVE_PM)
    posted = last + DAY
    if not is_collected(region, posted):
        in_time = end is None or end < collection
        posted = last if is_collected(region, last) and in_time else nearest(is_collected, region, posted + DAY, 1)
    moved = None if posted == last + DAY else "no-post"
    return told(interview, "thank-you-card", last, posted, posted, moved, opens=last)


def check_in(interview, step, counted_from, decision=None):
    """R4 to R6, and "Settled" on both check-ins."""
    region = interview.region
    earliest, end = counted_from + timedelta(7), counted_from + timedelta(14)
    floor = earliest
    if decision and decision >= interview.day:
        floor = max(earliest, nearest(is_open, region, decision + DAY, 1))
    decided = floor > earliest
    if floor > end:
        earliest, end = floor, floor + timedelta(7)
    suggested = nearest(is_open, region, floor, 1)
    latest = suggested if suggested > end else nearest(is_open, region, end, -1)
    skipped = [floor + timedelta(n) for n in range((suggested - floor).days)]
    why = "holiday" if any(is_holiday(region, day) for day in skipped) else "weekend" if skipped else None
    return told(interview, step, earliest, suggested, latest, "decision" if decided else why)


def told(interview, step, earliest, suggested, latest, moved, opens=None):
    """The row of a step, with the reader's own day in it, and R7 by the reader's local date.

    Who is far from the employer has the interview on another date: its own day is then theirs as well.
    """
    opens, over = opens or suggested, None
    if interview.end and step not in interview.shifts:
        here = day_of(interview.end, interview.zone_here)
        opens = min(opens, here) if opens == interview.last else opens
        over = max(latest, here) if latest == interview.last else None
    if own := interview.shifts.get(step):
        opens = min(opens, own) if step in FROM_THE_INTERVIEW_ON else own
        earliest = own if own < day_of(earliest, interview.zone) else earliest
        latest = own if own > day_of(latest, interview.zone) else latest
        suggested, moved = own, None
    today = day_of(interview.now, interview.zone_here)
    late = interview.now >= latest if isinstance(latest, datetime) else today > (over or latest)
    if step in interview.ticks or step in interview.closed:
        return (earliest, suggested, latest, "done", moved)
    status = "overdue" if late else "due" if today >= opens else "upcoming"
    return (earliest, suggested, latest, status, moved)


def day_of(value, zone):
    return value.astimezone(ZoneInfo(zone)).date() if isinstance(value, datetime) else value
