"""A thread follows its article to another slug, with all that was said."""

from django.db.models import F, Max

from service.record.models import ARTICLE, Alias, Comment, Thread, ThreadPage, page_of


def move_threads(moved):
    """Bring each thread of an old slug (``{old: new}``) to the new one; returns the slugs that threads came to.

    In the caller's transaction; the threads of the new slugs are there. The aliases are these from now on.
    """
    known = set(Thread.objects.filter(slug__in=moved.values()).values_list("slug", flat=True))
    aliases = {old: new for old, new in moved.items() if new in known}
    Alias.objects.all().delete()
    Alias.objects.bulk_create(Alias(slug=old, thread_id=new) for old, new in aliases.items())
    found = Thread.objects.filter(slug__in=aliases).values_list("slug", flat=True)
    return {_move(old, aliases[old]) for old in sorted(found)}


def _move(old, new):
    """Comments that stand under the new slug already keep their numbers and so their addresses; the others follow."""
    source, target = Thread.objects.get(pk=old), Thread.objects.get(pk=new)
    Comment.objects.filter(thread=old).update(thread=new, number=F("number") + target.numbered)
    target.numbered += source.numbered
    target.accepted += source.accepted
    target.pinned_id = target.pinned_id or source.pinned_id
    target.changed = max(filter(None, (target.changed, source.changed)), default=None)
    target.save(update_fields=["numbered", "accepted", "pinned", "changed"])
    _number_pages(target, ThreadPage.objects.filter(thread__in=(old, new)))
    source.delete()
    return new


def _number_pages(thread, before):
    """Give the thread the pages it has now, in a version that is newer than any before."""
    version = (before.aggregate(newest=Max("version"))["newest"] or 0) + 1
    before.delete()
    pages = range(ARTICLE, page_of(thread.numbered) + 1) if thread.numbered else ()
    ThreadPage.objects.bulk_create(ThreadPage(thread=thread, number=number, version=version) for number in pages)
