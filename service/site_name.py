"""A site's name, however it is written, as browsers write it: small letters, no last dot, other scripts as ``xn--``."""

import ipaddress
import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache

from django.http import HttpRequest, HttpResponse

DEFAULT_PORTS = {"http": "80", "https": "443"}
LARGEST_PORT = 65535
LONGEST_NAME, LONGEST_LABEL = 253, 63  # characters of a name and of each part between its dots: RFC 1035, 2.3.4
_DOTS = re.compile("[.\u3002\uff0e\uff61]")  # with those that other scripts write for it
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")  # Django answers to no other
_HOST_AND_PORT = re.compile(r"(\[[^\[\]]*\]|[^:@/?#\[\]\\\s]+)(?::([0-9]{0,5}))?")


@lru_cache(maxsize=256)
def host(written: str) -> str:
    """The host with this name or address; ValueError if there can be none.

    Not Python's ``idna``, which is of 2003: browsers have kept the "ß" of a name since.

    >>> host("Bücher.Example."), host("straße.example"), host("XN--BCHER-KVA.example")
    ('xn--bcher-kva.example', 'xn--strae-oqa.example', 'xn--bcher-kva.example')
    >>> host("127.0.0.1"), host("[0:0:0:0:0:0:0:1]"), host("::1")
    ('127.0.0.1', '[::1]', '[::1]')
    """
    if ":" in written and "%" not in written:
        return f"[{ipaddress.IPv6Address(written.removeprefix('[').removesuffix(']')).compressed}]"
    small = "".join(letter.lower() for letter in written)  # one by one: no other small Σ at the end of a word
    labels = _DOTS.split(unicodedata.normalize("NFKC", small).lower())
    labels = [_label(label) for label in (labels if labels[-1] else labels[:-1])]
    name = ".".join(labels)
    if not labels or len(name) > LONGEST_NAME or not all(map(_is_label, labels)):
        raise ValueError(f"{written!r} is no name of a host")
    return str(ipaddress.IPv4Address(name)) if labels[-1].isdigit() else name


@lru_cache(maxsize=256)
def host_and_port(scheme: str, written: str) -> str:
    """The host and, where it is not the scheme's own, the port; ValueError if this is neither.

    >>> host_and_port("https", "Blog.example.:443"), host_and_port("http", "[::1]:80")
    ('blog.example', '[::1]')
    >>> host_and_port("http", "blog.example:8000")
    'blog.example:8000'
    """
    name, port = split(written)
    return f"{name}:{port}" if port and port != DEFAULT_PORTS.get(scheme) else name


def split(written: str) -> tuple[str, str]:
    """The host, and the port as it is written, empty where there is none; ValueError if this is neither."""
    parts = _HOST_AND_PORT.fullmatch(written)
    if not parts:
        raise ValueError(f"{written!r} is no name of a host")
    if int(parts[2] or 0) > LARGEST_PORT:
        raise ValueError(f"{written!r} has no port that there can be")
    return host(parts[1]), (parts[2] or "").lstrip("0")


def _label(label: str) -> str:
    if label.isascii() or len(label) > LONGEST_LABEL:
        return label
    return f"xn--{label.encode('punycode').decode()}"


def _is_label(label: str) -> bool:
    return len(label) <= LONGEST_LABEL and _LABEL.fullmatch(label) is not None


class SiteName:
    """Django middleware: the name that was asked for, as ALLOWED_HOSTS has it. What is none is left to Django."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.META.get("HTTP_HOST", "")
        with suppress(ValueError):
            request.META["HTTP_HOST"] = host_and_port("", asked.encode("latin-1").decode())
        return self.get_response(request)
