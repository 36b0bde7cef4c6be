"""What an operator may set: read from the environment, then from what `make serve` wrote to DATA, then defaults.

Every value is checked here, once; a wrong one is named together with the values that are allowed.
"""

import ipaddress
import json
import os
import re
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from sqlite3 import sqlite_version_info
from typing import Any, TypeAlias
from urllib.parse import quote, unquote, urlsplit

import dj_database_url
import dj_email_url

from service import private_file, site_name

NAMES = ["PORT", "DATABASE_URL", "SITEURL", "SECRET_KEY", "MODERATION", "EMAIL_URL", "TRUSTED_PROXIES", "RATE_LIMIT"]
NAMES += ["WATCH", "ALLOWED_HOSTS"]
KEPT_IN = "settings.json"  # in DATA
SMALLEST_SECRET = 32  # characters
SQLITE = "sqlite:///"
DATABASES = "sqlite:///PATH or postgres://USER:PASSWORD@HOST/NAME"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
LONGEST_CONNECTION = 60  # seconds that a thread keeps a connection to the database
Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network


class ConfigurationError(Exception):
    """A setting has a value that cannot be used; the message says which and what would be right."""


@dataclass(frozen=True)
class Configuration:
    data: Path
    port: int
    siteurl: str
    secret_key: str
    moderation: str
    database: dict[str, Any]
    email: dict[str, Any]
    trusted_proxies: tuple[Network, ...]
    rate_limit: int
    watch: bool
    allowed_hosts: list[str]
    given: dict[str, str]  # the settings as text, as they were given; what `keep` writes


def read(environment: Mapping[str, str] = os.environ, kept: bool = True) -> Configuration:
    """The :class:`Configuration` of this process, or a :class:`ConfigurationError` that names what is wrong.

    ``serve`` reads without what is ``kept``: a plain start has the defaults again, whatever the last one was given.
    """
    data = Path(environment.get("DATA") or "var").resolve()
    given = (_kept(data) if kept else {}) | {name: environment[name] for name in NAMES if environment.get(name)}
    if given.get("DATABASE_URL", "").startswith(SQLITE):  # kept, it is read by commands that run in another folder
        given["DATABASE_URL"] = SQLITE + quote(os.fsencode(_file(given["DATABASE_URL"])))
    port = _whole(given, "PORT", 8000, 1, site_name.LARGEST_PORT)
    siteurl = _siteurl(given.get("SITEURL") or f"http://127.0.0.1:{port}")
    return Configuration(
        data=data,
        port=port,
        siteurl=siteurl,
        secret_key=_secret(given, data),
        moderation=_one_of(given, "MODERATION", "first", ("first", "all", "none")),
        database=_database(given.get("DATABASE_URL", ""), data),
        email=_email(given.get("EMAIL_URL") or "console:"),
        trusted_proxies=_networks(given.get("TRUSTED_PROXIES", "")),
        rate_limit=_whole(given, "RATE_LIMIT", 5, 0, 100_000),
        watch=_one_of(given, "WATCH", "1", ("1", "0")) == "1",
        allowed_hosts=_hosts(given.get("ALLOWED_HOSTS", ""), siteurl),
        given=given,
    )


def keep(configuration: Configuration) -> None:
    """Write the settings as given to DATA, readable by the owner alone, for commands that are run elsewhere."""
    configuration.data.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in configuration.given.items() if name != "SECRET_KEY"}
    private_file.write(configuration.data / KEPT_IN, f"{json.dumps(kept, indent=2)}\n".encode())


def _kept(data: Path) -> dict[str, str]:
    try:
        kept = json.loads((data / KEPT_IN).read_text())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{data / KEPT_IN} cannot be read ({error}); delete it and start again.") from None
    return {name: value for name, value in kept.items() if name in NAMES}


def _wrong(name: str, value: str, allowed: str) -> ConfigurationError:
    shown = re.sub(r"(?<=://)([^/:@]*):.*(?=@)", r"\1:***", value)  # an error ends up in logs
    return ConfigurationError(f"{name} is {shown!r}; it must be {allowed}.")


def _one_of(given: Mapping[str, str], name: str, default: str, allowed: Sequence[str]) -> str:
    value = given.get(name, default)
    if value not in allowed:
        raise _wrong(name, value, " or ".join(allowed))
    return value


