"""A moderator's change to a comment's words. What they were is kept in the moderators' record."""

import hashlib

from service.decisions import moderation
from service.record.models import Comment, Status
from service.record.signals import announce
from service.record.writing import locked, writing


def fingerprint(comment):
    """The same as long as nobody has changed the words."""
    return hashlib.sha256(f"{comment.name}\0{comment.body}".encode()).hexdigest()


def edit(comment_id, draft, was, by):
    """Give a comment the name and the body of a checked draft; False if its words are not those of ``was`` any more.

    Comment.DoesNotExist if there is none.
    """
    with writing():
        slug = Comment.objects.values_list("thread_id", flat=True).get(pk=comment_id)
        thread = locked(slug)
        comment = Comment.objects.select_related("root").get(pk=comment_id)
        kept = {"name": comment.name, "body": comment.body}
        if kept == {"name": draft.name, "body": draft.body}:
            return True
        if fingerprint(comment) != was or not _update(comment_id, kept, draft):
            return False
        moderation.keep(comment, moderation.Change("edit", by), comment.status, kept=kept)
        if comment.status == Status.ACCEPTED:
            moderation.apply_effects(thread, comment, comment.status)
    if comment.status == Status.ACCEPTED:
        announce(slug)
    return True


def _update(comment_id, kept, draft):
    rows = Comment.objects.filter(pk=comment_id, **kept)
    words = {"name": draft.name, "body": draft.body}
    return rows.update(**words, digest=draft.digest, folded=Comment._meta.get_field("folded").of(words))
