"""One comment of a thread may stand before all others on its article."""

from service.decisions import moderation
from service.record import queries
from service.record.models import ARTICLE, Comment, Status
from service.record.signals import announce
from service.record.writing import locked, writing


def pin(comment_id, by, pinned=True):
    """Pin a comment in the place of any other, or take the pin off; False if it cannot have one (any more).

    Comment.DoesNotExist if there is no such comment.
    """
    with writing():
        slug = Comment.objects.values_list("thread_id", flat=True).get(pk=comment_id)
        thread = locked(slug)
        comment = Comment.objects.get(pk=comment_id)
        if comment.parent_id or comment.status != Status.ACCEPTED:
            return False
        if (thread.pinned_id == comment.pk) == pinned:
            return True
        thread.pinned = comment if pinned else None
        thread.save(update_fields=["pinned"])
        moderation.keep(comment, moderation.Change("pin" if pinned else "unpin", by), comment.status)
        queries.raise_page_versions(slug, {ARTICLE})
    announce(slug)
    return True
