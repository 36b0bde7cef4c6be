"""Stores a comment: once, even if it is sent twice."""

from django.db import IntegrityError
from django.utils import timezone

from service.discussion import holding, moderation, sql
from service.discussion.models import (
    REPLIES_UNDER_ONE_COMMENT,
    Answer,
    Comment,
    Status,
    Thread,
    page_of,
)
from service.discussion.refused import RefusedError

THE_RULES = "Afterword"
"""Who decided when nobody did."""


def find_parent(thread, parent):
    """The comment replied to: None for a top-level one or where it was deleted; RefusedError if it never was here."""
    if parent is None:
        return None
    found = Comment.objects.select_related("root").filter(pk=parent, thread=thread).first()
    if found and found.status == Status.DELETED:
        return None
    if not found or found.status != Status.ACCEPTED:
        message = "The comment that you reply to is not in this discussion. Yours can stand by itself."
        raise RefusedError(400, {"parent": message})
    return found


def store(thread, draft, token, reader, source, host=""):
    """The stored comment, or the one stored before from the same token, or with the same text from the same browser.

    What a ``host`` of the site (a moderator's name) wrote never waits. RefusedError if the token has been used for
    another text, or the parent takes no more replies.
    """
    try:
        with moderation.writing():
            thread = _locked(thread, draft)
            comment = _stored_before(thread, draft, token, reader)
            if new := not comment:
                comment = _create(thread, draft, token, reader, source, host)
    except IntegrityError:  # another process stored the same token first
        return _of_token(draft, token)
    if new and comment.status == Status.ACCEPTED:
        moderation.announce(thread.pk)
    return comment


def place(comment):
    """The address where the comment stands now: on its article, on its page, or its author's private page."""
    if comment.status != Status.ACCEPTED:
        return f"/comments/mine/{comment.ticket}/"
    page = page_of((comment.root or comment).number)
    folder = "" if page >= page_of(comment.thread.numbered) - 1 else f"comments/{page}/"
    return f"/{comment.thread_id}/{folder}#comment-{comment.pk}"


def _locked(thread, draft):
    try:
        return moderation.locked(thread.pk)
    except Thread.DoesNotExist:
        message = "The article has just moved. Please press the button again."
        raise RefusedError(409, {"": message}, draft=draft) from None


def _stored_before(thread, draft, token, reader):
    if comment := _of_token(draft, token):
        return comment
    if not reader:
        return None
    condition = f"{holding.SAME_TEXT} AND reader = %s AND body = %s AND status <> %s ORDER BY id LIMIT 1"
    theirs = (reader, draft.body, Status.DELETED)
    return sql.first(Comment, condition, *holding.same_text(thread, draft), *theirs)


def _of_token(draft, token):
    comment = sql.first(Comment, "nonce = %s", token.nonce)
    if comment and comment.body != draft.body:
        message = "Another comment was already posted from this page. Press the button again to post this one as well."
        raise RefusedError(409, {"": message}, draft=draft)
    return comment


def _create(thread, draft, token, reader, source, host):
    parent = find_parent(thread, draft.parent)
    root = parent and (parent.root or parent)
    if root and _replies(root) >= REPLIES_UNDER_ONE_COMMENT:
        message = f"There are {REPLIES_UNDER_ONE_COMMENT} replies here already. Please write a new comment instead."
        raise RefusedError(400, {"parent": message})
    held = [] if host else holding.reasons(thread, draft, token, reader, source)
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
        decided_by="" if held else host or THE_RULES,
        nonce=token.nonce,
        reader=reader,
        source=source,
        host=host,
    )
    if not held and not root:
        comment.number = thread.numbered = thread.numbered + 1
    sql.insert(comment)
    for answer in draft.answers:
        sql.insert(Answer(comment=comment, **vars(answer)))
    if not held:
        moderation.follow(thread, comment, None)
    return comment


def _replies(root):
    return root.descendants.filter(status__in=(Status.PENDING, Status.ACCEPTED)).count()
