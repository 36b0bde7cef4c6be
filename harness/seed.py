"""Fill a record without posting: ``DATA=... python -m harness.seed SLUG COUNT STATUS``.

The rows are as the real code leaves them: numbers, counts, versions of the pages, digests of the texts.
"""

import os
import sys

import django

NOW_AND_THEN = 5  # every so many comments another reader's name
WORDS = (
    "Comment {}. " + "I wrote to them after a week and they answered on the next day, which I had not hoped for. " * 3
)


def text(number, length=190):
    """A comment's text of this length, another for each number."""
    return WORDS.format(number)[:length].strip()


def fill(slug, count, status, pages=True):
    """Add ``count`` top-level comments to a thread that has none."""
    from django.utils import timezone

    from service.record.models import ARTICLE, TOP_LEVEL_COMMENTS_ON_A_PAGE, Comment, Thread, ThreadPage, page_of
    from service.rules.forms import Draft

    now, accepted = timezone.now(), status == "accepted"
    told = {"thread_id": slug, "status": status, "created": now, "decided": now if accepted else None}
    told |= {"decided_by": "Afterword" if accepted else "", "held": [] if accepted else ["all"]}
    rows = []
    for number in range(1, count + 1):
        key, body = f"{slug[:16]}-{status[:3]}-{number}", text(number)
        own = {
            "name": f"Reader {number % NOW_AND_THEN}",
            "nonce": key,
            "status_key": key,
            "browser_id": key,
            "address_hash": key,
        }
        digest = Draft("", "", body, None, ()).digest
        rows.append(Comment(**told, **own, body=body, digest=digest, number=number if accepted else None))
    Comment.objects.bulk_create(rows, batch_size=500)
    if not accepted:
        return
    Thread.objects.filter(pk=slug).update(accepted=count, numbered=count)
    versions = {ARTICLE: count}
    for number in range(1, page_of(count) + 1):
        on_it = min(count - (number - 1) * TOP_LEVEL_COMMENTS_ON_A_PAGE, TOP_LEVEL_COMMENTS_ON_A_PAGE)
        versions[number] = on_it + (number < page_of(count))  # the first of the next page gave it a link
    ThreadPage.objects.bulk_create(
        ThreadPage(thread_id=slug, number=number, version=version) for number, version in versions.items()
    )


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "service.settings"
    django.setup()
    fill(sys.argv[1], int(sys.argv[2]), sys.argv[3])
