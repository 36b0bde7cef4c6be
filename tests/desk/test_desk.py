"""The moderators' pages: who may see them, what they list, and what their buttons do."""

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from service.discussion import moderation, reading
from service.discussion.models import Answer, Comment, Status
from tests.desk.conftest import PASSWORD
from tests.discussion.conftest import Page, write

LOGIN = "/moderate/login/"
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def listed(response):
    """The ids of the comments on a list, in its order."""
    headings = Page(response.content.decode()).find("article", class_="desk__comment")
    return [int(heading["aria-labelledby"].removeprefix("desk-")) for heading in headings]


def words(response):
    return " ".join(Page(response.content.decode()).words.split())


def status_of(comment):
    return Comment.objects.values_list("status", flat=True).get(pk=comment.pk)


def press(client, comment, action, **fields):
    return client.post(f"/moderate/{comment.pk}/{action}/", fields)


# --- who may come in ---


@pytest.mark.parametrize("address", ["/moderate/", "/moderate/?status=accepted", "/moderate/1/"])
def test_who_is_not_signed_in_is_asked_to(client, thread, address):
    response = client.get(address)
    assert response.status_code == 302 and response.headers["Location"].startswith(f"{LOGIN}?next=/moderate/")


@pytest.mark.parametrize("action", moderation.ACTIONS)
def test_a_stranger_decides_nothing(client, thread, action):
    comment = write("accepted" if action == "reopen" else "pending")
    response = press(client, comment, action)
    assert response.status_code == 302
    assert response.headers["Location"] == f"{LOGIN}?next=/moderate/{comment.pk}/"
    assert status_of(comment) == comment.status


def test_a_reader_s_cookie_opens_nothing(post, client):
    post("A few words.")
    assert client.get("/moderate/").status_code == 302


def test_a_moderator_signs_in_goes_where_they_wanted_and_signs_out(client, thread, moderator):
    response = client.post(LOGIN, {"username": "mo", "password": PASSWORD, "next": "/moderate/?status=rejected"})
    assert (response.status_code, response.headers["Location"]) == (302, "/moderate/?status=rejected")
    assert "Signed in as mo" in words(client.get("/moderate/"))
    assert client.post("/moderate/logout/").headers["Location"] == LOGIN
    assert client.get("/moderate/").status_code == 302


def test_a_link_cannot_sign_out(desk):
    assert desk.get("/moderate/logout/").status_code == 405
    assert desk.get("/moderate/").status_code == 200


@pytest.mark.parametrize("given", [("mo", "wrong"), ("nobody", PASSWORD), ("", ""), ("mo\0", PASSWORD), (HOSTILE, "a")])
def test_what_does_not_belong_together_is_told_beside_the_fields(client, moderator, given):
    response = client.post(LOGIN, {"username": given[0], "password": given[1]})
    page = Page(response.content.decode())
    assert "do not belong together" in page.words and page.find("div", role="alert")
    for field in page.find("input", aria_invalid="true"):
        assert field["aria-describedby"] == "error-login"
    assert len(page.find("input", aria_invalid="true")) == 2 and not page.find("script") and not page.find("img")
    assert client.get("/moderate/").status_code == 302


def test_the_password_is_never_written_back(client, moderator):
    assert "not-this-one" not in client.post(LOGIN, {"username": "mo", "password": "not-this-one"}).content.decode()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(client, moderator, elsewhere):
    response = client.post(LOGIN, {"username": "mo", "password": PASSWORD, "next": elsewhere})
    assert response.headers["Location"] == "/moderate/"


def test_who_is_signed_in_needs_no_login(desk):
    assert desk.get(LOGIN).headers["Location"] == "/moderate/"


def test_a_new_password_signs_everybody_else_out(desk, moderator):
    moderator.set_password("another-long-password")
    moderator.save()
    assert desk.get("/moderate/").status_code == 302


# --- the list ---


