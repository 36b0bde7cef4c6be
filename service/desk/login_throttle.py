"""How often somebody may try to sign in: after a few wrong attempts they wait, each time longer.

It counts by name and source, and by source alone, in the database, so that all workers count together. A name is never
locked by itself: wrong attempts from elsewhere keep nobody out. A known name and an unknown one are treated alike.

django-axes would do this too, but it keeps names and addresses as they are; we keep neither.
"""

import math
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from service.desk.models import Tries
from service.record.writing import writing
from service.rules import rate_limit
from service.text.plurals import count

FREE_FOR_A_NAME, FREE_FOR_A_SOURCE = 5, 20  # wrong attempts without a wait
FIRST_WAIT, LONGEST_WAIT = 60, 3600  # seconds; each further wrong attempt doubles the wait
FORGOTTEN_AFTER = timedelta(days=1)


def count_attempt(request, name):
    """Count an attempt; 0 if it may be made, else the seconds to wait (then it has not been counted).

    It counts before the password is looked at, so that many at once are not better than one after the other.
    """
    now = timezone.now()
    with writing():
        Tries.objects.filter(last__lt=now - FORGOTTEN_AFTER).delete()
        rows = [(_row(key, now), free) for key, free in _keys(request, name)]
        seconds = max(_wait(row, free, now) for row, free in rows)
        if not seconds:
            for row, _ in rows:
                row.count, row.last = row.count + 1, now
                row.save()
    return seconds


def forgive(request, name):
    """The attempt was right: it counts for nothing, and neither do the wrong ones of this name before it."""
    (of_name, _), (of_source, _) = _keys(request, name)
    with writing():
        Tries.objects.filter(pk=of_name).delete()
        row = Tries.objects.select_for_update().filter(pk=of_source, count__gt=0).first()
        if row:
            row.count -= 1
            row.save(update_fields=["count"])


def in_words(seconds):
    """The wait as people say it.

    >>> in_words(60), in_words(61)
    ('1 minute', '2 minutes')
    """
    return count(math.ceil(seconds / 60), "minute")


def _keys(request, name):
    source = rate_limit.hashed_source(request)
    return (_hash(f"name {name}", source), FREE_FOR_A_NAME), (_hash("source", source), FREE_FOR_A_SOURCE)


def _hash(what, source):
    return salted_hmac("afterword.tries", f"{what}\0{source}".encode(errors="replace"), algorithm="sha256").hexdigest()


def _row(key, now):
    Tries.objects.get_or_create(pk=key, defaults={"last": now})
    return Tries.objects.select_for_update().get(pk=key)


def _wait(row, free, now):
    if row.count < free:
        return 0
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(row.count - free, 10))
    return max(0, math.ceil(wait - (now - row.last).total_seconds()))
