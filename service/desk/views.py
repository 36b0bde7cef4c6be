"""Moderators' own pages: what waits, one comment whole, and a button for each decision. They work without scripts."""

import re

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.views.decorators.http import require_safe

from service import pages
from service.discussion import holding, moderation, reading
from service.discussion.models import Comment, Status

ON_A_PAGE = 50
BUTTONS = {
    Status.PENDING: ("approve", "reject", "delete"),
    Status.ACCEPTED: ("reopen", "delete"),
    Status.REJECTED: ("reopen", "delete"),
    Status.DELETED: ("reopen",),
}
_ID = re.compile(r"[0-9]{1,18}", re.ASCII)
_BY_BUTTON = "A decision is made by its button. Nothing has changed."


class Login(LoginView):
    """Django's login, in the site's shell."""

    redirect_authenticated_user = True

    def render_to_response(self, context, **options):
        return page(self.request, "Sign in", "desk/login.html", form=context["form"], next=context["next"])


@require_safe
@login_required
def listing(request):
    """The comments of one status; those that wait come with the oldest first, others with the newest."""
    status = request.GET.get("status", Status.PENDING)
    if status not in Status.values:
        raise Http404
    comments = Comment.objects.filter(status=status).select_related("thread", "root").prefetch_related("answers")
    found = Paginator(comments.order_by(_order(status)), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [_row(comment) for comment in found]
    context = _done(request.GET.get("done", ""), status, rows) | {"counts": _counts(), "found": found}
    return page(request, "Moderate", "desk/list.html", rows=rows, shown=status, **context)


@require_safe
@login_required
def read(request, comment_id):
    """One comment, whole."""
    return _one(request, comment_id)


def decide(request, comment_id, action):
    """Carry out a decision; a second moderator is told who decided before."""
    if not request.user.is_authenticated:
        return redirect_to_login(f"/moderate/{comment_id}/")  # whence the button can be pressed again
    if action not in moderation.ACTIONS:
        raise Http404
    if request.method != "POST":
        response = _one(request, comment_id, _BY_BUTTON, 405)
        response.headers["Allow"] = "POST"
        return response
    try:
        by, reason = request.user.get_username(), request.POST.get("reason", "").strip()
        outcome = moderation.decide(action, comment_id, by, reason)
    except Comment.DoesNotExist:
        raise Http404 from None
    if not outcome.done:
        return _one(request, comment_id, f"This comment was {outcome}. Nothing has changed.", 409)
    return HttpResponseRedirect(_onwards(request.POST.get("from"), comment_id), status=303)


def stale(request, reason=""):
    """Django's CSRF failure, in the site's shell: a page from before the last signing in, or another site."""
    return page(request, "Please press the button again", "desk/stale.html", 403)


def page(request, title, template, status=200, **context):
    """A page of the desk in the site's shell."""
    main = pages.render(template, csrf_token=get_token(request), user=request.user, **context)
    return HttpResponse(pages.in_shell(title, main), status=status, headers={"X-Robots-Tag": "noindex"})


def _order(status):
    return "pk" if status == Status.PENDING else "-pk"


def _counts():
    return {word: Comment.objects.filter(status=word).count() for word in Status.values}


def _onwards(status, comment_id):
    """Where a moderator goes on: the list of this status, at the comment after this one; or the comment itself."""
    if status not in Status.values:
        return f"/moderate/{comment_id}/"
    listed = Comment.objects.filter(status=status)
    before = listed.filter(**{"pk__lt" if _order(status) == "pk" else "pk__gt": comment_id}).count()
    place = max(0, min(before, listed.count() - 1))
    return f"/moderate/?status={status}&page={place // ON_A_PAGE + 1}&done={comment_id}#done"


def _done(number, status, rows):
    """The comment that was decided on a moment ago, and how many of these rows come before its place."""
    comment = Comment.objects.filter(pk=int(number)).first() if _ID.fullmatch(number) else None
    if not comment:
        return {"done": None}
    listed = [row["comment"].pk for row in rows]
    ahead = [pk for pk in listed if (pk < comment.pk) == (_order(status) == "pk")]
    return {"done": _row(comment), "done_at": len(ahead)}


def _one(request, comment_id, notice="", status=200):
    found = Comment.objects.select_related("thread", "root", "parent").prefetch_related("answers")
    comment = found.filter(pk=comment_id).first()
    if not comment:
        raise Http404
    context = {"row": _row(comment), "notice": notice, "counts": _counts()}
    return page(request, f"Comment {comment_id}", "desk/read.html", status, **context)


def _row(comment):
    return {
        "comment": comment,
        "view": reading.show(comment),
        "held": [holding.in_words(name) for name in comment.held],
        "word": moderation.WORDS[comment.status],
        "buttons": BUTTONS[comment.status],
        "url": reading.address(comment) if comment.status == Status.ACCEPTED else "",
    }