def test_the_list_is_of_what_waits_the_oldest_first(desk, thread):
    first, second = write(), write()
    for status in ("accepted", "rejected", "deleted"):
        write(status)
    assert listed(desk.get("/moderate/")) == [first.pk, second.pk]


@pytest.mark.parametrize("status", ["accepted", "rejected", "deleted"])
def test_another_list_begins_with_the_newest(desk, thread, status):
    write()
    first, second = write(status), write(status)
    assert listed(desk.get(f"/moderate/?status={status}")) == [second.pk, first.pk]


def test_the_filter_counts_each_status_and_names_the_one_shown(desk, thread):
    for status, count in (("pending", 3), ("accepted", 2), ("deleted", 1)):
        for _ in range(count):
            write(status)
    response = desk.get("/moderate/?status=accepted")
    for told in ("Pending (3)", "Accepted (2)", "Rejected (0)", "Deleted (1)"):
        assert told in words(response)
    (current,) = Page(response.content.decode()).find("a", aria_current="page")
    assert current["href"] == "/moderate/?status=accepted"


def test_a_row_tells_who_where_when_and_why_it_waits(desk, thread):
    write(name="Ada", email="ada@example.org", body="Some *words*.", held=["newcomer", "links"])
    told = words(desk.get("/moderate/"))
    for part in ("Ada", "Follow-Up", "2026-09-01 12:00 UTC", "ada@example.org", "Some words.", "more than two links"):
        assert part in told
    assert "first comment from this browser" in told


def test_a_row_tells_what_it_answers_and_its_own_answers(desk, thread):
    parent = write("accepted")
    reply = write(parent=parent)
    Answer.objects.create(comment=reply, question="how-soon", wording="How soon?", value="3", unit="weeks")
    told = words(desk.get("/moderate/"))
    assert f"in reply to comment {parent.pk}" in told and "How soon? 3 weeks" in told


def test_an_empty_list_says_so(desk, thread):
    assert "Nothing waits" in words(desk.get("/moderate/"))
    assert "There are none" in words(desk.get("/moderate/?status=rejected"))


@pytest.mark.parametrize("status", ["spam", "", "PENDING", "pending'--", "\0"])
def test_a_status_that_is_none_is_not_found(desk, thread, status):
    assert desk.get("/moderate/", {"status": status}).status_code == 404


@pytest.fixture
def many(thread):
    """120 comments that wait, the oldest first."""
    keys = (f"many-{number}" for number in range(120))
    told = {"thread": thread, "body": "A few words.", "created": timezone.now()}
    made = [Comment(**told, nonce=key, ticket=key) for key in keys]
    Comment.objects.bulk_create(made)
    return list(Comment.objects.order_by("pk").values_list("pk", flat=True))


def test_a_list_has_pages_of_50(desk, many):
    pages = [desk.get(f"/moderate/?page={number}") for number in (1, 2, 3)]
    assert [listed(page) for page in pages] == [many[:50], many[50:100], many[100:]]
    links = [link["href"] for link in Page(pages[1].content.decode()).find("a", class_="pager__next")]
    assert links == ["/moderate/?status=pending&page=3"]


@pytest.mark.parametrize(
    ("number", "shown"), [("99999999999999999999", 3), ("0", 3), ("-1", 3), ("abc", 1), ("", 1), ("9" * 5000, 1)]
)
def test_a_page_that_does_not_exist_is_the_nearest(desk, many, number, shown):
    assert listed(desk.get("/moderate/", {"page": number})) == many[(shown - 1) * 50 : shown * 50]


def test_a_full_list_asks_as_often_as_a_short_one(desk, thread, many):
    with CaptureQueriesContext(connection) as few:
        desk.get("/moderate/?page=3")
    with CaptureQueriesContext(connection) as full:
        desk.get("/moderate/?page=1")
    assert len(full) == len(few)


# --- one comment ---


