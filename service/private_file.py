"""Files that their owner alone can read, and names for files that are not whole yet."""

import os
import secrets
from pathlib import Path


def create(path: Path, content: bytes = b"") -> None:
    """Make a file with these bytes; FileExistsError if there is one."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)


def write(path: Path, content: bytes) -> None:
    """Put a file with these bytes in the place of another, at one instant."""
    new = beside(path)
    try:
        create(new, content)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def beside(path: Path) -> Path:
    """A name in the same folder, hidden, that no other file has."""
    return path.with_name(f".{path.name}.{secrets.token_hex(8)}")
