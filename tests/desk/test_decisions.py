"""What the desk's buttons do: on one comment, on many, and back again."""

import pytest
from bs4 import BeautifulSoup
from django.db import OperationalError

from service.decisions import moderation
from service.record.models import Comment, Decision, Status, Thread
from service.threads import thread_view
from tests.desk.asking import HOSTILE, LOGIN, listed, page, press, press_in_list, status_of, words
from tests.factories import at_once, write

DECISIONS = {
    "approve": ("pending", "accepted"),
    "reject": ("pending", "rejected"),
    "spam": ("pending", "rejected"),
    "delete": ("accepted", "deleted"),
    "reopen": ("deleted", "pending"),
}


# --- one comment ---


def test_one_comment_is_shown_whole(desk, thread):
    comment = write(name="Ada", body="First.\n\n" + "long " * 1500)
    told = words(desk.get(f"/moderate/{comment.pk}/"))
    assert "Ada" in told and "First." in told and told.count("long") == 1500


def test_a_deleted_comment_is_shown_to_moderators_with_who_deleted_it(desk, thread):
    comment = write("deleted", name="Ada", body="Taken down.")
    told = words(desk.get(f"/moderate/{comment.pk}/"))
    assert "Ada" in told and "Taken down." in told and "Deleted by Ann, 1 Sep 2026, 12:00 UTC" in told


def test_a_rejected_comment_is_shown_with_its_reason(desk, thread):
    comment = write()
    moderation.decide("reject", comment.pk, "Ann", "An advertisement.")
    assert "Declined by Ann, 1 Sep 2026, 12:00 UTC: An advertisement." in words(desk.get(f"/moderate/{comment.pk}/"))


def test_an_accepted_comment_links_to_where_it_stands(desk, thread):
    comment = write("accepted")
    assert page(desk.get(f"/moderate/{comment.pk}/")).find("a", href=thread_view.address(comment))


def test_the_record_tells_all_that_was_ever_decided(desk, thread):
    comment = write("accepted")
    press(desk, "reopen", comment)
    press(desk, "reject", comment, reason="Said before.")
    told = words(desk.get(f"/moderate/{comment.pk}/"))
    for part in ("it was written", "approved by Ann", "reopened by mo", "declined by mo: Said before."):
        assert part in told


@pytest.mark.parametrize("address", ["12345/", f"{10**17}/", f"{10**30}/", "abc/", "1/publish/", "-1/", "12345/edit/"])
def test_what_is_not_there_is_not_found(desk, thread, address):
    assert desk.get(f"/moderate/{address}").status_code == 404


@pytest.mark.parametrize(
    ("status", "buttons"),
    [
        ("pending", ["approve", "reject", "spam", "delete"]),
        ("accepted", ["reopen", "delete"]),
        ("rejected", ["reopen", "delete"]),
        ("deleted", ["reopen"]),
    ],
)
def test_only_what_can_be_done_has_a_button(desk, thread, status, buttons):
    comment = write(status)
    found = page(desk.get(f"/moderate/{comment.pk}/")).find("button", value=str(comment.pk))
    assert [button["name"] for button in found] == buttons


# --- decisions ---


@pytest.mark.parametrize("action", DECISIONS)
def test_a_button_decides_and_leads_back_to_the_comment(desk, thread, action):
    before, after = DECISIONS[action]
    comment = write(before)
    response = press(desk, action, comment)
    assert response.status_code == 303
    assert response.headers["Location"].startswith(f"/moderate/{comment.pk}/?done=")
    assert status_of(comment) == after


def test_who_decided_and_why_is_kept(desk, thread):
    comment = write()
    press(desk, "reject", comment, reason="  An advertisement.\0  ")
    comment.refresh_from_db()
    assert (comment.decided_by, comment.reason) == ("mo", "An advertisement.\ufffd")


def test_spam_is_a_rejection_with_that_reason(desk, thread):
    comment = write()
    assert "was marked as spam by mo" in words(press_in_list(desk, "spam", [comment]))
    comment.refresh_from_db()
    assert (comment.status, comment.reason) == ("rejected", "spam")


@pytest.mark.parametrize("method", ["get", "head", "put", "options"])
@pytest.mark.parametrize("place", ["decide", "undo"])
def test_nothing_but_a_button_decides(desk, thread, place, method):
    comment = write()
    response = getattr(desk, method)(f"/moderate/{place}/?approve={comment.pk}")
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert status_of(comment) == comment.status


