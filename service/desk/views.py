"""The moderators' lists, one comment whole, and what their buttons do. All of it works without scripts."""

import re
from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_safe

from service.decisions import moderation
from service.desk import lists, responses, rows
from service.record.models import SPAM, Comment, Decision, Status
from service.record.wording import done

ACTIONS = {name: (name, "") for name in moderation.ACTIONS} | {"spam": ("reject", SPAM)}
BULK = {"pending": ("approve", "reject", "spam"), "deleted": ("reopen",)}
MIXED = ("approve", "reject", "spam", "delete", "reopen")
MOST_TITLES = 3  # of articles in a sentence; more are a number
UNDO_FOR = timedelta(hours=1)
_BATCH = re.compile(r"[\w-]{1,32}", re.ASCII)
_BY_BUTTON = "A decision is made by its button. Nothing has changed."
_NONE_CHOSEN = "No comment was chosen. Tick the boxes of those you mean, then press the button again."


@require_safe
@login_required
def listing(request):
    """A tab, a search or the company of a comment, a page at a time."""
    counted = lists.counts()
    results = lists.find(lists.ListQuery.read(request.GET), counted)
    query = results.query
    is_mixed = query.search or query.like or query.tab == "latest"
    context = {
        "results": results,
        "query": query,
        "counts": counted,
        "heading": _title(query),
        "bulk": MIXED if is_mixed else BULK.get(query.tab, ("reopen", "delete")),
        "password_changed": "password" in request.GET,
    }
    return _page(request, f"{context['heading']} · Moderate", "desk/list.html", **context, **_news(request, results))


@require_safe
@login_required
def read(request, comment_id):
    """One comment, whole, with all that was ever decided on it."""
    row = lists.only(comment_id)
    comment = row["comment"]
    context = {
        "row": row,
        "history": Decision.objects.filter(comment=comment).order_by("pk"),
        "counts": lists.counts(),
        "query": lists.ListQuery(tab="latest"),
        "same_day": bool(comment.address_hash) and comment.created.date() == timezone.now().date(),
    }
    return _page(request, f"Comment {comment_id}", "desk/read.html", **context, **_news(request, None))


def decide(request):
    """Carry out a decision on one comment or on many; a second moderator is told who decided before."""
    if not request.user.is_authenticated:
        return redirect_to_login("/moderate/")  # whence the button can be pressed again
    query = lists.ListQuery.read(QueryDict(request.POST.get("back", "")))
    if request.method != "POST":
        return _not_by_link(request)
    action = next((name for name in ACTIONS if name in request.POST), None)
    if not action:
        raise Http404
    ids = _chosen(request, request.POST[action])
    if not ids:
        return HttpResponseRedirect(query.url(none=1), status=303)
    does, reason = ACTIONS[action]
    try:
        by = request.user.get_username()
        batch = moderation.decide_all(does, ids, by, reason or request.POST.get("reason", "").strip())
    except Comment.DoesNotExist:
        raise Http404 from None
    return HttpResponseRedirect(_onwards(request, query, batch), status=303)


def undo(request):
    """Take back the last thing that was decided: one comment or a whole batch."""
    if not request.user.is_authenticated:
        return redirect_to_login("/moderate/")
    if request.method != "POST":
        return _not_by_link(request)
    query = lists.ListQuery.read(QueryDict(request.POST.get("back", "")))
    batch = moderation.undo(_batch(request.POST, "undo"), request.user.get_username())
    first = min(batch.done, default=0)
    return HttpResponseRedirect(query.url(done=batch.done and batch.name, at=first) + "#done", status=303)


def _page(request, title, template, **context):
    last = moderation.last_batch(request.user.get_username(), timezone.now() - UNDO_FOR)
    words = {"labels": rows.LABELS, "done": rows.DONE, "tabs": lists.TABS}
    return responses.page(request, title, template, last=last, **words, **context)


def _not_by_link(request):
    response = responses.page(request, "Not like this", "desk/not_by_link.html", 405, words=_BY_BUTTON)
    response.headers["Allow"] = "POST"
    return response


