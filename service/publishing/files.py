"""Files that readers may be reading while they are replaced: always a whole file, the old one or the new one."""

import contextlib
import gzip
import os
import secrets
import time

TEXT = {".html", ".css", ".js", ".mjs", ".json", ".xml", ".atom", ".svg", ".txt", ".ics", ".webmanifest", ".md"}
SMALLEST_TO_COMPRESS = 500  # bytes; below, the header that says so costs as much


def write_atomically(path, content, durable=True):
    """Replace ``path`` by these bytes; ``durable`` waits until the disk has them, before they get their name.

    The time of change is set to the nanosecond, because the kernel's own clock stands still for some milliseconds and
    an ETag must tell two writes apart.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            now = time.time_ns()
            os.utime(file.fileno(), ns=(now, now))
            if durable:
                os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def publish(path, content, unsynced=None):
    """Replace a file of the site, its compressed sibling first: whoever sees the new page may ask for either.

    Its folder joins ``unsynced``, for the caller to sync; None: the bytes need not reach the disk yet, either.
    """
    durable = unsynced is not None
    make_folder(path.parent)
    if durable:
        unsynced.add(path.parent)
    sibling = compressed(path)
    if worth_compressing(path, len(content)):
        write_atomically(sibling, gzip.compress(content, 6, mtime=0), durable)
    write_atomically(path, content, durable)
    if not worth_compressing(path, len(content)):
        sibling.unlink(missing_ok=True)


def compressed(path):
    """Where the gzip form of a file stands."""
    return path.with_name(f"{path.name}.gz")


def worth_compressing(path, size):
    """Whether a file of this name and size has a compressed sibling."""
    return path.suffix in TEXT and size > SMALLEST_TO_COMPRESS


def make_folder(folder):
    """Make a folder that will still be there after a power failure."""
    missing = [folder, *(parent for parent in folder.parents if not parent.exists())] if not folder.exists() else []
    folder.mkdir(parents=True, exist_ok=True)
    for made in missing:
        sync_folder(made.parent)


def point(link, target):
    """Make a symbolic link lead to ``target``, at one instant."""
    beside = link.with_name(f".{link.name}.{secrets.token_hex(8)}")
    beside.symlink_to(target)
    beside.replace(link)
    sync_folder(link.parent)


def sync_folders(folders):
    """Wait until the disk knows the names in these folders; one that is gone, with its release, needs none."""
    for folder in folders:
        with contextlib.suppress(FileNotFoundError):
            sync_folder(folder)


def sync_folder(folder):
    """Wait until the disk knows which files a folder holds."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