@pytest.mark.parametrize(
    "sent", [{}, {"publish": "1"}, {"approve": "12345"}, {"approve": "x"}, {"approve": str(10**30)}]
)
def test_a_decision_on_nothing_is_not_found(desk, thread, sent):
    assert desk.post("/moderate/decide/", sent).status_code == 404


def test_the_second_moderator_is_told_who_decided_and_nothing_changes(desk, thread):
    comment, other = write(name="Ada"), write()
    address = desk.get("/moderate/")
    moderation.decide("approve", comment.pk, "Ann")
    form = page(address).forms["desk-form"]
    response = press(desk, "reject", comment, back=form["back"], order=form["order"])
    shown = desk.get(response.headers["Location"].partition("#")[0])
    told = (
        f"Comment {comment.pk} by Ada was already approved by Ann at 2026-09-01 12:00 UTC. Nothing has changed there."
    )
    assert told in words(shown) and page(shown).find("div", role="alert")
    comment.refresh_from_db()
    assert (comment.status, comment.reason, comment.decided_by) == ("accepted", "", "Ann")
    assert status_of(other) == "pending"


# --- many at once ---


@pytest.mark.parametrize(
    ("action", "told"), [("approve", "approved"), ("reject", "declined"), ("spam", "marked as spam")]
)
def test_those_chosen_are_decided_together(desk, thread, action, told):
    first, second, third = write(), write(), write()
    form = page(desk.get("/moderate/")).forms["desk-form"]
    sent = {action: "selected", "id": [first.pk, third.pk], "back": form["back"], "order": form["order"]}
    shown = desk.get(desk.post("/moderate/decide/", sent).headers["Location"].partition("#")[0])
    assert listed(shown) == [second.pk]
    assert f"2 comments were {told} by mo" in words(shown)
    assert Decision.objects.values("batch").distinct().count() == 1


def test_all_of_one_article_have_a_button(desk, thread):
    Thread.objects.create(slug="thanks", title="Thanks")
    kept = write(slug="thanks")
    comments = [write(), write()]
    ids = " ".join(str(comment.pk) for comment in comments)
    assert page(desk.get("/moderate/")).find("button", name="approve", value=ids)
    press_in_list(desk, "approve", comments)
    assert [status_of(one) for one in (*comments, kept)] == ["accepted", "accepted", "pending"]


def test_of_a_batch_that_is_partly_decided_both_are_told(desk, thread):
    first, second = write(), write("accepted", name="Ada")
    response = press(desk, "reject", first, second, back="status=pending", order=f"{first.pk} {second.pk}")
    told = words(desk.get(response.headers["Location"].partition("#")[0]))
    assert f"Comment {first.pk} by A reader was declined by mo" in told
    assert f"Comment {second.pk} by Ada was already approved by Ann" in told


def test_without_a_choice_nothing_happens_and_the_desk_says_so(desk, thread):
    comment = write()
    response = press_in_list(desk, "approve", [], approve="selected")
    assert "No comment was chosen" in words(response) and status_of(comment) == "pending"


def test_more_than_a_page_is_never_decided_at_once(desk, thread):
    comments = [write() for _ in range(51)]
    assert press(desk, "approve", *comments).status_code == 404
    assert status_of(comments[0]) == "pending"


def test_the_enter_key_in_a_box_has_no_button_to_press(desk, thread):
    write()
    first = page(desk.get("/moderate/")).find("button", type="submit")
    within = [button for button in first if "form" not in button and button.get("name") != "undo"]
    assert next(button for button in within if "class" not in button).keys() >= {"disabled", "hidden"}


# --- undo ---


def test_the_sentence_has_a_button_that_takes_it_back(desk, thread):
    comments = [write(), write()]
    shown = press_in_list(desk, "spam", comments)
    (button,) = page(shown).find("button", form="desk-undo")
    response = desk.post("/moderate/undo/", {"undo": button["value"], "back": "status=pending"})
    shown = desk.get(response.headers["Location"].partition("#")[0])
    assert "2 comments wait again by mo" in words(shown)
    assert listed(shown) == [comment.pk for comment in comments]
    assert not page(shown).find("button", form="desk-undo")
    assert all(status_of(comment) == "pending" for comment in comments)


def test_undo_goes_back_step_by_step_and_never_to_another_s(desk, thread, clock):
    comments = [write() for _ in range(3)]
    for comment in comments[:2]:
        press(desk, "approve", comment)
        clock.move(seconds=1)
    moderation.decide("approve", comments[2].pk, "Ann")
    for left in (["accepted", "pending", "accepted"], ["pending", "pending", "accepted"]):
        (last,) = page(desk.get("/moderate/?status=accepted")).find("button", name="undo")
        desk.post("/moderate/undo/", {"undo": last["value"]})
        assert [status_of(comment) for comment in comments] == left
    assert not page(desk.get("/moderate/?status=accepted")).find("button", name="undo")


