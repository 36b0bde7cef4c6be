"""The pages that answer a reader: the form by itself, the preview, a refusal with the text kept, the private page."""

from dataclasses import replace

from django.http import HttpResponse
from django.utils import timezone

from service.layout import pages
from service.rules.forms import ANSWER
from service.text import characters, markdown
from service.threads import thread_view
from service.web import tokens
from service.web.form_body import KNOWN

SHORT = {
    400: "something needs a look",
    403: "not taken here",
    404: "no such discussion",
    405: "not like this",
    408: "it came too slowly",
    409: "another comment came first",
    413: "too long",
    415: "not a form",
    429: "please wait a little",
    503: "the store is down",
}


def page(title, template, status=200, **context):
    """An answer in the site's shell."""
    main = pages.render(template, **context)
    response = HttpResponse(pages.in_shell(title, main), status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def write(thread, parent=None):
    """The form by itself, to reply or to comment without the article around it."""
    title = f"Write a reply · {thread['title']}" if parent else f"Write a comment · {thread['title']}"
    return page(title, "web/write.html", thread=thread, **_form({}, {}, parent))


def preview(thread, values, draft, parent):
    """The comment as it will look, to be confirmed or changed."""
    context = _form(values, {}, parent) | _preview(draft, values, tokens.issue(thread["slug"]))
    return page(
        f"Preview of your comment · {thread['title']}",
        "web/write.html",
        thread=thread,
        **context | {"parent_gone": draft.parent is not None and parent is None},
    )


def refused(thread, values, refusal, parent=None):
    """Why it was not posted, with the form and everything that was in it; one press is enough where that may help."""
    context = _form(values, refusal.errors, parent)
    if refusal.draft:
        context |= _preview(refusal.draft, values, refusal.token or tokens.issue(thread["slug"]))
    context["summary"] = [(_field(name), message) for name, message in refusal.errors.items()]
    title = f"Not posted: {SHORT.get(refusal.status, 'something needs a look')}"
    is_whole = refusal.status != 408
    response = page(title, "web/write.html", refusal.status, thread=thread, is_whole=is_whole, **context)
    for name, value in refusal.headers.items():
        response.headers[name] = value
    return response


def waiting(comment):
    """The private page of a comment's author: what has become of it."""
    view = replace(thread_view.show(comment), id=None)  # nobody can reply to it here
    return page(
        f"Your comment · {comment.thread.title}",
        "web/waiting.html",
        comment=comment,
        view=view,
        thread=thread_view.as_dict(comment.thread),
        url=thread_view.address(comment) if comment.status == "accepted" else "",
    )


def not_found():
    """No such page, in the site's shell."""
    return page("Not found", "web/not_found.html", 404)


def _form(values, errors, parent):
    values = {name: _shown(value) for name, value in values.items()}
    parent = parent and thread_view.show(parent)
    form = {"values": pages.Fields(values), "errors": pages.Fields(errors), "parent": parent, "alone": True}
    return {"form": form, "page": None, "preview": None, "summary": []}


def _preview(draft, values, token):
    rendered = markdown.render(draft.body)
    comment = thread_view.CommentView(
        id=None,
        name=thread_view.shown_name(draft.name),
        html=rendered.html,
        created=timezone.now(),
        level=0,
        url="",
        answers=tuple(thread_view.answer_view(one.question, one.wording, one.value, one.unit) for one in draft.answers),
    )
    fields = {name: _shown(value) for name, value in values.items() if _is_sent_again(name) and value.strip()}
    trap = fields.pop("topic", "") if draft.trapped else ""
    return {
        "preview": comment,
        "parent_gone": False,
        "fields": fields | {"token": token},
        "trap": trap,
        "unlinked": rendered.unlinked,
    }


def _is_sent_again(name):
    return name in KNOWN - {"token", "preview"} or name.startswith(ANSWER)


def _shown(value):
    """What was sent, as a page can carry it: the trap, for one, takes anything."""
    return characters.printable(characters.normalise(value))


def _field(name):
    """The id of the field that a message is about; empty where it is about none that can be seen."""
    return f"field-{name}" if name in ("name", "email", "body") or name.startswith(ANSWER) else ""