def test_one_comment_is_shown_whole(desk, thread):
    comment = write(name="Ada", body="First.\n\n" + "long " * 1500)
    told = words(desk.get(f"/moderate/{comment.pk}/"))
    assert "Ada" in told and "First." in told and told.count("long") == 1500
    assert "Comments that wait (1)" in told


def test_a_deleted_comment_is_shown_to_moderators_with_who_deleted_it(desk, thread):
    comment = write("deleted", name="Ada", body="Taken down.")
    for address in (f"/moderate/{comment.pk}/", "/moderate/?status=deleted"):
        told = words(desk.get(address))
        assert "Ada" in told and "Taken down." in told and "Deleted by Ann at 2026-09-01 12:00 UTC" in told


def test_a_rejected_comment_is_shown_with_its_reason(desk, thread):
    comment = write()
    moderation.decide("reject", comment.pk, "Ann", "An advertisement.")
    assert "Rejected by Ann at 2026-09-01 12:00 UTC: An advertisement." in words(desk.get(f"/moderate/{comment.pk}/"))


def test_an_accepted_comment_links_to_where_it_stands(desk, thread):
    comment = write("accepted")
    page = Page(desk.get(f"/moderate/{comment.pk}/").content.decode())
    assert page.find("a", href=reading.address(comment))


@pytest.mark.parametrize("address", ["12345/", f"{10**30}/", "abc/", "1/publish/", "12345/approve/", "-1/"])
def test_what_is_not_there_is_not_found(desk, thread, address):
    assert desk.post(f"/moderate/{address}").status_code in (404, 405)
    assert desk.get(f"/moderate/{address}").status_code == 404


@pytest.mark.parametrize(
    ("status", "buttons"),
    [
        ("pending", ["approve", "reject", "delete"]),
        ("accepted", ["reopen", "delete"]),
        ("rejected", ["reopen", "delete"]),
        ("deleted", ["reopen"]),
    ],
)
def test_only_what_can_be_done_has_a_button(desk, thread, status, buttons):
    comment = write(status)
    page = Page(desk.get(f"/moderate/{comment.pk}/").content.decode())
    actions = [form["action"] for form in page.find("form") if f"/{comment.pk}/" in form["action"]]
    assert actions == [f"/moderate/{comment.pk}/{button}/" for button in buttons]


# --- decisions ---

DECISIONS = {
    "approve": ("pending", "accepted"),
    "reject": ("pending", "rejected"),
    "delete": ("accepted", "deleted"),
    "reopen": ("deleted", "pending"),
}


@pytest.mark.parametrize("action", DECISIONS)
def test_a_button_decides_and_leads_back_to_the_comment(desk, thread, action):
    before, after = DECISIONS[action]
    comment = write(before)
    response = press(desk, comment, action)
    assert (response.status_code, response.headers["Location"]) == (303, f"/moderate/{comment.pk}/")
    assert status_of(comment) == after


def test_who_decided_and_why_is_kept(desk, thread):
    comment = write()
    press(desk, comment, "reject", reason="  An advertisement.\0  ")
    comment.refresh_from_db()
    assert (comment.decided_by, comment.reason) == ("mo", "An advertisement.\ufffd")


def test_a_decision_is_seen_in_the_counts(desk, thread):
    comment = write()
    press(desk, comment, "approve")
    told = words(desk.get("/moderate/"))
    assert "Pending (0)" in told and "Accepted (1)" in told
    thread.refresh_from_db()
    assert thread.accepted == 1


@pytest.mark.parametrize("method", ["get", "head", "put", "options"])
@pytest.mark.parametrize("action", moderation.ACTIONS)
def test_nothing_but_a_button_decides(desk, thread, action, method):
    comment = write("accepted" if action == "reopen" else "pending")
    response = getattr(desk, method)(f"/moderate/{comment.pk}/{action}/")
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert status_of(comment) == comment.status


