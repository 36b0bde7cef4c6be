"""What the headers of a request allow: a compressed answer, or none because the reader has it. Pure."""

import re
from functools import lru_cache

_ENTITY = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')


@lru_cache(maxsize=256)
def accepts_gzip(header):
    """Whether an Accept-Encoding takes gzip.

    >>> [accepts_gzip(h) for h in ("gzip, br", "br", "gzip;q=0", "*", "*;q=0, gzip;q=0.5", "identity, *;q=0", "")]
    [True, False, False, True, True, False, False]
    """
    weights = dict(map(_weight, header.lower().split(",")))
    named = [weights[name] for name in ("gzip", "x-gzip", "*") if name in weights]
    return bool(named) and named[0] > 0


def _weight(part):
    name, *parameters = (piece.strip() for piece in part.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            return name, _number(parameter[2:])
    return name, 1


def _number(text):
    return float(text) if re.fullmatch(r"[01](\.\d{0,3})?", text) else 0


def is_known(etag, header):
    """Whether an If-None-Match names this ETag; weak comparison, as the standard has it for GET.

    >>> [is_known('"a-1"', h) for h in ('"a-1"', 'W/"a-1"', '"x", "a-1"', "*", '"a-1', "a-1", "")]
    [True, True, True, True, False, False, False]
    """
    return header.strip() == "*" or etag in _ENTITY.findall(header)
