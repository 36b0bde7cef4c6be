"""A thread that takes no more comments: on an author's word, on a moderator's, or because its last day has passed."""

from django.db.models import F, Q
from django.utils import timezone

from service.record.models import ARTICLE, Thread, ThreadPage
from service.record.signals import announce
from service.record.writing import locked, writing

NO_REASON = "The discussion is over."


def close(slug, reason, by):
    """Close a thread for this reason, or open it again (no reason); Thread.DoesNotExist if there is none."""
    with writing():
        thread = locked(slug)
        if thread.moderator_closed_reason == reason:
            return
        thread.moderator_closed_reason, thread.closed_by = reason, by if reason else ""
        thread.save(update_fields=["moderator_closed_reason", "closed_by"])
        _touch_all(thread)
    announce(slug)


def close_due():
    """Note the threads whose last day has passed since, so that their pages are baked without the form."""
    due = Thread.objects.filter(closes_on__lt=timezone.now().date(), closing_noted=False, listed=True)
    for slug in due.values_list("slug", flat=True):
        with writing():
            thread = locked(slug)
            thread.closing_noted = True
            thread.save(update_fields=["closing_noted"])
            _touch_all(thread)


def open_extended():
    """Note the threads that have another last day or none now. In the caller's transaction, before they are baked."""
    later = Q(closes_on=None) | Q(closes_on__gte=timezone.now().date())
    Thread.objects.filter(later, closing_noted=True).update(closing_noted=False)


def _touch_all(thread):
    ThreadPage.objects.get_or_create(thread=thread, number=ARTICLE)
    ThreadPage.objects.filter(thread=thread).update(version=F("version") + 1)
