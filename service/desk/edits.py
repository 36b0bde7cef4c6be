"""Change a comment's name or words, through the form that checks what readers send."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from service.decisions import editing
from service.desk import lists, responses
from service.layout import pages
from service.record.models import Comment, Decision
from service.rules import forms
from service.rules.refusal import ValidationRefusedError
from service.text import characters


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request, comment_id):
    """The form to change a comment, and what it sends."""
    shown = lists.only(comment_id)
    comment = shown["comment"]
    if request.method != "POST":
        return _form(request, comment, {"name": comment.name, "body": comment.body})
    values = {name: characters.normalise(request.POST.get(name, "")) for name in ("name", "body")}
    try:
        draft = forms.clean(values, [])
    except ValidationRefusedError as refused:
        return _form(request, comment, values, refused.errors, 400)
    if not editing.edit(comment_id, draft, request.POST.get("was", ""), request.user.get_username()):
        return _changed_meanwhile(request, comment_id, values)
    return HttpResponseRedirect(f"/moderate/{comment_id}/", status=303)


def _changed_meanwhile(request, comment_id, values):
    """The words of both moderators, one above the other."""
    comment = Comment.objects.get(pk=comment_id)
    last = Decision.objects.filter(comment=comment, action="edit").order_by("pk").last()
    who = f"{last.by} has changed this comment at {last.at:%Y-%m-%d %H:%M} UTC" if last else "Somebody has changed this"
    message = f"{who}, after you opened it. Nothing of yours is lost: it is below, and the other words are above it."
    return _form(request, comment, values, {"": message}, 409, now=comment)


def _form(request, comment, values, errors=None, status=200, now=None):
    values = {name: characters.printable(value) for name, value in values.items()}
    context = {"comment": comment, "values": values, "errors": pages.Fields(errors or {}), "now": now}
    title, was = f"Edit comment {comment.pk}", editing.fingerprint(comment)
    return responses.page(request, title, "desk/edit.html", status, tabs=lists.TABS, was=was, **context)
