"""How many accepted comments gave which answer, counted as they come and go.

A tally belongs to a question as the article asks it today: an answer given to another wording is kept with its
comment and not counted. Decisions add and take away one; a release that brings other questions counts afresh.
"""

from collections import Counter

from service.record import queries, scales
from service.record.models import Answer, Status, Tally, Thread

KINDS = ("duration", "choice", "number")


def counted(questions):
    """Those of a thread's questions whose answers add up to a picture, by id."""
    return {question["id"]: question for question in questions if question["kind"] in KINDS}


def change(thread, comment, by):
    """Count a comment's answers in (``by`` 1) or out (-1), in the caller's transaction."""
    asked = counted(thread.questions)
    if not by or not asked:
        return
    for _, *answer in queries.answers([comment.pk]):
        if key := _key(asked, *answer):
            question, option = key
            queries.add_to_tally(thread.pk, question, option, by)


def count_afresh(slug):
    """Count every accepted answer of a thread again, in the caller's transaction."""
    thread = Thread.objects.get(pk=slug)
    asked = counted(thread.questions)
    answers = Answer.objects.filter(comment__thread=slug, comment__status=Status.ACCEPTED, question__in=asked)
    told = answers.values_list("question", "wording", "value", "unit", "amount").iterator()
    found = Counter(key for answer in told if (key := _key(asked, *answer)))
    Tally.objects.filter(thread=slug).delete()
    rows = [Tally(thread=thread, question=key[0], option=key[1], count=count) for key, count in found.items()]
    Tally.objects.bulk_create(rows, batch_size=200)


def of(thread):
    """``{question: {option: count}}`` of what is counted; one query, or none where nothing can be."""
    if not counted(thread.questions):
        return {}
    found = {}
    for question, option, count in queries.tallies(thread.pk):
        found.setdefault(question, {})[option] = count
    return found


def _key(asked, name, wording, value, unit, amount):
    """(question, option) that this answer counts for; None if it counts for nothing today."""
    question = asked.get(name)
    if not question or question["text"] != wording:
        return None
    if question["kind"] == "choice":
        return name, value
    if amount is None or bool(unit) != (question["kind"] == "duration"):  # it was asked for another kind
        return None
    key = scales.duration_key if unit else scales.number_key
    return name, key(amount)