def _whole(given: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    value = given.get(name, str(default))
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise _wrong(name, value, f"a whole number from {least} to {most}")
    return int(value)


def _siteurl(value: str) -> str:
    allowed = "an address such as https://example.org, without a path"
    try:
        parts = urlsplit(value.strip())
        place = site_name.host_and_port(parts.scheme, parts.netloc)
    except ValueError:
        raise _wrong("SITEURL", value, allowed) from None
    if parts.scheme not in site_name.DEFAULT_PORTS or parts.path.strip("/") or parts.query or parts.fragment:
        raise _wrong("SITEURL", value, allowed)
    return f"{parts.scheme}://{place}"


def _secret(given: Mapping[str, str], data: Path) -> str:
    if value := given.get("SECRET_KEY"):
        if len(value) < SMALLEST_SECRET:
            raise ConfigurationError(f"SECRET_KEY is too short; it must have {SMALLEST_SECRET} characters or more.")
        return value
    try:
        return _secret_in(data / "secret_key")
    except OSError as error:
        raise ConfigurationError(f"DATA is {data}, where nothing can be kept ({error.strerror}).") from None


def _secret_in(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):  # made before, or by another process that was first
        private_file.create(path, f"{secrets.token_urlsafe(48)}\n".encode())
    return path.read_text().strip()


def _database(value: str, data: Path) -> dict[str, Any]:
    if not value or value.startswith(SQLITE):
        database = _sqlite(_file(value) if value else data / "afterword.sqlite3")
    else:
        database = _postgres(value)
    return database | {"CONN_MAX_AGE": LONGEST_CONNECTION, "CONN_HEALTH_CHECKS": True}


def _file(value: str) -> Path:
    """The path in an address of SQLite: % as in every address, but # and ?, which would end it there, as they are."""
    path = unquote(value.removeprefix(SQLITE), errors="surrogateescape")
    if not path or path.startswith(":") or path.endswith("/") or "\0" in path:
        raise _wrong("DATABASE_URL", value, DATABASES)
    return Path(path).absolute()


def _sqlite(path: Path) -> dict[str, Any]:
    # WAL syncs once a commit where a rollback journal does three times; but SQLite before 3.51.3 can lose commits
    # when one connection writes while another checkpoints (https://sqlite.org/wal.html#walresetbug).
    journal = "WAL" if sqlite_version_info >= (3, 51, 3) else "TRUNCATE"
    # IMMEDIATE: a deferred transaction that reads and then writes fails at once with "database is locked",
    # whatever the timeout. The attendant checkpoints, so that no reader who posts has to; 10,000 pages are a limit.
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 4,
        "init_command": f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA wal_autocheckpoint=10000;",
    }
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}


def _postgres(value: str) -> dict[str, Any]:
    database: dict[str, Any] = {}
    with suppress(ValueError, KeyError):
        database |= dj_database_url.parse(value)
    if database.get("ENGINE") != "django.db.backends.postgresql":
        raise _wrong("DATABASE_URL", value, DATABASES)
    if not find_spec("psycopg"):
        raise ConfigurationError("DATABASE_URL names PostgreSQL, and psycopg is not installed; add psycopg[binary] 3.")
    return database


def _email(value: str) -> dict[str, Any]:
    email: dict[str, Any] = {}
    with suppress(ValueError, KeyError):
        email |= dj_email_url.parse(value)
    if not email.get("EMAIL_BACKEND"):
        raise _wrong("EMAIL_URL", value, "console: or smtp://USER:PASSWORD@HOST:PORT or smtp+tls://...")
    return email


def _networks(value: str) -> tuple[Network, ...]:
    try:
        return tuple(ipaddress.ip_network(part.strip(), strict=False) for part in value.split(",") if part.strip())
    except ValueError:
        raise _wrong("TRUSTED_PROXIES", value, "addresses or networks, such as 10.0.0.0/8,::1, with commas") from None


def _hosts(value: str, siteurl: str) -> list[str]:
    """The site's own name and loopback are always answered to."""
    own = site_name.split(urlsplit(siteurl).netloc)[0]
    return list(dict.fromkeys([own, *LOOPBACK, *map(_host, filter(None, re.split(r"[,\s]+", value)))]))


def _host(written: str) -> str:
    """A name as Django compares it: "*" is any, and one that begins with a dot is all names below it."""
    below, name = ("." if written.startswith(".") else ""), written.removeprefix(".")
    try:
        if written == "*":
            return written
        return below + (site_name.host(name) if name.count(":") > 1 and name[0] != "[" else site_name.split(name)[0])
    except ValueError:
        allowed = "names such as blog.example,www.blog.example with commas, without https:// and without a path"
        raise _wrong("ALLOWED_HOSTS", written, allowed) from None
