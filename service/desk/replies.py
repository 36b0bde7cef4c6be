"""A moderator's own words, published at once with a badge that no reader can have."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from service import limits
from service.decisions import posting
from service.desk import lists, responses
from service.layout import pages
from service.record.models import Comment, Thread
from service.rules import forms
from service.rules.refusal import ValidationRefusedError
from service.text import characters
from service.threads import thread_view
from service.web import tokens

_OLD = "This page had been open for long. Please press the button once more."


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def write(request, slug):
    """The form for a reply (``?parent=<id>``) or a comment of one's own, and what it sends."""
    thread = Thread.objects.filter(pk=slug, listed=True).first()
    if not thread:
        raise Http404
    sent = request.POST if request.method == "POST" else request.GET
    values = {name: characters.normalise(sent.get(name, "")) for name in ("name", "body", "parent", "token")}
    parent = None
    try:
        parent = posting.find_parent(thread, forms.parent(values["parent"]))
        if request.method == "POST":
            return HttpResponseRedirect(_store(thread, values, request.user.get_username()), status=303)
    except ValidationRefusedError as refused:
        return _form(request, thread, parent, values, refused.errors, refused.status)
    values["name"] = _name(request.user.get_username())
    return _form(request, thread, parent, values)


def _store(thread, values, by):
    """Publish it; the address where it stands."""
    draft = forms.clean(values, [])
    if not draft.name:
        raise ValidationRefusedError(400, {"name": "Please give the name that readers see."})
    try:
        token = tokens.read(values["token"], thread.pk)
    except ValueError:
        raise ValidationRefusedError(400, {"": _OLD}) from None
    return thread_view.landing(posting.store(thread, draft, token, "", "", staff_author=by))


def _name(by):
    """The name that this moderator last wrote under."""
    last = Comment.objects.filter(staff_author=by).order_by("-pk").values_list("name", flat=True).first()
    return last or by[: limits.LONGEST_NAME]


def _form(request, thread, parent, values, errors=None, status=200):
    values = {name: characters.printable(value) for name, value in values.items()}
    title = f"{'Reply' if parent else 'Write'} on {thread.title}"
    context = {"parent": parent and thread_view.show(parent), "values": values, "errors": pages.Fields(errors or {})}
    context["token_to_post"] = tokens.issue(thread.pk)
    return responses.page(request, title, "desk/write.html", status, tabs=lists.TABS, thread=thread, **context)
