"""What readers may ask of the record: the form, a token, posting a comment, and what became of theirs."""

import logging

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.utils.html import format_html
from django.views.decorators.csrf import csrf_exempt

from service.decisions import posting
from service.record import queries
from service.record.models import Comment, new_name
from service.rules import forms, rate_limit, reserved_names
from service.rules.refusal import ValidationRefusedError
from service.text.plurals import count
from service.threads import thread_view
from service.web import form_body, origin, responses, tokens
from service.web.guards import NOT_AVAILABLE, RETRY_AFTER, methods, while_down

READER = "reader"  # the cookie that names a browser; it proves nothing but which comments came from it
_SALT = "afterword.reader"
A_YEAR = 365 * 24 * 3600  # seconds
_log = logging.getLogger(__name__)
_DOWN = "Our notebook does not open just now. Your words are still here: please press the button again in a moment."
_SLOWLY = "That was a lot in one minute. Your words are still here: please try again in {}."
_NO_THREAD = "There is no discussion at this address; its article may have moved. Your words are still here."


@csrf_exempt  # the page is a file without a session; origin.py and the token do this work
@methods("GET", "HEAD", "POST")
def thread(request, slug):
    """``/comments/<slug>/``: the form by itself, or a comment."""
    return _post(request, slug) if request.method == "POST" else _write(request, slug)


@methods("GET", "HEAD")
@while_down
def token(request, slug):
    """``/comments/<slug>/token/``: a token for a form that has just been entered, so that one click posts it."""
    found = queries.listed_thread(slug)
    if not found or found.reason_closed:
        return JsonResponse({"error": "closed" if found else "unknown"}, status=403 if found else 404)
    return JsonResponse({"token": tokens.issue(slug)})


@methods("GET", "HEAD")
@while_down
def mine(request, status_key):
    """``/comments/mine/<status_key>/``: what became of one's own comment; only its author knows the address."""
    comment = Comment.objects.select_related("thread", "root").filter(status_key=status_key).first()
    return responses.waiting(comment) if comment else responses.not_found()


@while_down
def _write(request, slug):
    found = queries.listed_thread(slug)
    if not found:
        return responses.not_found()
    try:
        if found.reason_closed:
            raise ValidationRefusedError(403, {"": f"New comments are closed here. {found.reason_closed}"})
        parent = posting.find_parent(found, forms.parent(request.GET.get("parent", "")))
        return responses.write(thread_view.as_dict(found), parent)
    except ValidationRefusedError as refusal:
        return responses.refused(thread_view.as_dict(found), {}, refusal)


def _post(request, slug):
    sent = form_body.read(request)
    known = {"slug": slug, "title": "", "questions": [], "closed": ""}
    parent = None
    try:
        found = queries.listed_thread(slug)
        if not found:
            raise ValidationRefusedError(404, {"": _NO_THREAD})
        known = thread_view.as_dict(found)
        _check(request, sent, found)
        draft = forms.clean(sent.values, found.questions)
        reserved_names.check(draft.name)
        parent = posting.find_parent(found, draft.parent)
        return _preview_or_store(request, found, slug, sent.values, draft, parent)
    except ValidationRefusedError as refusal:
        return responses.refused(known, sent.values, refusal, parent)
    except NOT_AVAILABLE:
        _log.exception("the store cannot be used")
        draft, token = _again(sent.values, known)
        down = ValidationRefusedError(503, {"": _DOWN}, {"Retry-After": RETRY_AFTER}, draft=draft, token=token)
        return responses.refused(known, sent.values, down, parent)


def _check(request, sent, found):
    """All that may refuse a form before its fields are looked at."""
    origin.check(request)
    if found.reason_closed:
        raise ValidationRefusedError(403, {"": f"New comments are closed here. {found.reason_closed}"})
    _slow_down(request, rate_limit.PREVIEW)
    if sent.refusal:
        raise sent.refusal


def _preview_or_store(request, found, slug, values, draft, parent):
    if not values.get("token") or "preview" in values:
        return responses.preview(thread_view.as_dict(found), values, draft, parent)
    try:
        given = tokens.read(values["token"], slug)
    except ValueError:
        message = "This page had been open for long. Please press the button once more."
        raise ValidationRefusedError(400, {"": message}, draft=draft) from None
    _slow_down(request, rate_limit.COMMENT, rate_limit.PREVIEW, draft, values["token"])
    reader = request.get_signed_cookie(READER, default="", salt=_SALT, max_age=A_YEAR)
    named = reader or new_name()
    comment = posting.store(found, draft, given, named, rate_limit.hashed_source(request))
    return _see_other(thread_view.landing(comment), named)


def _see_other(address, reader):
    words = format_html('Your comment is kept. <a href="{}">Go on</a>.', address)  # for who does not go there at once
    response = HttpResponse(words, status=303, headers={"Location": address})
    response.set_signed_cookie(
        READER,
        reader,
        salt=_SALT,
        max_age=A_YEAR,
        path="/comments/",
        secure=settings.AFTERWORD.siteurl.startswith("https://"),
        httponly=True,
        samesite="Lax",
    )
    return response


def _slow_down(request, amount, paid=0, draft=None, token=""):
    if seconds := rate_limit.wait(request, amount, paid):
        message = _SLOWLY.format(count(seconds, "second"))
        raise ValidationRefusedError(429, {"": message}, {"Retry-After": str(seconds)}, draft=draft, token=token)


def _again(values, known):
    """The checked comment and its token, where pressing the button again is all that is left to do."""
    if not known["title"] or not values.get("token"):
        return None, ""
    try:
        return forms.clean(values, known["questions"]), values["token"]
    except ValidationRefusedError:
        return None, ""


def not_found(request, exception):
    """Django's 404, in the site's shell."""
    return responses.not_found()


def failed(request):
    """Django's 500, in the site's shell; what happened is in the log."""
    return responses.page("Please try again in a moment", "web/down.html", 500)
