"""Every page that shows what a reader sent, made by the service's own code, with a vector in each of its fields.

Pages of one kind stand below one another in one document, so that a browser can look at thousands of them.
"""

import re
from datetime import UTC, datetime

from service.desk import lists, responses, rows
from service.layout import pages
from service.record.models import Answer, Comment, Decision, Status, Thread
from service.rules.forms import AnswerDraft, Draft
from service.rules.refusal import ValidationRefusedError
from service.text.characters import normalise
from service.text.markdown import render
from service.threads import thread_view
from service.web import responses as web
from tests.hostile.hosted import QUESTIONS

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
THREAD = {"slug": "follow-up", "title": "Follow-Up", "questions": QUESTIONS, "closed": ""}
KINDS = ("how-soon", "response", "letters", "advice")
_MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)


def view(pk, vector, **more):
    """A comment with the vector as its name, its text and its answers."""
    answers = [thread_view.answer_view("advice", "What?", vector, "")]
    answers.append(thread_view.answer_view("how-soon", "How soon?", "2", vector))
    address = f"/follow-up/comments/1/#comment-{pk}"
    own = {"level": 0, "url": address, "answers": tuple(answers)} | more
    return thread_view.CommentView(id=pk, name=vector, html=render(normalise(vector)).html, created=NOW, **own)


def nested(pk, vector):
    """The same with replies down to where a reply says whom it answers."""
    above = view(pk + 2, vector, level=2)
    last = view(pk + 3, vector, level=2, in_reply_to=above)
    return view(pk, vector, replies=(view(pk + 1, vector, level=1, replies=(above, last)),))


def view_of(comments, page=None):
    return thread_view.ThreadView(THREAD, 1, len(comments), tuple(comments), page, 3)


def main_of(response):
    """What stands in the main part of a page."""
    return _MAIN.search(response.content.decode())[1]


def fields(vector):
    """Every field of the form, and a name of one that no form has."""
    answers = {f"answer-{kind}": vector for kind in KINDS} | {"answer-how-soon-unit": vector}
    return dict.fromkeys(("body", "name", "email", "parent", "topic", "token", "preview"), vector) | answers


def stored(vector, status=Status.PENDING):
    """A comment that is in no database."""
    thread = Thread(slug="follow-up", title="Follow-Up", questions=QUESTIONS)
    own = {"name": vector, "email": vector, "body": normalise(vector), "held": [vector, f"word:{vector}"]}
    decided = {"status": status, "reason": vector, "decided_by": vector, "decided": NOW}
    return Comment(thread=thread, created=NOW, **own, **decided)


def previews(vectors):
    for vector in vectors:
        answers = tuple(AnswerDraft(kind, "What?", vector, vector) for kind in KINDS)
        draft = Draft(vector, vector, normalise(vector), 1, answers)
        sent = fields(vector) | {f"answer-{vector}": vector}
        yield main_of(web.preview(THREAD, sent, draft, None))


def refusals(vectors):
    for vector in vectors:
        sent = fields(vector) | {f"answer-{vector}": vector}
        errors = dict.fromkeys([*sent, ""], "This is wrong.")
        yield main_of(web.refused(THREAD, sent, ValidationRefusedError(400, errors), stored(vector)))


def forms(vectors):
    for vector in vectors:
        yield main_of(web.write(THREAD, stored(vector)))


def form_pages(vectors):
    """The pages with the form: the preview, the refusal, the form by itself; and what became of a comment."""
    for kind in (previews, refusals, forms, private_pages):
        yield from kind(vectors)


def private_pages(vectors):
    for vector in vectors:
        yield main_of(web.waiting(stored(vector, Status.REJECTED)))


def fill_record(vectors):
    """Store a comment of each vector, accepted, with its answers and an edit."""
    thread = Thread.objects.create(slug="follow-up", title="Follow-Up", questions=QUESTIONS, accepted=len(vectors))
    comments = []
    for number, vector in enumerate(vectors, 1):
        comment = stored(vector, Status.ACCEPTED)
        comment.thread, comment.number, comment.nonce, comment.status_key = thread, number, number, number
        comments.append(comment)
    Comment.objects.bulk_create(comments)
    told = [("advice", comment) for comment in comments] + [("how-soon", comment) for comment in comments]
    Answer.objects.bulk_create(
        Answer(comment=one, question=question, wording="What?", value=one.name, unit=one.name) for question, one in told
    )
    edits = {"action": "edit", "before": "accepted", "after": "accepted", "at": NOW}
    Decision.objects.bulk_create(
        Decision(comment=one, by=one.name, reason=one.name, kept={"name": one.name, "body": one.body}, **edits)
        for one in comments
    )


def desk_pages(found, moderator):
    """Of each row that a list found: the comment's page, its form, the same after somebody else's edit, a search."""
    for row in found:
        comment, vector = row["comment"], row["comment"].name
        values = {"name": vector, "body": comment.body}
        errors = dict.fromkeys(("name", "body", ""), "This is wrong.")
        for template, context in (
            ("read", {"row": row, "history": comment.edits, "same_day": True, "query": lists.ListQuery(tab="latest")}),
            ("edit", {"comment": comment, "values": values, "errors": errors, "was": vector, "now": comment}),
            (
                "list",
                {"query": lists.ListQuery(search=vector), "results": lists.Results(None, 2, 1, []), "heading": vector},
            ),
            ("login", {"next": vector, "name": vector, "wrong": vector}),
        ):
            words = {"tabs": lists.TABS, "labels": rows.LABELS, "done": rows.DONE}
            shared = {"user": moderator, "csrf_token": "a"}
            news = {"news": None, "problems": [], "at": 0, "between": False, "password_changed": False, "bulk": ()}
            yield pages.render(f"desk/{template}.html", **responses.HEADLESS | words | shared | news | context)


def found():
    """Every row of the record as the desk's lists find them."""
    query = lists.ListQuery(tab="latest")
    total = Comment.objects.count()
    for number in range(-(-total // lists.ON_A_PAGE)):
        yield from lists.find(query.on_page(number + 1), {"latest": total}).rows
