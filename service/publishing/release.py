"""Make what was built into a new release with every accepted comment in it, and switch to it at one instant."""

import gzip
import hashlib
import os
import shutil
from importlib.metadata import version

from django.conf import settings

from service.layout import pages
from service.publishing import bake, feeds, files, manifest, releases
from service.publishing.locks import held
from service.record.models import ARTICLE, Thread, ThreadPage, page_of
from service.text.plurals import count

NOT_SERVED = {manifest.NAME, pages.SHELL}
SHAPES_A_PAGE = ("mistune", "nh3", "jinja2")  # libraries whose new version may render a comment differently


def release(again=False, say=print):
    """Publish DATA/output, unless nothing changed (``again``: even then); what is stale is baked in any case."""
    data = settings.AFTERWORD.data
    with held(data, "release"), held(data, "build"):  # no build may swap the output while it is read
        served, print_of_output = releases.current(data), fingerprint(data / "output")
        if served and served.fingerprint == print_of_output and not again:
            bake.bake(bake.stale())
            say("Nothing changed since the last release.")
            return served
        return _publish(data, served, print_of_output, say)


def _publish(data, served, print_of_output, say):
    told = manifest.read(data / "output")
    made = releases.begin(data)
    try:
        _link(data / "output", made)
        for slug, entry in manifest.entries(told).items():
            made.note_thread(slug, entry)
        for old, new in told.moved.items():
            made.note_moved(old, new)
        (made.folder / "fingerprint").write_text(print_of_output)
        manifest.sync(told)
        versions = _bake_all(made)
        with held(data, "publish"):
            baked = _catch_up(made, versions)
            releases.switch(data, made)
            bake.mark_baked(baked)  # after the switch: until then, readers got the release before
    except BaseException:
        if releases.current(data) != made:
            shutil.rmtree(made.folder, ignore_errors=True)
        raise
    releases.tidy(data, keep=(made, served))
    say(f"Released {count(len(told.threads), 'article')} and {count(_public_comments(), 'comment')}.")
    return made


def fingerprint(output):
    """A digest of all that the pages of a release depend on, the comments aside."""
    if not (output / manifest.NAME).is_file():
        manifest.read(output)  # which says what is missing
    digest = hashlib.blake2b(" ".join(version(name) for name in SHAPES_A_PAGE).encode())
    for folder in (output, *pages.TEMPLATES, pages.ROOT / "service"):
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _link(output, made):
    """The built files twice in the release, without a copy: a bake replaces a file and never writes into it."""
    for folder, _, names in os.walk(output):
        inner = os.path.relpath(folder, output)
        for root in (made.pristine, made.site):
            (root / inner).mkdir(parents=True, exist_ok=True)
        for name in names:
            _link_file(output / inner / name, made.pristine / inner / name, made.site / inner / name)


def _link_file(built, pristine, served):
    if built.is_symlink():  # nothing outside the output is ever served
        return
    pristine.hardlink_to(built)
    if pristine.name in NOT_SERVED and pristine.parent.name == "pristine":
        return
    served.hardlink_to(built)
    if files.worth_compressing(built, built.stat().st_size):
        sibling = files.compressed(served)
        files.write_atomically(sibling, gzip.compress(built.read_bytes(), 6, mtime=0), durable=False)


def _bake_all(made):
    """Write every thread's feed, and bake those with comments; returns each page's version, by slug and number."""
    versions, done = {}, set()
    for slug in Thread.objects.filter(listed=True).values_list("slug", flat=True):
        feeds.write_thread(made, None, slug)
    for slug, numbered in Thread.objects.filter(listed=True, numbered__gt=0).values_list("slug", "numbered"):
        for number in range(1, page_of(numbered) + 1):
            versions[slug, number] = bake.bake_numbered(made, slug, number, None)
        for path, on_it in made.thread(slug)["files"].items():
            if path in done:
                continue
            done.add(path)
            written = bake.bake_file(made, None, path, **on_it)
            if on_it["article"]:
                versions[on_it["article"], ARTICLE] = written
    return versions


def _catch_up(made, versions):
    """With the lock held: bake what changed since; returns what to note as baked once this release is served."""
    baked, changed = {}, set()
    for row in ThreadPage.objects.filter(thread__listed=True).order_by("thread_id", "-number"):
        known = versions.get((row.thread_id, row.number), 0)
        if known < row.version:
            known = bake.bake_pages(made, row.thread_id, [row], None)[row.pk]
            changed.add(row.thread_id)
        if row.baked < known:
            baked[row.pk] = known
    bake.bake_dependents(made, sorted(changed), None)
    feeds.write_all(made, None)
    return baked


def _public_comments():
    return sum(Thread.objects.filter(listed=True).values_list("accepted", flat=True))