def _title(query):
    if query.search:
        return f"Search: {query.search}"
    return f"From where comment {query.like} came" if query.like else lists.TABS[query.tab]


def _chosen(request, value):
    """The ids that a button is for: its own, or those ticked."""
    chosen = request.POST.getlist("id") if value == "selected" else value.split()
    ids = [lists.number(written) for written in chosen]
    if not all(ids) or len(ids) > lists.ON_A_PAGE:
        raise Http404
    return ids


def _onwards(request, query, batch):
    """Where a moderator goes on: at the comment after those decided, in the order in which the page showed them."""
    already = ",".join(str(pk) for pk in batch.outcomes if pk not in batch.done)
    done = batch.done and batch.name
    if "order" not in request.POST:  # from the page of one comment
        return f"/moderate/{next(iter(batch.outcomes))}/?done={done or ''}&already={already}"
    order = [lists.number(written) for written in request.POST["order"].split()[: lists.ON_A_PAGE]]
    last = max((order.index(pk) for pk in batch.outcomes if pk in order), default=-1)
    stays = [pk for pk in order if pk not in batch.outcomes]
    after = [pk for pk in order[last + 1 :] if pk in stays]
    return query.url(done=done, already=already, at=after[0] if after else 0, spot=len(stays) - len(after)) + "#done"


def _batch(values, field):
    """The name of a batch as a browser sent it; empty if it can be none."""
    name = values.get(field, "")
    return name if _BATCH.fullmatch(name) else ""


def _news(request, results):
    """What was done a moment ago, and before which comment the sentence about it stands (0: at the end)."""
    name = _batch(request.GET, "done")
    decided = (
        Decision.objects.filter(batch=name).select_related("comment__root", "comment__thread").order_by("pk")
        if name
        else []
    )
    already = [lists.number(written) for written in request.GET.get("already", "").split(",")[: lists.ON_A_PAGE]]
    problems = list(rows.told([pk for pk in already if pk])) if any(already) else []
    if "none" in request.GET:
        problems.append(_NONE_CHOSEN)
    news = _sentence(list(decided))
    at = _next(request, results) if results and (news or problems) else 0
    return {"news": news, "problems": problems, "at": at, "between": _is_elsewhere(at, results, decided)}


def _is_elsewhere(at, results, decided):
    """Whether what was done is on other articles than the comment to go on with, so that it is told above its head."""
    threads = {row.comment.thread_id for row in decided}
    goes_on = [group.thread for group in results.groups if at in _ids(group.rows)] if at else []
    return any(thread and threads and thread.pk not in threads for thread in goes_on)


def _ids(shown):
    return [row["comment"].pk for row in shown]


def _next(request, results):
    """The comment to go on with; 0: there is none after what was decided."""
    listed = _ids(results.rows)
    at, spot = (lists.number(request.GET.get(name, "")) for name in ("at", "spot"))
    return at if at in listed else next(iter(listed[spot:]), 0)


def _sentence(decided):
    """What a batch did, in words, and how to undo it; None if it did nothing."""
    if not decided:
        return None
    first = decided[0]
    if len(decided) == 1:
        who, did = rows.named(first.comment), "waits again" if first.action == "reopen" else f"was {done(first)}"
    else:
        who, did = f"{len(decided)} comments", "wait again" if first.action == "reopen" else f"were {done(first)}"
    still = any(row.comment.decided == row.at and row.comment.status == row.after for row in decided)
    can_undo = still and first.after != Status.PENDING and first.action != "edit"
    url = rows.url(first.comment) if len(decided) == 1 else ""
    undo, on = first.batch if can_undo else "", _articles(decided)
    return {"words": f"{who} {did}", "by": first.by, "undo": undo, "url": url, "on": on}


def _articles(decided):
    """The titles of the articles concerned, or how many they are."""
    titles = list({row.comment.thread_id: row.comment.thread.title for row in decided}.values())
    return titles if len(titles) <= MOST_TITLES else [f"{len(titles)} articles"]
