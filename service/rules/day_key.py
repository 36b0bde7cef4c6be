"""The key of a day (UTC), with which addresses are hashed: random, in a file of its own, and gone with its day.

It is not in the database, so that no backup has it: once it is gone, nobody can try addresses against a hash.
"""

import contextlib
import secrets
from pathlib import Path

from service import private_file

FOLDER = "keys"
_LENGTH = 32  # bytes


def of(data: Path, day: str) -> bytes:
    """The key of this day, such as "2026-11-25"; the same for every process."""
    path = data / FOLDER / day
    try:
        return path.read_bytes()
    except FileNotFoundError:
        _make(path)
        forget(data, but=day)
    return path.read_bytes()


def forget(data: Path, but: str) -> None:
    """Throw the keys of all other days away."""
    for path in (data / FOLDER).glob("*"):
        if but not in path.name:  # one of today may be half made
            path.unlink(missing_ok=True)


def _make(path):
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = private_file.beside(path)
    try:
        private_file.create(beside, secrets.token_bytes(_LENGTH))
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(beside)  # whole, and never in the place of one that is there
    finally:
        beside.unlink(missing_ok=True)
