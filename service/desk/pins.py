"""Pin a comment to the top of its article, or take the pin off."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.views.decorators.http import require_POST

from service.desk import lists
from service.discussion import pinning
from service.discussion.models import Comment


@login_required
@require_POST
def pin(request, comment_id):
    """``pinned`` is 1 or 0."""
    try:
        known = comment_id <= lists.LARGEST_ID
        done = known and pinning.pin(comment_id, request.user.get_username(), request.POST.get("pinned") == "1")
    except Comment.DoesNotExist:
        raise Http404 from None
    if not done:
        raise Http404
    return HttpResponseRedirect(f"/moderate/{comment_id}/", status=303)
