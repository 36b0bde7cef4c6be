"""What a status and a decision are called, wherever somebody reads of them. No other module has such words."""

from typing import NamedTuple

from service.record.models import SPAM, Status


class StatusWords(NamedTuple):
    """What a comment is, on the command line and on the desk, and the tab that lists it there."""

    command: str
    desk: str
    tab: str


class ActionWords(NamedTuple):
    """What the desk's button says ("": it has none), and what is told afterwards."""

    button: str
    done: str


OF_STATUS = {
    Status.PENDING: StatusWords("waiting", "waiting", "Waiting"),
    Status.ACCEPTED: StatusWords("approved", "approved", "Accepted"),
    Status.REJECTED: StatusWords("rejected", "declined", "Declined"),
    Status.DELETED: StatusWords("deleted", "deleted", "Deleted"),
}
OF_ACTION = {
    "approve": ActionWords("Approve", "approved"),
    "reject": ActionWords("Decline", "declined"),
    "spam": ActionWords("Spam", "marked as spam"),
    "delete": ActionWords("Delete", "deleted"),
    "reopen": ActionWords("Reopen", "reopened"),
    "edit": ActionWords("", "edited"),
    "pin": ActionWords("Pin to the top", "pinned"),
    "unpin": ActionWords("Unpin", "no longer pinned"),
}


def desk_state(comment):
    """What became of a comment, in a word or three."""
    is_spam = comment.status == Status.REJECTED and comment.reason == SPAM
    return OF_ACTION["spam"].done if is_spam else OF_STATUS[comment.status].desk


def done(decision):
    """What a decision did to its comment."""
    return OF_ACTION["spam" if decision.reason == SPAM else decision.action].done
