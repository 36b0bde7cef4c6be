"""What readers see of a thread: which comments on which page, in which place, and always of one moment."""

import threading

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from service.decisions import moderation
from service.publishing.render import thread_page
from service.record.models import Answer, Comment, Thread, ThreadPage
from service.threads import thread_view
from service.threads.thread_view import NoSuchPageError, front, page_of_thread
from tests.factories import write
from tests.html import SHELL, Page


def comments(count, **fields):
    return [write("accepted", **fields) for _ in range(count)]


def ids(views):
    """The ids as they nest: ``[1, [2, [3]]]`` is 1 with its reply 2, which has the reply 3."""
    return [item for view in views for item in ([view.id, ids(view.replies)] if view.replies else [view.id])]


def page(number, slug="follow-up"):
    return Page(thread_page(SHELL, page_of_thread(slug, number)))


def test_every_comment_has_its_place_once_and_a_name_for_browsers_that_know_no_article(thread):
    top = write("accepted")
    reply = write("accepted", parent=top)
    other = write("accepted")
    moderation.decide("delete", top.pk, "Ann")  # its place stays, for its reply
    shown = page(1)
    wanted = [f"comment-{one.pk}" for one in (top, reply, other)]
    assert [one["id"] for one in shown.find("article")] == wanted
    links = [one for one in shown.find("a") if one.get("name", "").startswith("comment-")]
    assert [(one["name"], one["href"]) for one in links] == [(n, f"/follow-up/comments/1/#{n}") for n in wanted]


# --- pages ---


def test_a_page_holds_25_top_level_comments_with_all_their_replies(thread):
    tops = comments(30)
    replies = [write("accepted", parent=tops[0]) for _ in range(30)]
    first, second = page_of_thread("follow-up", 1), page_of_thread("follow-up", 2)
    assert [view.id for view in first.comments] == [top.pk for top in tops[:25]]
    assert [view.id for view in first.comments[0].replies] == [reply.pk for reply in replies]
    assert ids(second.comments) == [top.pk for top in tops[25:]]
    assert (first.count, first.page, first.pages) == (60, 1, 2)


PAGES = {0: (0, 0), 1: (1, 1), 25: (1, 25), 26: (2, 26), 50: (2, 50), 51: (3, 26), 75: (3, 50), 76: (4, 26)}


@pytest.mark.parametrize(("count", "pages", "shown"), [(count, *row) for count, row in PAGES.items()])
def test_the_article_shows_the_newest_page_and_the_one_before(thread, count, pages, shown):
    tops = comments(count)
    view = front("follow-up")
    assert (view.page, view.pages, view.count) == (None, pages, count)
    assert ids(view.comments) == [top.pk for top in tops[len(tops) - shown :]]


@pytest.mark.parametrize(("count", "number"), [(0, 0), (0, 1), (1, 0), (1, -1), (25, 2), (26, 3), (26, 10**9)])
def test_a_page_that_does_not_exist_is_none(thread, count, number):
    comments(count)
    with pytest.raises(NoSuchPageError):
        page_of_thread("follow-up", number)


def test_an_unknown_thread_is_none(db):
    with pytest.raises(Thread.DoesNotExist):
        front("unknown")
    with pytest.raises(Thread.DoesNotExist):
        page_of_thread("unknown", 1)


def test_a_page_keeps_its_comments_when_others_are_deleted(thread):
    tops = comments(27)
    for top in tops[:24]:
        moderation.decide("delete", top.pk, "Mo")
    assert ids(page_of_thread("follow-up", 1).comments) == [tops[24].pk]
    assert ids(page_of_thread("follow-up", 2).comments) == [tops[25].pk, tops[26].pk]


def test_an_empty_page_stays_and_says_so(thread):
    tops = comments(26)
    for top in tops[:25]:
        moderation.decide("delete", top.pk, "Mo")
    assert page_of_thread("follow-up", 1).comments == ()
    assert "no longer here" in page(1).words


def test_a_page_links_to_its_neighbours_and_the_article(thread):
    comments(51)
    links = {
        number: {link["rel"]: link["href"] for link in page(number).find("a") if link.get("rel") in ("prev", "next")}
        for number in (1, 2, 3)
    }
    assert links == {
        1: {"next": "/follow-up/comments/2/"},
        2: {"prev": "/follow-up/comments/1/", "next": "/follow-up/comments/3/"},
        3: {"prev": "/follow-up/comments/2/"},
    }
    assert page(2).find("a", href="/follow-up/")


