"""``moderate`` and ``export``: the record from the command line."""

import getpass
import json
import re
import sys

from django.db import DatabaseError, InterfaceError

DONE, ALREADY_DECIDED, WRONG = 0, 1, 2
_ID = re.compile(r"[0-9]{1,18}", re.ASCII)
_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_BREAKS_IN_JSON = re.compile(r"[\x85\u2028\u2029]")  # json leaves them, and some readers of lines break there


def add_commands(subparsers):
    moderate = subparsers.add_parser("moderate", help="list comments, and decide on them")
    actions = moderate.add_subparsers(required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="one line a comment: id, thread, time, name, text")
    listing.add_argument("--status", choices=("pending", "accepted", "rejected", "deleted"), default="pending")
    listing.add_argument("--json", action="store_true", help="JSON lines, as export writes them")
    listing.set_defaults(run=_careful(_list))
    for action in ("approve", "reject", "delete", "reopen"):
        deciding = actions.add_parser(action, help=f"{action} comments")
        deciding.add_argument("ids", nargs="+", metavar="ID")
        deciding.add_argument("--as", dest="by", metavar="NAME", default="", help="who decides; default: you")
        if action == "reject":
            deciding.add_argument("--reason", default="", help="why, such as spam; its author is told")
        deciding.set_defaults(run=_careful(_decide), action=action)
    export = subparsers.add_parser("export", help="every comment as JSON lines")
    export.add_argument("--private", action="store_true", help="with email addresses")
    export.set_defaults(run=_careful(_export))


def _careful(command):
    """The command with a store that fails said in words, and a reader of its output that goes away let go."""

    def run(options):
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")  # whatever the locale: a name in any script can be written
        from service.record import availability

        try:
            availability.present()
            status = command(options)
            if sys.stdout:
                sys.stdout.flush()
            return status
        except availability.RecordError as error:
            print(error, file=sys.stderr)
            return WRONG
        except (DatabaseError, InterfaceError) as error:
            print(availability.reason(_unreadable(error)), file=sys.stderr)
            return WRONG
        except BrokenPipeError:
            sys.stdout = None  # nothing more can be written, at exit neither
            return DONE
        except OSError as error:
            sys.stdout = None
            print(f"The output could not be written: {error.strerror}.", file=sys.stderr)
            return WRONG

    return run


def _unreadable(error):
    from django.conf import settings

    store = settings.DATABASES["default"]["NAME"]
    return f"The comments cannot be read: {error}. They are looked for in {store}; DATA or DATABASE_URL names another."


def _list(options):
    from service.record.models import Comment

    comments = Comment.objects.filter(status=options.status).order_by("pk")
    if options.json:
        return _print_json(comments, private=False)
    for comment in comments.iterator():
        fields = (comment.pk, comment.thread_id, _time(comment.created), comment.name, comment.body)
        print(*(_BREAKS.sub(" ", str(field)) for field in fields), sep="\t")
    return DONE


def _decide(options):
    by = options.by.strip() or _user()
    told = [_decide_one(options.action, written, by, getattr(options, "reason", "")) for written in options.ids]
    for status, written, words in told:
        print(f"{written}: {words}", file=sys.stderr if status else sys.stdout)
    return max(status for status, _, _ in told)


def _decide_one(action, written, by, reason):
    from service.decisions import moderation
    from service.record.models import Comment

    if not _ID.fullmatch(written):
        return WRONG, ascii(written), "not a comment's id, which is a whole number"
    try:
        outcome = moderation.decide(action, int(written), by, reason)
    except Comment.DoesNotExist:
        return WRONG, written, "there is no such comment"
    except (DatabaseError, InterfaceError) as error:
        return WRONG, written, _unreadable(error)
    return DONE if outcome.done else ALREADY_DECIDED, written, outcome


def _export(options):
    from service.record.models import Comment

    return _print_json(Comment.objects.order_by("pk"), options.private)


def _print_json(comments, private):
    for comment in comments.prefetch_related("answers").iterator(chunk_size=500):
        line = json.dumps(as_dict(comment, private), ensure_ascii=False)
        print(_BREAKS_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", line))
    return DONE


def as_dict(comment, private=False):
    """The comment as it is exported."""
    answers = sorted(comment.answers.all(), key=lambda answer: answer.pk)
    exported = {
        "id": comment.pk,
        "thread": comment.thread_id,
        "parent": comment.parent_id,
        "number": comment.number,
        "name": comment.name,
        "body": comment.body,
        "answers": [_answer(answer) for answer in answers],
        "status": comment.status,
        "created": _time(comment.created),
        "decided_by": comment.decided_by,
    }
    return exported | ({"email": comment.email} if private else {})


def _answer(answer):
    exported = {"question": answer.question, "wording": answer.wording, "value": answer.value}
    return exported | ({"unit": answer.unit} if answer.unit else {})


def _time(moment):
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _user():
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name for this user id
        return "command line"
