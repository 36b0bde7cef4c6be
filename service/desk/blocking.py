"""What holds comments because moderators say so: blocked browsers and addresses, and the list of words."""

from datetime import UTC, datetime, time, timedelta

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from service.decisions import moderation
from service.desk import lists, responses
from service.record.models import Block, Comment
from service.rules import blocklist
from service.rules.refusal import ValidationRefusedError
from service.text import characters

DAYS = {"1": "a day", "7": "a week", "30": "a month", "365": "a year"}
FIELDS = {"reader": "browser_id", "source": "address_hash"}  # what the buttons of a block name: what it goes by
MOST_SHOWN = 200  # blocks on a page


@require_safe
@login_required
def rules(request):
    """The blocks that hold just now, and the list of words."""
    return _page(request)


@require_POST
@login_required
def save_words(request):
    """Keep the list of words, unless another moderator has changed it meanwhile: then show both."""
    written, was = request.POST.get("words", ""), characters.normalise(request.POST.get("was", ""))
    try:
        cleaned = blocklist.clean(written)
    except ValidationRefusedError as refused:
        return _page(request, 400, written, refused.errors["words"])
    if not blocklist.save(cleaned, was, request.user.get_username()):
        now = blocklist.current()
        wrong = f"{now.by} has changed the list at {now.at:%Y-%m-%d %H:%M} UTC. Yours is below; theirs is above it."
        return _page(request, 409, written, wrong, theirs=now.text)
    return HttpResponseRedirect("/moderate/rules/?saved=1#words", status=303)


@require_POST
@login_required
def block(request, comment_id):
    """Block where a comment came from. An address only today, since tomorrow nobody can tell it any more."""
    comment = Comment.objects.filter(pk=comment_id).first() if comment_id <= moderation.LARGEST_ID else None
    days, kind = request.POST.get("days", ""), request.POST.get("kind", "")
    field = FIELDS.get(kind, "")
    value = comment and field and getattr(comment, field)
    if not value or days not in DAYS:
        raise Http404
    now = timezone.now()
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), UTC)
    until = midnight if field == "address_hash" else now + timedelta(days=int(days))
    told = {"comment": comment, "by": request.user.get_username(), "created": now, "until": until}
    Block.objects.update_or_create(**{field: value}, until__gt=now, defaults=told)
    return HttpResponseRedirect("/moderate/rules/?blocked=1#blocks", status=303)


@require_POST
@login_required
def unblock(request, block_id):
    """End a block at once."""
    if block_id <= moderation.LARGEST_ID:
        Block.objects.filter(pk=block_id).delete()
    return HttpResponseRedirect("/moderate/rules/?ended=1#blocks", status=303)


def _page(request, status=200, written=None, wrong="", theirs=None):
    now = blocklist.current()
    blocks = Block.objects.filter(until__gt=timezone.now()).select_related("comment").order_by("-pk")[:MOST_SHOWN]
    context = {
        "blocks": blocks,
        "list": now,
        "written": characters.printable(now.text if written is None else written),
        "wrong": wrong,
        "theirs": theirs,
        "news": next((name for name in ("saved", "blocked", "ended") if name in request.GET), ""),
    }
    return responses.page(request, "Blocks and words", "desk/rules.html", status, tabs=lists.TABS, **context)
