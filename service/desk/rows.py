"""One comment as the desk shows it."""

from service.record.models import Comment, Status
from service.record.wording import OF_ACTION, desk_state
from service.rules import hold_reasons
from service.text.plurals import count
from service.threads import thread_view

LABELS = {action: words.button for action, words in OF_ACTION.items()}
DONE = {action: words.done for action, words in OF_ACTION.items()}
BUTTONS = {
    Status.PENDING: ("approve", "reject", "spam", "delete"),
    Status.ACCEPTED: ("reopen", "delete"),
    Status.REJECTED: ("reopen", "delete"),
    Status.DELETED: ("reopen",),
}


def row(comment, browser, address):
    """What the templates need; ``browser`` and ``address``: (comments from there, of these rejected)."""
    return {
        "comment": comment,
        "view": thread_view.show(comment),
        "held": [hold_reasons.in_words(reason) for reason in _telling(comment.held)],
        "state": desk_state(comment),
        "buttons": BUTTONS[comment.status],
        "url": url(comment),
        "company": [words for words in (_others(browser, "browser"), _others(address, "address today")) if words],
        "edit": comment.edits[0] if comment.edits else None,
    }


def url(comment):
    """Where readers see it; empty if they do not. ``comment.root`` is loaded."""
    return thread_view.address(comment) if comment.status == Status.ACCEPTED else ""


def named(comment):
    """The comment at the beginning of a sentence."""
    return f"Comment {comment.pk} by {thread_view.shown_name(comment.name)}"


def told(comment_ids):
    """A sentence for each of these comments, which somebody else decided on before."""
    for comment in Comment.objects.filter(pk__in=comment_ids).order_by("pk"):
        by = f" by {comment.decided_by}" if comment.decided_by else ""
        at = f" at {comment.decided:%Y-%m-%d %H:%M} UTC" if comment.decided else ""
        yield f"{named(comment)} was already {desk_state(comment)}{by}{at}. Nothing has changed there."


def _telling(held):
    """Of these reasons, those that say something of this comment; that all of them wait, only where there are none."""
    return [reason for reason in held if reason != "all"] or held


def _others(counted, where):
    number, bad = counted
    if number < 2:
        return ""
    others = f"{count(number - 1, 'other')} from this {where}"
    return f"{others}, {bad} declined" if bad else others
