"""Files that readers may be reading while they are replaced: always a whole file, the old one or the new one."""

import contextlib
import os
import secrets
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import lru_cache, partial

from zlib_ng import gzip_ng

TEXT = {".html", ".css", ".js", ".mjs", ".json", ".xml", ".atom", ".svg", ".txt", ".ics", ".webmanifest", ".md"}
SMALLEST_TO_COMPRESS = 500  # bytes; below, the header that says so costs as much


def write_atomically(path, content, durable=True):
    """Replace ``path`` by these bytes; ``durable`` waits until the disk has them, before they get their name."""
    _name([_beside(path, content, durable)])


def publish(path, content, unsynced=None):
    """Replace a file of the site and its compressed sibling.

    Its folder joins ``unsynced``, for the caller to sync; None: the bytes need not reach the disk yet, either.
    """
    begin(path, content, unsynced)()


def begin(path, content, unsynced=None):
    """Begin to :func:`publish`; what is returned ends it. Between the two, the caller can make the next file."""
    durable = unsynced is not None
    make_folder(path.parent)
    if durable:
        unsynced.add(path.parent)
    write = partial(_writers(os.getpid()).submit if durable else _at_once, _beside, durable=durable)
    if worth_compressing(path, len(content)):
        forms = [write(compressed(path), content, compress=True), write(path, content)]
    else:
        forms = [write(path, content)]
    return partial(_end, path, forms)


def _end(path, forms):
    """Give the new files their names, the compressed one first: whoever sees the new page may ask for either."""
    wait(forms)
    made = [form.result() for form in forms if not form.exception()]
    if len(made) < len(forms):
        _remove(made)
    _name([form.result() for form in forms])
    if len(forms) == 1:
        compressed(path).unlink(missing_ok=True)


def _beside(path, content, durable, compress=False):
    """Write what is to replace ``path`` next to it; (the new file, ``path``).

    The time of change is set to the nanosecond, because the kernel's own clock stands still for some milliseconds and
    an ETag must tell two writes apart.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with beside.open("xb") as file:
            file.write(gzip_ng.compress(content, 6, mtime=0) if compress else content)
            file.flush()
            now = time.time_ns()
            os.utime(file.fileno(), ns=(now, now))
            if durable:
                os.fsync(file.fileno())
    except BaseException:
        _remove([(beside, path)])
        raise
    return beside, path


def _name(made):
    try:
        for beside, path in made:
            beside.replace(path)
    except BaseException:
        _remove(made)
        raise


def _remove(made):
    for beside, _ in made:
        beside.unlink(missing_ok=True)


def _at_once(work, *arguments, **options):
    """What is not synced is written faster than a thread is woken."""
    done = Future()
    try:
        done.set_result(work(*arguments, **options))
    except Exception as error:
        done.set_exception(error)
    return done


@lru_cache(maxsize=1)
def _writers(process):
    """Threads, of each process its own: a fork has those of its parent no more."""
    return ThreadPoolExecutor(4, "writer")


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