def test_a_comment_has_one_lasting_address_wherever_it_is_shown(thread):
    top = comments(26)[0]
    reply = write("accepted", parent=top)
    (on_article, *_), (on_page, *_) = front("follow-up").comments, page_of_thread("follow-up", 1).comments
    assert on_article.url == on_page.url == thread_view.address(top) == f"/follow-up/comments/1/#comment-{top.pk}"
    assert on_page.replies[0].url == thread_view.address(reply) == f"/follow-up/comments/1/#comment-{reply.pk}"


# --- replies ---


def chain(length):
    """A comment, a reply to it, a reply to that, and so on."""
    links = [write("accepted", name="Level 0")]
    for level in range(1, length):
        links.append(write("accepted", parent=links[-1], name=f"Level {level}"))
    return links


def test_replies_nest_two_levels_below_the_top_and_lie_side_by_side_beneath(thread):
    top, first, second, third, fourth = (comment.pk for comment in chain(5))
    assert ids(front("follow-up").comments) == [top, [first, [second, third, fourth]]]


def test_only_at_the_deepest_level_a_reply_names_what_it_answers(thread):
    chain(5)
    (top,) = front("follow-up").comments
    (first,) = top.replies
    levels = [(view.level, view.in_reply_to and view.in_reply_to.name) for view in (top, first, *first.replies)]
    assert levels == [(0, None), (1, None), (2, None), (2, "Level 2"), (2, "Level 3")]


def test_in_the_page_a_reply_lies_inside_its_parent_and_a_deep_one_has_a_data_parent(thread):
    links = chain(4)
    articles = {
        attributes["id"]: (path.count("article"), attributes.get("data-parent"))
        for tag, attributes, path in page(1).elements
        if tag == "article"
    }
    deepest = (2, str(links[2].pk))
    assert list(articles.values()) == [(0, None), (1, None), (2, None), deepest]
    assert "in reply to Level 2" in " ".join(page(1).words.split())


def test_replies_to_different_deep_comments_stand_in_the_order_of_time(thread):
    _, first, second = chain(3)
    other = write("accepted", parent=first)
    to_second, to_other, to_second_again = (write("accepted", parent=parent) for parent in (second, other, second))
    deep = front("follow-up").comments[0].replies[0].replies
    assert [view.id for view in deep] == [c.pk for c in (second, other, to_second, to_other, to_second_again)]


def test_a_very_long_chain_of_replies_is_shown(thread):
    links = chain(100)
    assert len(front("follow-up").comments[0].replies[0].replies) == len(links) - 2


def test_a_deleted_reply_at_the_deepest_level_is_a_placeholder_while_it_has_an_answer(thread):
    _, _, second, third = chain(4)
    moderation.decide("delete", second.pk, "Mo")
    gone, answer = front("follow-up").comments[0].replies[0].replies
    assert (gone.id, gone.placeholder, answer.id, answer.in_reply_to.name) == (second.pk, True, third.pk, "A reader")
    assert "Level 2" not in page(1).words


def test_a_placeholder_says_nothing_of_what_it_was(thread):
    top = write("accepted", name="Ada", body="Secret words.")
    Answer.objects.create(comment=top, question="advice", wording="Advice?", value="Secret too")
    write("accepted", parent=top)
    moderation.decide("delete", top.pk, "Mo")
    words = page(1).words
    assert not any(secret in words for secret in ("Ada", "Secret", "Advice")) and "no longer here" in words
    assert page(1).find("article", id=f"comment-{top.pk}")


# --- what of it is shown ---


def test_answers_are_shown_in_words_and_in_their_order(thread):
    comment = write("accepted")
    for question, value, unit in (("how-soon", "1", "days"), ("response", "An offer", ""), ("advice", "1", "")):
        Answer.objects.create(comment=comment, question=question, wording=f"{question}?", value=value, unit=unit)
    (view,) = front("follow-up").comments
    answers = [(answer.question, answer.wording, answer.value) for answer in view.answers]
    assert answers == [
        ("how-soon", "how-soon?", "1 day"),
        ("response", "response?", "An offer"),
        ("advice", "advice?", "1"),
    ]
    assert "An offer" in page(1).words


def test_a_reply_s_answers_are_shown_too(thread):
    reply = write("accepted", parent=write("accepted"))
    Answer.objects.create(comment=reply, question="how-soon", wording="How soon?", value="2", unit="weeks")
    assert front("follow-up").comments[0].replies[0].answers[0].value == "2 weeks"


def test_the_name_is_plain_text_and_a_blank_one_is_a_reader(thread):
    write("accepted", name="<b>Ada</b>")
    write("accepted")
    assert "<b>Ada</b>" in page(1).words and "A reader" in page(1).words


