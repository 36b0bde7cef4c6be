"""Stores a comment: once, even if it is sent twice."""

from django.db import IntegrityError
from django.utils import timezone

from service.decisions import moderation
from service.record import queries, sql
from service.record.models import REPLIES_UNDER_ONE_COMMENT, Answer, Comment, Status, Thread
from service.record.signals import announce
from service.record.writing import locked, writing
from service.rules import duplicates, hold_reasons
from service.rules.refusal import ValidationRefusedError

THE_RULES = "Afterword"
"""Who decided when nobody did."""


def find_parent(thread, parent):
    """The comment replied to: None for a top-level one or where it was deleted.

    ValidationRefusedError if it never was here.
    """
    if parent is None:
        return None
    found = Comment.objects.select_related("root").filter(pk=parent, thread=thread).first()
    if found and found.status == Status.DELETED:
        return None
    if not found or found.status != Status.ACCEPTED:
        message = "The comment that you reply to is not in this discussion. Yours can stand by itself."
        raise ValidationRefusedError(400, {"parent": message})
    return found


def store(thread, draft, token, browser_id, address_hash, staff_author=""):
    """The stored comment, or the one stored before from the same token, or the same one from the same browser.

    What a ``staff_author`` (a moderator's name) wrote never waits. ValidationRefusedError if the token has been
    used for another comment, or the parent takes no more replies.
    """
    try:
        with writing():
            thread = _locked(thread, draft)
            parent = find_parent(thread, draft.parent)
            comment = _of_token(draft, token, parent)
            same = duplicates.find(thread, draft, parent, browser_id) if browser_id and not comment else []
            comment = comment or _own(same)
            if new := not comment:
                held = [] if staff_author else hold_reasons.reasons(draft, token, browser_id, address_hash, same)
                sender = {"browser_id": browser_id, "address_hash": address_hash, "staff_author": staff_author}
                comment = _create(thread, draft, token, parent, held, **sender)
    except IntegrityError:  # another process stored the same token first
        return _of_token(draft, token, find_parent(thread, draft.parent))
    if new and comment.status == Status.ACCEPTED:
        announce(thread.pk)
    return comment


def _locked(thread, draft):
    try:
        return locked(thread.pk)
    except Thread.DoesNotExist:
        message = "The article has just moved. Please press the button again."
        raise ValidationRefusedError(409, {"": message}, draft=draft) from None


def _of_token(draft, token, parent):
    comment = queries.comment_of_token(token.nonce)
    if comment and not duplicates.is_of(comment, draft, parent):
        message = "Another comment was already posted from this page. Press the button again to post this one as well."
        raise ValidationRefusedError(409, {"": message}, draft=draft)
    return comment


def _own(same):
    """The first of these that the same browser has sent; None if it sent none."""
    own = [twin.pk for twin in same if twin.is_own and twin.is_same]
    return queries.comment(own[-1]) if own else None


def _create(thread, draft, token, parent, held, **sender):
    root = parent and (parent.root or parent)
    if root and _replies(root) >= REPLIES_UNDER_ONE_COMMENT:
        message = f"There are {REPLIES_UNDER_ONE_COMMENT} replies here already. Please write a new comment instead."
        raise ValidationRefusedError(400, {"parent": message})
    now = timezone.now()
    comment = Comment(
        thread=thread,
        parent=parent,
        root=root,
        name=draft.name,
        email=draft.email,
        body=draft.body,
        digest=draft.digest,
        status=Status.PENDING if held else Status.ACCEPTED,
        held=held,
        created=now,
        decided=None if held else now,
        decided_by="" if held else sender["staff_author"] or THE_RULES,
        nonce=token.nonce,
        **sender,
    )
    if not held and not root:
        comment.number = thread.numbered = thread.numbered + 1
    sql.insert(comment)
    for answer in draft.answers:
        sql.insert(Answer(comment=comment, **vars(answer)))
    if not held:
        moderation.apply_effects(thread, comment, None)
    return comment


def _replies(root):
    return root.descendants.filter(status__in=(Status.PENDING, Status.ACCEPTED)).count()
