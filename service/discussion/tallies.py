"""How many accepted comments gave which answer, counted as they come and go.

A tally belongs to a question as the article asks it today: an answer given to another wording is kept with its
comment and not counted. Decisions add and take away one; a release that brings other questions counts afresh.
"""

from collections import Counter

from django.db.models import F, Q

from service.discussion import scales
from service.discussion.models import Answer, Status, Tally, Thread

KINDS = ("duration", "choice", "number")


def counted(questions):
    """Those of a thread's questions whose answers add up to a picture, by id."""
    return {question["id"]: question for question in questions if question["kind"] in KINDS}


def change(thread, comment, by):
    """Count a comment's answers in (``by`` 1) or out (-1), in the caller's transaction."""
    asked = counted(thread.questions)
    if not by or not asked:
        return
    keys = [key for answer in Answer.objects.filter(comment=comment) if (key := _key(asked, answer))]
    if not keys:
        return
    rows = [Tally(thread=thread, question=question, option=option) for question, option in keys]
    Tally.objects.bulk_create(rows, ignore_conflicts=True)
    theirs = Q()
    for question, option in keys:
        theirs |= Q(question=question, option=option)
    Tally.objects.filter(theirs, thread=thread).update(count=F("count") + by)


def count_afresh(slug):
    """Count every accepted answer of a thread again, in the caller's transaction."""
    thread = Thread.objects.get(pk=slug)
    asked = counted(thread.questions)
    answers = Answer.objects.filter(comment__thread=slug, comment__status=Status.ACCEPTED, question__in=asked)
    found = Counter(key for answer in answers.iterator() if (key := _key(asked, answer)))
    Tally.objects.filter(thread=slug).delete()
    rows = [Tally(thread=thread, question=key[0], option=key[1], count=count) for key, count in found.items()]
    Tally.objects.bulk_create(rows, batch_size=200)


def of(thread):
    """``{question: {option: count}}`` of what is counted; one query, or none where nothing can be."""
    if not counted(thread.questions):
        return {}
    found = {}
    for question, option, count in thread.tallies.filter(count__gt=0).values_list("question", "option", "count"):
        found.setdefault(question, {})[option] = count
    return found


def _key(asked, answer):
    """(question, option) that this answer counts for; None if it counts for nothing today."""
    question = asked.get(answer.question)
    if not question or question["text"] != answer.wording:
        return None
    if question["kind"] == "choice":
        return answer.question, answer.value
    if answer.amount is None or bool(answer.unit) != (question["kind"] == "duration"):  # it was asked for another kind
        return None
    key = scales.duration_key if answer.unit else scales.number_key
    return answer.question, key(answer.amount)
