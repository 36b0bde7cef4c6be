"""Read what the build says of its threads, and bring the table of threads up to it."""

import json
from dataclasses import dataclass
from pathlib import PurePosixPath

from service.decisions import closing, moving
from service.record import tallies
from service.record.models import Thread
from service.record.writing import writing

NAME = "discussions.json"
FIELDS = ("title", "questions", "author_closed_reason", "closes_on", "entry", "listed", "tallied")


class ManifestError(Exception):
    """The manifest of a build cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Manifest:
    threads: dict  # slug -> {"title", "page", "questions", "closed", "closes", "entry"}
    moved: dict  # a slug that an article had before -> its slug
    lists: dict  # path of a page in the output -> the slugs whose counts it shows


def read(folder):
    """The manifest of a built site, or a :class:`ManifestError`."""
    path = folder / NAME
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        manifest = Manifest(told["threads"], dict(told.get("moved", {})), told["lists"])
        paths = [thread["page"] for thread in manifest.threads.values()] + list(manifest.lists)
    except FileNotFoundError:
        raise ManifestError(f"There is no {path}; run the command build first.") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ManifestError(f"{path} cannot be read ({error!r}); run the command build again.") from None
    for inner in [*manifest.threads, *manifest.moved, *paths]:
        _refuse_outside(path, inner)
    return manifest


def _refuse_outside(path, inner):
    parts = PurePosixPath(inner).parts
    if not parts or parts[0] == "/" or ".." in parts or "\0" in inner:
        raise ManifestError(f"{path} names {inner!r}, which is not inside the site; run the command build again.")


def entries(manifest):
    """By slug, the files that show something of a thread, its page last: {"page", "files": {path: what is on it}}

    What is on a file is {"article": the slug of the thread in full, or None, "counts": the slugs it shows a count of}.
    """
    articles = {thread["page"]: slug for slug, thread in manifest.threads.items()}
    found = {slug: {"page": thread["page"], "files": {}} for slug, thread in manifest.threads.items()}
    for path, slugs in manifest.lists.items():
        for slug in set(slugs) & set(found):
            if path != found[slug]["page"]:
                found[slug]["files"][path] = {"article": articles.get(path), "counts": slugs}
    for slug, entry in found.items():
        own = {"article": slug, "counts": manifest.lists.get(entry["page"], [])}
        entry["files"][entry["page"]] = own
    return found


def sync(manifest):
    """Make and update the rows of threads; one that left the site keeps its comments and is no longer listed.

    The thread of a slug that an article had before becomes that article's.
    """
    with writing():
        before = dict(Thread.objects.filter(tallied=True).values_list("slug", "questions"))
        _write_rows(manifest)
        changed = moving.move_threads(manifest.moved)
        commented = Thread.objects.filter(listed=True, accepted__gt=0).values_list("slug", flat=True)
        changed.update(slug for slug in commented if before.get(slug) != manifest.threads[slug]["questions"])
        for slug in sorted(changed):
            tallies.count_afresh(slug)


def _row(slug, title, questions, closed, closes=None, entry="", **_):
    about = {"title": title, "questions": questions, "entry": entry}
    return Thread(slug=slug, listed=True, tallied=True, author_closed_reason=closed, closes_on=closes, **about)


def _write_rows(manifest):
    rows = [_row(slug, **told) for slug, told in manifest.threads.items()]
    Thread.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["slug"], update_fields=FIELDS, batch_size=200
    )
    closing.open_extended()
    listed = Thread.objects.filter(listed=True).values_list("slug", flat=True)
    for slug in set(listed) - set(manifest.threads):
        Thread.objects.filter(slug=slug).update(listed=False)
