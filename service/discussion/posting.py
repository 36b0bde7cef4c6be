"""Stores a comment: once, even if it is sent twice, and decides whether it waits for a moderator."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError
from django.utils import timezone

from service.discussion import moderation, text
from service.discussion.models import (
    REPLIES_UNDER_ONE_COMMENT,
    Answer,
    Comment,
    Status,
    Thread,
    page_of,
)
from service.discussion.refused import RefusedError

MOST_LINKS = 2
QUICKEST = timedelta(seconds=1)
SAME_TEXT_COUNTS_FOR = timedelta(days=1)
THE_RULES = "Afterword"
"""Who decided when nobody did."""

HELD = {
    "all": "every comment is read first",
    "newcomer": "first comment from this browser",
    "trap": "the hidden field was filled in",
    "quick": "sent within a second",
    "links": "more than two links",
    "known": "same text as a rejected comment",
    "duplicate": "same text as another reader's comment",
}


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


def store(thread, draft, token, reader, source):
    """The stored comment, or the one stored before from the same token, or with the same text from the same browser.

    RefusedError if the token has been used for another text, or the parent takes no more replies.
    """
    try:
        with moderation.writing():
            thread = Thread.objects.select_for_update().filter(pk=thread.pk).first()
            if not thread:
                raise RefusedError(409, {"": "The article has just moved. Please press the button again."}, draft=draft)
            comment = _stored_before(thread, draft, token, reader)
            if new := not comment:
                comment = _create(thread, draft, token, reader, source)
    except IntegrityError:  # another process stored the same token first
        return _of_token(draft, token)
    if new and comment.status == Status.ACCEPTED:
        moderation.announce(thread.pk)
    return comment


def place(comment):
    """The address where the comment stands now: on its article, on its page, or its author's private page."""
    comment = Comment.objects.select_related("root", "thread").get(pk=comment.pk)
    if comment.status != Status.ACCEPTED:
        return f"/comments/mine/{comment.ticket}/"
    page = page_of((comment.root or comment).number)
    on_article = page >= page_of(comment.thread.numbered) - 1
    folder = "" if on_article else f"comments/{page}/"
    return f"/{comment.thread_id}/{folder}#comment-{comment.pk}"


def _stored_before(thread, draft, token, reader):
    if comment := _of_token(draft, token):
        return comment
    if not reader:
        return None
    recent = _recent(thread, draft).filter(reader=reader, body=draft.body).exclude(status=Status.DELETED)
    return recent.order_by("pk").first()


def _of_token(draft, token):
    comment = Comment.objects.filter(nonce=token.nonce).first()
    if comment and comment.body != draft.body:
        message = "Another comment was already posted from this page. Press the button again to post this one as well."
        raise RefusedError(409, {"": message}, draft=draft)
    return comment


def _recent(thread, draft):
    return Comment.objects.filter(thread=thread, digest=draft.digest, created__gt=timezone.now() - SAME_TEXT_COUNTS_FOR)


def _create(thread, draft, token, reader, source):
    parent = find_parent(thread, draft.parent)
    root = parent and (parent.root or parent)
    if root and _replies(root) >= REPLIES_UNDER_ONE_COMMENT:
        message = f"There are {REPLIES_UNDER_ONE_COMMENT} replies here already. Please write a new comment instead."
        raise RefusedError(400, {"parent": message})
    held = why_held(thread, draft, token, reader)
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
        decided_by="" if held else THE_RULES,
        nonce=token.nonce,
        reader=reader,
        source=source,
    )
    Answer.objects.bulk_create(Answer(comment=comment, **vars(answer)) for answer in draft.answers)
    if not held:
        moderation.follow(thread, comment, None)
    return comment


def _replies(root):
    return root.descendants.filter(status__in=(Status.PENDING, Status.ACCEPTED)).count()


def why_held(thread, draft, token, reader):
    """The names (see HELD) of the reasons why this comment waits; empty: it does not."""
    moderated = settings.AFTERWORD.moderation
    if moderated == "none":
        return []
    known_reader = reader and Comment.objects.filter(reader=reader, status=Status.ACCEPTED).exists()
    same = Comment.objects.filter(digest=draft.digest)
    others = _recent(thread, draft).filter(status__in=(Status.PENDING, Status.ACCEPTED))
    reasons = {
        "all": moderated == "all",
        "newcomer": moderated == "first" and not known_reader,
        "trap": draft.trapped,
        "quick": timezone.now() - token.issued < QUICKEST,
        "links": text.render(draft.body).links > MOST_LINKS,
        "known": same.filter(status=Status.REJECTED).exists(),
        "duplicate": others.exists(),
    }
    return [name for name, holds in reasons.items() if holds]
