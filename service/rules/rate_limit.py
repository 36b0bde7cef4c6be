"""Who sends, and how much in a minute: a bucket of tokens for each source, in memory."""

import hmac
import ipaddress
import math
import threading
import time

from django.conf import settings
from django.utils import timezone

from service.rules import day_key

PREVIEW, COMMENT = 1, 10
"""What each takes out of the bucket; a preview counts a tenth of a comment, as does what is refused."""
MOST_SOURCES = 20_000


class Buckets:
    """Buckets that hold two minutes' worth and are filled again steadily."""

    def __init__(self, clock=time.monotonic):
        self._clock = clock
        self._lock = threading.Lock()
        self._levels = {}  # source: (what is left, when that was)

    def take(self, source, amount, a_minute):
        """Take this much; 0 if it was there, else the seconds until it will be. ``a_minute`` is in comments."""
        most = 2 * a_minute * COMMENT
        a_second = a_minute * COMMENT / 60
        with self._lock:
            now = self._clock()
            left, then = self._levels.pop(source, (most, now))
            left = min(most, left + (now - then) * a_second)
            wait = 0 if left >= amount else (amount - left) / a_second
            self._levels[source] = (left if wait else left - amount, now)
            if len(self._levels) > MOST_SOURCES:
                del self._levels[next(iter(self._levels))]  # the one not heard of for longest
            return wait

    def clear(self):
        """Forget every source."""
        with self._lock:
            self._levels.clear()


BUCKETS = Buckets()


def wait(request, amount, paid=0):
    """Count this request; 0 if it may go on, else the whole seconds that its sender should wait.

    ``paid`` of the amount has been counted before, and will be again when the sender tries once more.
    """
    a_minute = settings.AFTERWORD.rate_limit
    if not a_minute:
        return 0
    seconds = BUCKETS.take(source(request), amount - paid, a_minute)
    return math.ceil(seconds + paid * 60 / (a_minute * COMMENT)) if seconds else 0


def hashed_source(request):
    """The source as it is kept: it tells two of one day apart, and nothing else."""
    key = day_key.of(settings.AFTERWORD.data, today())
    return hmac.digest(key, source(request).encode(), "sha256").hex()


def today():
    """The day in UTC, such as "2026-11-25"."""
    return f"{timezone.now():%Y-%m-%d}"


def source(request):
    """Whom the request comes from: the right-most hop that is no trusted proxy; of IPv6 the network of a site."""
    nearest = _address(request.META.get("REMOTE_ADDR", ""))
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while nearest and _trusted(nearest) and hops:
        before = _address(hops.pop())
        if not before:
            break
        nearest = before
    if not nearest:
        return "unknown"
    return str(ipaddress.ip_network((nearest, 64), strict=False) if nearest.version == 6 else nearest)


def _trusted(address):
    return any(address in network for network in settings.AFTERWORD.trusted_proxies)


def _address(written):
    written = written.strip()
    if written.startswith("["):
        written = written[1:].partition("]")[0]
    elif written.count(":") == 1:
        written = written.partition(":")[0]
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