def test_the_second_moderator_is_told_who_decided_and_nothing_changes(desk, thread):
    comment = write("accepted")
    response = press(desk, comment, "approve")
    assert response.status_code == 409
    assert "already approved by Ann at 2026-09-01T12:00:00Z. Nothing has changed." in words(response)
    assert Page(response.content.decode()).find("div", role="alert")
    assert status_of(comment) == "accepted"


def test_the_second_moderator_s_rejection_does_not_take_an_approval_back(desk, thread):
    comment = write("accepted")
    assert press(desk, comment, "reject", reason="spam").status_code == 409
    comment.refresh_from_db()
    assert (comment.status, comment.reason, comment.decided_by) == ("accepted", "", "Ann")


# --- going on through the list ---


def decided(desk, comment, action, status="pending"):
    """Press a button of the list; the list that it leads to, and the order of its comments and the notice."""
    response = press(desk, comment, action, **{"from": status})
    assert response.status_code == 303 and response.headers["Location"].endswith("#done")
    page = Page(desk.get(response.headers["Location"]).content.decode())
    marks = [attributes.get("aria-labelledby", attributes.get("id")) for _, attributes, _ in page.elements]
    kept = [mark for mark in marks if mark == "done" or str(mark).startswith("desk-")]
    return page, [int(mark[5:]) if mark != "done" else mark for mark in dict.fromkeys(kept) if mark != "desk-title"]


def test_after_a_decision_the_list_goes_on_at_the_next_comment(desk, thread):
    first, second, third = write(name="Ada"), write(name="Ben"), write(name="Cy")
    page, order = decided(desk, second, "approve")
    assert order == [first.pk, "done", third.pk]
    assert f"Comment {second.pk} by Ben was approved by mo." in " ".join(page.words.split())
    assert page.find(id="done", tabindex="-1", role="status")


def test_after_the_last_one_the_sentence_stands_at_the_end(desk, thread):
    first, last = write(), write()
    assert decided(desk, last, "reject")[1] == [first.pk, "done"]
    page, order = decided(desk, first, "delete")
    assert order == ["done"] and "Nothing waits" in page.words


@pytest.mark.parametrize(("status", "action"), [("accepted", "delete"), ("rejected", "reopen"), ("deleted", "reopen")])
def test_another_list_goes_on_as_well(desk, thread, status, action):
    first, second, third = write(status), write(status), write(status)
    assert decided(desk, second, action, status)[1] == [third.pk, "done", first.pk]


def test_a_reopened_comment_is_said_to_wait(desk, thread):
    page, _ = decided(desk, write("rejected", name="Ada"), "reopen", "rejected")
    assert "by Ada waits again." in " ".join(page.words.split())


@pytest.mark.parametrize(("place", "number"), [(0, 1), (49, 1), (50, 2), (99, 2), (100, 3), (119, 3)])
def test_a_long_list_goes_on_at_the_same_page(desk, many, place, number):
    comment = Comment.objects.get(pk=many[place])
    response = press(desk, comment, "approve", **{"from": "pending"})
    assert f"&page={number}&done={comment.pk}#done" in response.headers["Location"]
    _, order = decided(desk, Comment.objects.get(pk=many[60]), "approve")
    assert "done" in order


@pytest.mark.parametrize("done", ["abc", "12345", "9" * 40, "", "\0", HOSTILE])
def test_a_list_after_nothing_is_a_list(desk, thread, done):
    comment = write()
    response = desk.get("/moderate/", {"done": done})
    assert listed(response) == [comment.pk]
    assert not Page(response.content.decode()).find(id="done")


@pytest.mark.parametrize("place", ["https://evil.example", "//evil.example", "read", ""])
def test_a_decision_leads_to_no_other_site(desk, thread, place):
    comment = write()
    assert press(desk, comment, "approve", **{"from": place}).headers["Location"] == f"/moderate/{comment.pk}/"


# --- safety ---