def test_undo_leaves_what_another_decided_since(desk, thread, clock):
    comment = write()
    press(desk, "approve", comment)
    batch = Decision.objects.get().batch
    clock.move(seconds=1)
    moderation.decide("delete", comment.pk, "Ann")
    response = desk.post("/moderate/undo/", {"undo": batch})
    assert response.status_code == 303 and status_of(comment) == "deleted"


@pytest.mark.parametrize("batch", ["", "x", "\0", HOSTILE, "a" * 9999])
def test_undoing_nothing_changes_nothing(desk, thread, batch):
    comment = write("accepted")
    assert desk.post("/moderate/undo/", {"undo": batch}).status_code == 303
    assert status_of(comment) == "accepted"


# --- going on through the list ---


def around_the_news(response):
    """The order of the comments and of the sentence about what was done."""
    marks = [attributes.get("data-comment") or attributes.get("id") for _, attributes, _ in page(response).elements]
    return [int(mark) if mark.isdigit() else mark for mark in marks if mark and (mark.isdigit() or mark == "done")]


def test_after_a_decision_the_list_goes_on_at_the_next_comment(desk, thread):
    first, second, third = write(name="Ada"), write(name="Ben"), write(name="Cy")
    shown = press_in_list(desk, "approve", [second])
    assert around_the_news(shown) == [first.pk, "done", third.pk]
    assert f"Comment {second.pk} by Ben was approved by mo." in words(shown)
    assert page(shown).find(id="done", tabindex="-1", role="status")
    (following,) = page(shown).find("article", aria_describedby="done")
    assert following["data-comment"] == str(third.pk) and "data-next" in following


def test_after_the_last_one_the_sentence_stands_at_the_end(desk, thread):
    first, last = write(), write()
    assert around_the_news(press_in_list(desk, "reject", [last])) == [first.pk, "done"]
    shown = press_in_list(desk, "spam", [first])
    assert around_the_news(shown) == ["done"] and "Nothing waits" in words(shown)


def test_after_a_whole_page_the_next_one_begins_below_the_sentence(desk, thread):
    comments = [write() for _ in range(53)]
    shown = press_in_list(desk, "approve", comments[:50])
    assert around_the_news(shown) == ["done", *(comment.pk for comment in comments[50:])]


def test_a_long_list_goes_on_at_the_same_page(desk, thread):
    comments = [write() for _ in range(110)]
    shown = press_in_list(desk, "approve", [comments[60]], "/moderate/?page=2")
    assert "Page 2 of 3" in words(shown)
    assert around_the_news(shown)[10:12] == ["done", comments[61].pk]


@pytest.mark.parametrize(("status", "action"), [("accepted", "delete"), ("rejected", "reopen"), ("deleted", "reopen")])
def test_another_list_goes_on_as_well(desk, thread, status, action):
    first, second, third = write(status), write(status), write(status)
    shown = press_in_list(desk, action, [second], f"/moderate/?status={status}")
    assert around_the_news(shown) == [third.pk, "done", first.pk]


def test_a_search_goes_on_as_well(desk, thread):
    first, second = write(body="Gold."), write(body="Gold.")
    shown = press_in_list(desk, "spam", [second], "/moderate/?q=gold")
    assert listed(shown) == [second.pk, first.pk] and "2 found" in words(shown)


@pytest.mark.parametrize("done", ["abc", "12345", "9" * 40, "", "\0", HOSTILE])
def test_a_list_after_nothing_is_a_list(desk, thread, done):
    comment = write()
    response = desk.get("/moderate/", {"done": done, "at": done, "already": done, "spot": done})
    assert listed(response) == [comment.pk]
    assert not page(response).find(id="done")
    assert not any("data-next" in article for article in page(response).find("article"))


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "q=//evil.example", "", "page=" + "9" * 50])
def test_a_decision_leads_to_no_other_site(desk, thread, back):
    comment = write()
    response = press(desk, "approve", comment, back=back, order="")
    assert response.headers["Location"].startswith("/moderate/?")


# --- who may ---


def test_a_stranger_decides_nothing(client, thread):
    comment = write()
    for address, sent in (("decide", {"approve": comment.pk}), ("undo", {"undo": "x"})):
        response = client.post(f"/moderate/{address}/", sent)
        assert (response.status_code, response.headers["Location"]) == (302, f"{LOGIN}?next=/moderate/")
    assert status_of(comment) == comment.status


