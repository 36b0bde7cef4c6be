"""Which bar of a picture an answer belongs to, and the median in words. Pure: no database, no page.

An answer is kept as the key of a small step: a duration in whole minutes, rounded up so that it never crosses the end
of a range; a number with three digits, or exactly where it is whole and below 10,000. So a picture of 100,000 answers
is drawn from a bounded number of counts, and what one more answer costs does not grow.
"""

import math
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

HOUR, DAY = 60, 24 * 60
STEPS = ((DAY, 15), (14 * DAY, HOUR), (math.inf, DAY))  # up to so many minutes, in steps of
HOURS = (
    (HOUR, "within an hour"),
    (2 * HOUR, "1 to 2 hours"),
    (4 * HOUR, "2 to 4 hours"),
    (8 * HOUR, "4 to 8 hours"),
    (DAY, "8 hours to a day"),
    (math.inf, "longer"),
)
DAYS = (
    (DAY, "within a day"),
    (2 * DAY, "1 to 2 days"),
    (6 * DAY, "3 to 6 days"),
    (7 * DAY, "a week"),
    (14 * DAY, "1 to 2 weeks"),
    (28 * DAY, "2 to 4 weeks"),
    (math.inf, "longer"),
)
MOST_BARS = 6
EXACT_BELOW = 10_000


def duration_key(days):
    """The step of a duration in days.

    >>> duration_key(1), duration_key(1.51), duration_key(7 / 24)
    ('1440', '2220', '420')
    """
    minutes = round(days * DAY, 6)
    step = next(step for limit, step in STEPS if minutes <= limit)
    return str(math.ceil(minutes / step) * step)


def number_key(number):
    """The step of a number.

    >>> number_key(2015.0), number_key(31_549.0), number_key(0.12345), number_key(-0.0)
    ('2015', '3.15e+04', '0.123', '0')
    """
    whole = number == int(number) and abs(number) < EXACT_BELOW
    return str(int(number)) if whole else f"{number:.3g}"


def durations(counts):
    """The bars ``[(label, count)]`` of these counts by key, and the median in words.

    The ranges are fixed; there is a second set for what takes hours, such as preparing.
    """
    steps = sorted((int(key), count) for key, count in counts.items())
    middle = median(steps)
    ranges = HOURS if middle <= 8 * HOUR else DAYS
    bars = dict.fromkeys((label for _, label in ranges), 0)
    for minutes, count in steps:
        bars[next(label for limit, label in ranges if minutes <= limit)] += count
    return list(bars.items()), in_words(middle)


def in_words(minutes):
    """A duration as a reader would say it.

    >>> [in_words(Fraction(time)) for time in (0, 15, 60, 36 * 60, 1440, 3600, 10080, 20160, 14400)]
    ['0 minutes', '15 minutes', '1 hour', '36 hours', '1 day', '2.5 days', '1 week', '2 weeks', '10 days']
    """
    unit, name = next(
        (unit, name)
        for unit, name, fits in (
            (1, "minute", minutes < HOUR),
            (7 * DAY, "week", minutes % (7 * DAY) == 0),
            (HOUR, "hour", minutes < 2 * DAY and minutes % DAY),
            (DAY, "day", True),
        )
        if fits
    )
    count = f"{float(minutes / unit):.1f}".removesuffix(".0")
    return f"{count} {name}{'' if count == '1' else 's'}"


def median(steps):
    """The median of ``[(value, count)]`` in order; between the two in the middle of an even number."""
    total = sum(count for _, count in steps)
    low, high = _nth(steps, (total - 1) // 2), _nth(steps, total // 2)
    return Fraction(low + high) / 2


def _nth(steps, place):
    for value, count in steps:
        place -= count
        if place < 0:
            return value
    raise IndexError(place)


def numbers(counts):
    """The bars ``[(label, count)]`` of these counts by key, in ranges that suit them, and the median in words."""
    steps = sorted((Decimal(key), count) for key, count in counts.items())
    total = sum(count for _, count in steps)
    low, high = _nth(steps, total // 20), _nth(steps, total - 1 - total // 20)  # a few far out do not stretch the rest
    whole = all(value == value.to_integral_value() for value, _ in steps)
    step = _round_step((high - low) / (MOST_BARS - 1), whole)
    start = (low / step).to_integral_value(ROUND_FLOOR) * step
    edges = [start + place * step for place in range(int((high - start) // step) + 1)]
    end = edges[-1] + step
    bars = [(_range(edge, step, whole), _between(steps, edge, edge + step)) for edge in edges]
    if under := _between(steps, Decimal("-Infinity"), start):
        bars.insert(0, (f"under {_plain(start)}", under))
    if over := _between(steps, end, Decimal("Infinity")):
        bars.append((f"{_plain(end)} or more", over))
    return bars, _plain(Decimal(f"{float(median(steps)):.4g}"))


def _between(steps, first, end):
    return sum(count for value, count in steps if first <= value < end)


def _round_step(least, whole):
    """The smallest of 1, 2, 5, 10, 20, ... (and 0.1, 0.2, ... where not all are whole) that is not below ``least``."""
    if least <= (1 if whole else 0):
        return Decimal(1)
    power = Decimal(10) ** least.adjusted()
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least)


def _range(edge, step, whole):
    if whole and step == 1:
        return _plain(edge)
    return f"{_plain(edge)} to {_plain(edge + step - 1)}" if whole else f"{_plain(edge)} to under {_plain(edge + step)}"


def _plain(number):
    """The number without an exponent; its thousands apart where it cannot be a year.

    >>> _plain(Decimal("2.02e3")), _plain(Decimal("3.15e4")), _plain(Decimal("0.50"))
    ('2020', '31,500', '0.5')
    """
    plain = number.normalize() + 0
    return f"{plain:,f}" if abs(plain) >= EXACT_BELOW else f"{plain:f}"
