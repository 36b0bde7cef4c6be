"""Comments in the record, and several pieces of work at one moment."""

import threading
from itertools import count

from django.db import connections
from django.utils import timezone

from service.decisions import moderation
from service.record.models import Comment, Status

QUESTIONS = [
    {"id": "how-soon", "kind": "duration", "text": "How soon do you usually follow up?", "options": []},
    {"id": "response", "kind": "choice", "text": "What have you had?", "options": ["An offer", "A kind no"]},
    {"id": "letters", "kind": "number", "text": "How many did you write?", "options": []},
    {"id": "advice", "kind": "text", "text": "What would you tell others?", "options": []},
]
_KEYS = count(1)


def write(status=Status.PENDING, slug="follow-up", parent=None, **fields):
    """A comment in the record with this status, which it came to as comments do; not by way of the form."""
    key = f"written-{next(_KEYS)}"
    fields = {"body": f"Words of {key}.", "created": timezone.now()} | fields
    root = parent and (parent.root or parent)
    comment = Comment.objects.create(thread_id=slug, parent=parent, root=root, nonce=key, status_key=key, **fields)
    for action in {"accepted": ["approve"], "rejected": ["reject"], "deleted": ["delete"]}.get(status, []):
        moderation.decide(action, comment.pk, "Ann")
    comment.refresh_from_db()
    return comment


def at_once(*works):
    """Run each in a thread of its own, all from the same moment; their results in order, errors raised."""
    ready, results = threading.Barrier(len(works)), [None] * len(works)

    def run(place, work):
        try:
            ready.wait(10)
            results[place] = work()
        except Exception as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results