def test_while_the_store_is_down_the_desk_says_so(desk, thread, monkeypatch):
    def down(*_):
        raise OperationalError("database is locked")

    comment = write()
    monkeypatch.setattr(moderation, "decide_all", down)
    response = press(desk, "approve", comment)
    assert response.status_code == 503 and int(response.headers["Retry-After"]) > 0
    assert status_of(comment) == Status.PENDING


def test_a_decision_is_seen_in_the_counts(desk, thread):
    press(desk, "approve", write())
    assert "Waiting 0 Accepted 1" in words(desk.get("/moderate/"))
    assert Thread.objects.get().accepted == Comment.objects.filter(status="accepted").count() == 1


def test_of_two_moderators_at_once_each_comment_has_one(file_database):
    comments = [write() for _ in range(5)]
    ids = [comment.pk for comment in comments]
    works = [lambda by=by: moderation.decide_all("approve", ids, by).done for by in ("Ann", "Ben")]
    done = at_once(*works)
    assert sorted(done[0] + done[1]) == ids
    assert Thread.objects.get().accepted == Decision.objects.count() == 5


# --- where it is told ---


def around(response):
    """The headings of articles and what was told, in the page's order: "# title" or the sentence."""
    soup = BeautifulSoup(response.content, "html.parser")
    found = soup.select(".desk__article h2, #done")
    return [f"# {one.get_text()}" if one.name == "h2" else " ".join(one.p.get_text().split()) for one in found]


@pytest.fixture
def two_articles(thread):
    """Two comments that wait on each of two articles, those of the article shown first before the others."""
    Thread.objects.create(slug="second", title="The Second")
    return [write(slug="second"), write(slug="second"), write(), write()]


def test_the_receipt_of_the_last_of_an_article_stands_before_the_next_articles_heading(desk, two_articles):
    *_, first, second = two_articles
    press_in_list(desk, "approve", [first])
    shown = press_in_list(desk, "approve", [second])
    told = f"Follow-Up: Comment {second.pk} by A reader was approved by mo. See it where it stands"
    assert around(shown) == [told, "# The Second"]


def test_the_receipt_stands_after_what_still_waits_on_its_article(desk, two_articles):
    *_, first, second = two_articles
    shown = press_in_list(desk, "reject", [second])
    told = f"Follow-Up: Comment {second.pk} by A reader was declined by mo."
    assert around(shown) == ["# Follow-Up", told, "# The Second"]
    shown = press_in_list(desk, "approve", [first])
    assert around(shown)[1:] == ["# The Second"]


def test_the_receipt_of_one_among_others_stands_under_its_own_heading(desk, two_articles):
    *_, first, _ = two_articles
    shown = press_in_list(desk, "approve", [first])
    assert [one.partition(":")[0] for one in around(shown)] == ["# Follow-Up", "Follow-Up", "# The Second"]


def test_the_receipt_of_many_names_each_article(desk, two_articles):
    shown = press_in_list(desk, "spam", [two_articles[0], two_articles[2], two_articles[3]])
    assert "The Second, Follow-Up: 3 comments were marked as spam by mo." in words(shown)
    assert around(shown)[0] == "# The Second"
    Thread.objects.bulk_create(Thread(slug=f"part-{number}", title=f"Part {number}") for number in range(4))
    shown = press_in_list(desk, "approve", [write(slug=f"part-{number}") for number in range(4)])
    assert "4 articles: 4 comments were approved by mo." in words(shown)


def test_what_is_undone_is_told_under_its_own_heading(desk, two_articles):
    *_, first, second = two_articles
    press_in_list(desk, "approve", [first, second])
    batch = Decision.objects.latest("pk").batch
    answer = desk.post("/moderate/undo/", {"undo": batch, "back": "status=pending"})
    shown = desk.get(answer.headers["Location"].partition("#")[0])
    assert around(shown) == ["# Follow-Up", "Follow-Up: 2 comments wait again by mo.", "# The Second"]


def test_where_the_list_has_no_articles_the_receipt_stands_between_comments(desk, two_articles):
    shown = press_in_list(desk, "approve", [two_articles[3]], "/moderate/?status=latest")
    found = BeautifulSoup(shown.content, "html.parser").select(".desk__comment, #done")
    assert [one.get("data-comment") or one["id"] for one in found][:3] == [
        str(two_articles[3].pk),
        "done",
        str(two_articles[2].pk),
    ]