@pytest.mark.parametrize("status", ["pending", "rejected", "deleted"])
def test_only_what_was_accepted_is_shown(thread, status):
    top = write("accepted")
    write(status, body="Not for readers.")
    write(status, parent=top, body="Not for readers.")
    assert ids(front("follow-up").comments) == [top.pk]
    assert "Not for readers" not in page(1).words


def test_nothing_private_is_in_the_page(thread):
    told = {"body": "A few words.", "email": "ann@example.org"}
    comment = write("accepted", **told, address_hash="c0ffee", browser_id="a-browser", held=["links"])
    text = thread_page(SHELL, page_of_thread("follow-up", 1))
    assert not any(secret in text for secret in ("ann@", "c0ffee", "a-browser", comment.status_key, comment.nonce))


def test_the_same_record_makes_the_same_bytes(thread):
    for comment in chain(4) + comments(3):
        Answer.objects.create(comment=comment, question="how-soon", wording="How soon?", value="2", unit="weeks")
        Answer.objects.create(comment=comment, question="advice", wording="Advice?", value="Breathe.")
    assert len({thread_page(SHELL, page_of_thread("follow-up", 1)) for _ in range(5)}) == 1


# --- cost ---


def asked(read, *arguments):
    with CaptureQueriesContext(connection) as queries:
        read(*arguments)
    return len(queries)


def test_the_number_of_queries_is_the_same_for_a_comment_and_for_many_with_replies(thread):
    comments(1)
    few = asked(front, "follow-up"), asked(page_of_thread, "follow-up", 1)
    for top in comments(60):
        Answer.objects.create(comment=top, question="advice", wording="Advice?", value="Breathe.")
    for top in Comment.objects.filter(number__lte=3):
        for _ in range(5):
            write("accepted", parent=top)
    many = asked(front, "follow-up"), asked(page_of_thread, "follow-up", 1), asked(page_of_thread, "follow-up", 3)
    assert few == many[:2] and many[1] == many[2] and few[0] <= 7


def test_only_the_rows_of_the_pages_shown_are_read(thread, monkeypatch):
    comments(80)
    looked_at, look = [], thread_view._known_view

    def view(row, *arguments):
        looked_at.append(row.pk)
        return look(row, *arguments)

    monkeypatch.setattr(thread_view, "_known_view", view)
    page_of_thread("follow-up", 2)
    assert len(looked_at) == 25


# --- at one moment ---


def test_a_change_between_two_looks_is_read_again(thread, monkeypatch):
    top = write("accepted")
    reply, read, readings = write(parent=top), thread_view._read, []

    def meanwhile(*arguments):
        view = read(*arguments)
        if not readings:
            moderation.decide("approve", reply.pk, "Mo")
        readings.append(view)
        return view

    monkeypatch.setattr(thread_view, "_read", meanwhile)
    view = front("follow-up")
    assert len(readings) == 2 and ids(view.comments) == [top.pk, [reply.pk]]
    assert view.version == ThreadPage.objects.get(number=0).version


def test_where_somebody_never_stops_writing_it_is_read_under_a_lock(thread, monkeypatch):
    comment, read, readings = write("accepted"), thread_view._read, []

    def meanwhile(*arguments):
        view = read(*arguments)
        readings.append(view)
        if len(readings) <= thread_view.TRIES:
            moderation.decide("reopen" if len(readings) % 2 else "approve", comment.pk, "Mo")
        return view

    monkeypatch.setattr(thread_view, "_read", meanwhile)
    view = front("follow-up")
    assert len(readings) == thread_view.TRIES + 1
    assert view.version == ThreadPage.objects.get(number=0).version


def test_under_a_writer_who_never_rests_a_view_is_of_one_moment(file_database, monkeypatch):
    """The writer keeps the replies of two top-level comments equal, within one transaction each time."""
    # the last resort asks for SQLite's write lock, which this writer may never leave free for long enough
    monkeypatch.setattr(thread_view, "TRIES", 10_000)
    tops = comments(2)
    pairs = [tuple(write(parent=top) for top in tops) for _ in range(4)]
    stop, failed = threading.Event(), []

    def keep_writing():
        try:
            while not stop.is_set():
                for action in ("approve", "reopen"):
                    for pair in pairs:
                        with transaction.atomic():
                            for comment in pair:
                                moderation.decide(action, comment.pk, "Mo")
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    writer = threading.Thread(target=keep_writing)
    writer.start()
    seen = {}
    try:
        while len(seen) < 20 and writer.is_alive():
            view = front("follow-up")
            first, second = (len(top.replies) for top in view.comments)
            assert first == second and view.count == 2 + first + second
            assert seen.setdefault(view.version, view.comments) == view.comments
    finally:
        stop.set()
        writer.join()
    assert failed == [] and len(seen) == 20
