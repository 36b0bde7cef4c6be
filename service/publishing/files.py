"""Files that readers may be reading while they are replaced: always a whole file, the old one or the new one."""

import contextlib
import os
import time
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial

from zlib_ng import gzip_ng

from service import private_file

TEXT = {".html", ".css", ".js", ".mjs", ".json", ".xml", ".atom", ".svg", ".txt", ".ics", ".webmanifest", ".md"}
SMALLEST_TO_COMPRESS = 500  # bytes; below, the header that says so costs as much
WRITERS = 4  # an article and the page of a thread, each in both forms


def write_atomically(path, content, durable=True):
    """Replace ``path`` by these bytes; ``durable`` waits until the disk has them, before they get their name."""
    _rename([_write_beside(path, content, durable)])


def publish(path, content, unsynced=None):
    """Replace a file of the site and its compressed sibling; ``unsynced`` as for :class:`PendingFile`."""
    PendingFile(path, content, unsynced).commit()


class PendingFile:
    """A file of the site, and its compressed sibling, that are to replace those that stand there: :meth:`commit`.

    Its folder joins ``unsynced``, for the caller to sync. Then threads write it while the caller makes the next one.
    None: the bytes need not reach the disk yet, and writing them takes less time than waking a thread.
    """

    def __init__(self, path, content, unsynced=None):
        make_folder(path.parent)
        durable = unsynced is not None
        self._path = path
        self._is_compressed = worth_compressing(path, len(content))
        self._forms = [partial(_write_beside, path, content, durable)]
        if self._is_compressed:  # it gets its name first: whoever sees the new page may ask for either
            self._forms.insert(0, partial(_write_beside, compressed(path), content, durable, compress=True))
        if durable:
            unsynced.add(path.parent)
            self._forms = [_writers(os.getpid()).submit(form).result for form in self._forms]

    def commit(self):
        """Give the new files their names, if all of them are written; else none of them stays."""
        written, failed = [], None
        for form in self._forms:
            try:
                written.append(form())
            except Exception as error:
                failed = failed or error
        if failed:
            _remove(written)
            raise failed
        _rename(written)
        if not self._is_compressed:
            compressed(self._path).unlink(missing_ok=True)


def _write_beside(path, content, durable, compress=False):
    """Write what is to replace ``path`` next to it; (the new file, ``path``).

    The time of change is set to the nanosecond, because the kernel's own clock stands still for some milliseconds and
    an ETag must tell two writes apart.
    """
    beside = private_file.beside(path)
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


def _rename(written):
    try:
        for beside, path in written:
            beside.replace(path)
    except BaseException:
        _remove(written)
        raise


def _remove(written):
    for beside, _ in written:
        beside.unlink(missing_ok=True)


@lru_cache(maxsize=1)
def _writers(process):
    """Threads, of each process its own: a fork has those of its parent no more."""
    return ThreadPoolExecutor(WRITERS, "writer")


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
    for new in missing:
        sync_folder(new.parent)


def point(link, target):
    """Make a symbolic link lead to ``target``, at one instant."""
    beside = private_file.beside(link)
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
