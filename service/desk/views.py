"""Moderators' own pages: what waits, one comment whole, and a button for each decision. They work without scripts."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.views.decorators.http import require_safe

from service import pages
from service.discussion import moderation, posting, reading
from service.discussion.models import Comment, Status

ON_A_PAGE = 50
BUTTONS = {
    Status.PENDING: ("approve", "reject", "delete"),
    Status.ACCEPTED: ("reopen", "delete"),
    Status.REJECTED: ("reopen", "delete"),
    Status.DELETED: ("reopen",),
}


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
    waiting = status == Status.PENDING
    comments = Comment.objects.filter(status=status).select_related("thread", "root").prefetch_related("answers")
    found = Paginator(comments.order_by("pk" if waiting else "-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    counts = {word: Comment.objects.filter(status=word).count() for word in Status.values}
    rows = [_row(comment) for comment in found]
    return page(request, "Moderate", "desk/list.html", rows=rows, status=status, counts=counts, found=found)


@require_safe
@login_required
def read(request, comment_id):
    """One comment, whole."""
    return _one(request, comment_id)


@login_required
def decide(request, comment_id, action):
    """Carry out a decision; a second moderator is told who decided before."""
    if action not in moderation.ACTIONS:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        by, reason = request.user.get_username(), request.POST.get("reason", "").strip()
        outcome = moderation.decide(action, comment_id, by, reason)
    except Comment.DoesNotExist:
        raise Http404 from None
    if not outcome.done:
        return _one(request, comment_id, f"This comment was {outcome}. Nothing has changed.", 409)
    here = request.POST.get("from") == "list"
    return HttpResponseRedirect("/moderate/" if here else f"/moderate/{comment_id}/", status=303)


def page(request, title, template, status=200, **context):
    """A page of the desk in the site's shell."""
    main = pages.render(template, csrf_token=get_token(request), user=request.user, **context)
    return HttpResponse(pages.in_shell(title, main), status=status)


def _one(request, comment_id, notice="", status=200):
    found = Comment.objects.select_related("thread", "root", "parent").prefetch_related("answers")
    comment = found.filter(pk=comment_id).first()
    if not comment:
        raise Http404
    title = f"Comment {comment_id}"
    return page(request, title, "desk/read.html", status, row=_row(comment), notice=notice)


def _row(comment):
    return {
        "comment": comment,
        "view": reading.show(comment),
        "held": [posting.HELD.get(name, name) for name in comment.held],
        "word": moderation.WORDS[comment.status],
        "buttons": BUTTONS[comment.status],
        "url": reading.address(comment) if comment.status == Status.ACCEPTED else "",
    }
