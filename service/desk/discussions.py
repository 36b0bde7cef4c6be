"""What moderators do with a whole discussion: pin a comment to its top, close it, open it again."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.views.decorators.http import require_POST

from service import limits
from service.decisions import closing, moderation, pinning
from service.desk import lists
from service.record.models import Comment, Thread
from service.text import characters


@require_POST
@login_required
def pin(request, comment_id):
    """``pinned`` is yes or no."""
    try:
        known = comment_id <= moderation.LARGEST_ID
        done = known and pinning.pin(comment_id, request.user.get_username(), request.POST.get("pinned") == "yes")
    except Comment.DoesNotExist:
        raise Http404 from None
    if not done:
        raise Http404
    return HttpResponseRedirect(f"/moderate/{comment_id}/", status=303)


@require_POST
@login_required
def close(request, slug):
    """Close a discussion for the ``reason`` given, or for none; ``open``: take that back."""
    reason = request.POST.get("reason", "").strip() or closing.NO_REASON
    try:
        by = request.user.get_username()
        closing.close(slug, "" if "open" in request.POST else characters.usable(reason, limits.LONGEST_REASON), by)
    except Thread.DoesNotExist:
        raise Http404 from None
    comment = lists.number(request.POST.get("comment", ""))
    return HttpResponseRedirect(f"/moderate/{comment}/" if comment else "/moderate/", status=303)