@pytest.fixture
def strict(moderator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(moderator)
    return client


def test_a_decision_needs_the_token_of_its_page(strict, thread):
    comment = write()
    assert press(strict, comment, "approve").status_code == 403
    assert press(strict, comment, "approve", csrfmiddlewaretoken="a" * 64).status_code == 403
    assert status_of(comment) == "pending"
    tokens = {
        field["value"] for field in Page(strict.get("/moderate/").content.decode()).find(name="csrfmiddlewaretoken")
    }
    assert press(strict, comment, "approve", csrfmiddlewaretoken=tokens.pop()).status_code == 303
    assert status_of(comment) == "accepted"


@pytest.mark.parametrize("address", [LOGIN, "/moderate/logout/"])
def test_signing_in_and_out_need_it_too(strict, address):
    assert strict.post(address, {"username": "mo", "password": PASSWORD}).status_code == 403


def test_another_site_decides_nothing_even_with_a_token(strict, thread):
    comment = write()
    token = Page(strict.get("/moderate/").content.decode()).find(name="csrfmiddlewaretoken")[0]["value"]
    address = f"/moderate/{comment.pk}/approve/"
    response = strict.post(address, {"csrfmiddlewaretoken": token}, headers={"Origin": "https://evil.example"})
    assert response.status_code == 403 and status_of(comment) == "pending"


def test_a_page_from_before_signing_in_is_answered_in_the_site_s_words(strict, thread, settings):
    settings.CSRF_FAILURE_VIEW = "service.desk.views.stale"
    response = press(strict, write(), "approve")
    assert response.status_code == 403 and "nothing has changed" in words(response)
    assert "style" not in {tag for tag, _, _ in Page(response.content.decode()).elements}


def test_hostile_text_is_shown_as_text(desk, thread):
    thread.title = HOSTILE
    thread.save()
    comment = write(name=HOSTILE[:80], body=HOSTILE, email=HOSTILE, held=[HOSTILE])
    Answer.objects.create(comment=comment, question="advice", wording=HOSTILE, value=HOSTILE)
    moderation.decide("reject", comment.pk, HOSTILE, HOSTILE)
    for address in (f"/moderate/{comment.pk}/", f"/moderate/?status=rejected&done={comment.pk}"):
        page = Page(desk.get(address).content.decode())
        assert page.words.count("<script>alert(1)</script>") >= 7
        assert not page.find("script") and not page.find("img")
        assert not any(name.startswith("on") for _, attributes, _ in page.elements for name in attributes)


@pytest.mark.parametrize("address", ["/moderate/", LOGIN, "/moderate/?status=deleted", "{}/", "{}/approve/"])
def test_a_page_of_the_desk_is_kept_and_found_by_nobody(desk, client, thread, address):
    asking = client if address == LOGIN else desk
    response = asking.get(address.format(f"/moderate/{write().pk}"))
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    page = Page(response.content.decode())
    assert not page.find("style") and not any("style" in attributes for _, attributes, _ in page.elements)


def test_the_session_reaches_no_further_than_the_desk(client, moderator):
    cookies = client.post(LOGIN, {"username": "mo", "password": PASSWORD}).cookies
    assert {cookie["path"] for cookie in cookies.values()} == {"/moderate/"}
    assert all(cookie["httponly"] and cookie["samesite"] == "Lax" for cookie in cookies.values())


def test_every_field_of_the_desk_has_a_label(desk, client, thread):
    write()
    for response in (desk.get("/moderate/"), client.get(LOGIN)):
        page = Page(response.content.decode())
        labelled = {label["for"] for label in page.find("label")}
        fields = [field for field in page.find("input") if field.get("type") != "hidden"]
        assert fields and {field["id"] for field in fields} <= labelled


def test_while_the_store_is_down_the_desk_says_so(desk, thread, monkeypatch):
    def down(*_):
        raise OperationalError("database is locked")

    comment = write()
    monkeypatch.setattr(moderation, "decide", down)
    response = press(desk, comment, "approve")
    assert response.status_code == 503 and int(response.headers["Retry-After"]) > 0
    assert status_of(comment) == Status.PENDING
