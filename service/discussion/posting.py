"""Stores a comment: once, even if it is sent twice."""

from django.db import IntegrityError
from django.utils import timezone

from service.discussion import holding, moderation
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
            thread = Thread.objects.select_for_update().filter(pk=thread.pk).first()
            if not thread:
                raise RefusedError(409, {"": "The article has just moved. Please press the button again."}, draft=draft)
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
    told = ("status", "number", "root__number", "thread_id", "thread__numbered")
    status, own, top, slug, numbered = Comment.objects.values_list(*told).get(pk=comment.pk)
    if status != Status.ACCEPTED:
        return f"/comments/mine/{comment.ticket}/"
    page = page_of(top or own)
    folder = "" if page >= page_of(numbered) - 1 else f"comments/{page}/"
    return f"/{slug}/{folder}#comment-{comment.pk}"


def _stored_before(thread, draft, token, reader):
    if comment := _of_token(draft, token):
        return comment
    if not reader:
        return None
    recent = holding.same_text(thread, draft).filter(reader=reader, body=draft.body).exclude(status=Status.DELETED)
    return recent.order_by("pk").first()


def _of_token(draft, token):
    comment = Comment.objects.filter(nonce=token.nonce).first()
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
    comment = Comment.objects.create(
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
    Answer.objects.bulk_create(Answer(comment=comment, **vars(answer)) for answer in draft.answers)
    if not held:
        moderation.follow(thread, comment, None)
    return comment


def _replies(root):
    return root.descendants.filter(status__in=(Status.PENDING, Status.ACCEPTED)).count()
