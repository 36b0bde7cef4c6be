"""A comment on its way in: preview, token, who waits and who does not."""

import pytest
from django.test import Client
from django.utils import timezone

from service.decisions import moderation
from service.record.models import SPAM, Comment, Status
from service.threads import thread_view
from tests.factories import QUESTIONS


def latest():
    return Comment.objects.latest("pk")


def test_without_a_token_a_preview_shows_the_comment_and_keeps_everything_in_the_form(post, read):
    response = post("Hello *you*", token=None, name="Ann", answer_how_soon="3", answer_how_soon_unit="weeks")
    page = read(response)
    assert response.status_code == 200
    assert "<em>you</em>" in response.content.decode() and "3 weeks" in page.words
    kept = {"body": "Hello *you*", "name": "Ann", "answer-how-soon": "3", "answer-how-soon-unit": "weeks"}
    assert kept.items() <= page.forms["confirm"].items()
    assert page.forms["comment-form"]["body"] == "Hello *you*"
    assert not Comment.objects.exists()


def test_confirming_the_preview_stores_the_comment(client, post, read, clock):
    fields = read(post("\nHello\r\n  you", token=None, name="Ann", email="ann@example.org")).forms["confirm"]
    clock.move(seconds=2)
    response = client.post("/comments/follow-up/", fields)
    assert response.status_code == 303
    comment = latest()
    assert (comment.body, comment.name, comment.email) == ("\nHello\n  you", "Ann", "ann@example.org")
    assert response.headers["Location"] == f"/comments/mine/{comment.status_key}/"


def test_the_preview_says_which_addresses_stay_text(post, read):
    assert "javascript:alert(1)" in read(post("[a](javascript:alert(1))", token=None)).words
    assert "These stay plain text" in read(post("[a](javascript:alert(1))", token=None)).words


def test_a_preview_can_be_asked_for_with_a_token(post):
    assert post(preview="1").status_code == 200
    assert not Comment.objects.exists()


def test_multipart_is_taken_as_well(client, token):
    assert client.post("/comments/follow-up/", {"body": "Größe 👍", "token": token()}).status_code == 303
    assert latest().body == "Größe 👍"


def test_the_private_page_tells_what_became_of_the_comment(client, post, read):
    address = post("My words", name="Ann").headers["Location"]
    words = {}
    for action in ("", "approve", "reopen", "reject", "delete"):
        if action:
            moderation.decide(action, latest().pk, "Mo", "Said before.")
        words[action] = read(client.get(address)).words
    assert "waits" in words[""] and "My words" in words[""]
    assert "published" in words["approve"]
    assert "declined" in words["reject"] and "The reason given: Said before." in words["reject"]
    assert "taken down" in words["delete"] and "My words" not in words["delete"]
    assert "comment-" not in client.get(address).content.decode()


def test_the_private_page_shows_the_answers_too_and_nothing_to_reply_with(client, post, read):
    page = read(client.get(post("My words", answer_how_soon="3").headers["Location"]))
    assert "3 days" in page.words and "Reply" not in page.words


def test_whose_comment_was_taken_for_spam_is_told_kindly(client, post, read):
    address = post("My words").headers["Location"]
    moderation.decide("reject", latest().pk, "Mo", SPAM)
    told = read(client.get(address)).words
    assert "It looked like an advertisement." in told and "spam" not in told


def test_an_unknown_private_page_is_not_found(client, thread):
    assert client.get("/comments/mine/never-given/").status_code == 404


def test_an_accepted_comment_leads_to_where_it_stands(post, configure):
    configure(moderation="none")
    response = post()
    comment = latest()
    assert (comment.status, comment.number, comment.thread.accepted) == (Status.ACCEPTED, 1, 1)
    assert response.headers["Location"] == f"/follow-up/?c={comment.pk}#comment-{comment.pk}"


def test_each_comment_leads_to_an_address_that_no_browser_has_stored(post, configure):
    configure(moderation="none")
    led = [post(f"Words {number}.").headers["Location"].partition("#")[0] for number in range(3)]
    assert len(set(led)) == 3


def test_a_reply_on_an_old_page_leads_to_that_page(accepted, post, configure):
    first = accepted("First of all.")
    for number in range(50):
        accepted(f"Comment {number}.")
    configure(moderation="none")
    assert (
        post("A reply.", parent=first.pk).headers["Location"]
        == f"/follow-up/comments/1/?c={latest().pk}#comment-{latest().pk}"
    )


def test_the_browser_is_remembered_by_a_cookie_with_little_reach(post, configure):
    cookie = post().cookies["reader"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/comments/")
    assert cookie["max-age"] == 365 * 24 * 3600 and not cookie["secure"]
    configure(siteurl="https://example.org")
    assert post("Other words.").cookies["reader"]["secure"]


# --- the token ---


def test_the_same_text_again_gives_the_same_answer(post, token):
    used = token()
    first, second = post("Once.", token=used), post("Once.", token=used, client=Client())
    assert (second.status_code, second.headers["Location"]) == (303, first.headers["Location"])
    assert Comment.objects.count() == 1


def test_another_text_with_a_used_token_is_a_409_with_a_fresh_one(client, post, token, read):
    used = token()
    post("Once.", token=used)
    response = post("Something else.", token=used)
    fields = read(response).forms["confirm"]
    assert response.status_code == 409
    assert fields["body"] == "Something else." and fields["token"] != used
    assert client.post("/comments/follow-up/", fields).status_code == 303


def other_thread(token, clock):
    from service.record.models import Thread

    Thread.objects.create(slug="preparing", title="Preparing")
    return token(slug="preparing")


def expired(token, clock):
    old = token()
    clock.move(hours=24)
    return old


def from_the_future(token, clock):
    new = token()
    clock.move(minutes=-6)
    return new


WRONG_TOKENS = {
    "forged": lambda token, clock: "forged",
    "changed": lambda token, clock: token()[:-1] + "~",
    "not ASCII": lambda token, clock: "\u00e9:\ud800".encode("utf-8", "replace").decode(),
    "of another thread": other_thread,
    "expired": expired,
    "from the future": from_the_future,
}


@pytest.mark.parametrize("make", WRONG_TOKENS.values(), ids=WRONG_TOKENS)
def test_a_token_that_is_wrong_is_a_400_with_a_fresh_one(client, post, token, read, clock, make):
    response = post("My words.", token=make(token, clock))
    page = read(response)
    assert response.status_code == 400 and page.title.startswith("Not posted: ")
    assert page.forms["confirm"]["body"] == "My words."
    assert client.post("/comments/follow-up/", page.forms["confirm"]).status_code == 303


def test_a_clock_that_goes_back_a_little_does_no_harm(post, token, clock):
    ours = token()
    clock.move(minutes=-5)
    assert post(token=ours).status_code == 303


def test_a_token_lives_for_a_day(post, token, clock):
    ours = token()
    clock.move(hours=23, minutes=59)
    assert post(token=ours).status_code == 303


def test_no_token_is_given_for_a_thread_that_takes_no_comments(client, thread):
    thread.author_closed_reason = "We have moved on."
    thread.save()
    assert client.get("/comments/follow-up/token/").status_code == 403
    assert client.get("/comments/unknown/token/").status_code == 404


# --- who waits ---


def test_under_first_a_browser_whose_comment_was_accepted_does_not_wait_again(post):
    post("First.")
    assert latest().held == ["newcomer"]
    post("Second.")
    assert latest().held == ["newcomer"]
    moderation.decide("approve", latest().pk, "Mo")
    post("Third.")
    assert (latest().status, latest().decided_by) == (Status.ACCEPTED, "Afterword")


def test_an_email_address_proves_nothing(accepted, post):
    accepted("First.", email="ann@example.org")
    post("Second.", email="ann@example.org", client=Client())
    assert latest().held == ["newcomer"]


def test_a_forged_cookie_proves_nothing(accepted, post):
    accepted("First.")
    stranger = Client()
    stranger.cookies["reader"] = f"{latest().browser_id}:1:forged"
    post("Second.", client=stranger)
    assert latest().held == ["newcomer"]


def test_a_moderator_who_is_signed_in_is_a_reader_like_any_other(post, django_user_model):
    moderator = Client()
    moderator.force_login(django_user_model.objects.create_superuser("mo"))
    post("<script>alert(1)</script>", client=moderator)
    assert latest().held == ["newcomer"]


HELD = {
    "trap": {"topic": "filled by a machine"},
    "links": {"body": "http://a.example http://b.example http://c.example"},
}


@pytest.mark.parametrize("reason", HELD)
def test_what_looks_odd_is_held_and_never_refused(accepted, post, configure, reason):
    accepted("Known reader.")
    assert post(**HELD[reason]).status_code == 303
    assert (latest().status, latest().held) == (Status.PENDING, [reason])
    configure(moderation="none")
    post(**HELD[reason] | {"body": HELD[reason].get("body", "") + " again"})
    assert (latest().status, latest().held) == (Status.ACCEPTED, [])


def test_the_preview_tells_of_a_filled_trap_and_it_can_be_emptied_before_anything_is_held(
    client, accepted, post, read, clock
):
    accepted("Known reader.")
    page = read(post("My words.", token=None, topic="no thanks"))
    assert "Please empty it before you post." in page.words
    assert page.find("input", id="confirm-topic", name="topic")
    assert page.forms["confirm"]["topic"] == "no thanks" and page.find("label", for_="confirm-topic")
    assert "tabindex" not in page.find("input", id="field-topic")[0] and not page.find(class_="trap")
    clock.move(seconds=5)
    client.post("/comments/follow-up/", page.forms["confirm"] | {"topic": ""})
    assert (latest().body, latest().status, latest().held) == ("My words.", Status.ACCEPTED, [])


def test_who_leaves_the_trap_filled_waits(client, accepted, post, read, clock):
    accepted("Known reader.")
    fields = read(post("My words.", token=None, topic="no thanks")).forms["confirm"]
    clock.move(seconds=5)
    assert client.post("/comments/follow-up/", fields).status_code == 303
    assert latest().held == ["trap"]


@pytest.mark.parametrize("topic", ["", " ", "\u200b"])
def test_of_an_empty_trap_no_preview_speaks(post, read, topic):
    assert "Please empty it" not in read(post("My words.", token=None, topic=topic)).words


def test_what_comes_within_a_second_is_held(accepted, post, token, clock):
    accepted("Known reader.")
    quick = token()
    clock.move(seconds=-4.5)
    post("Quickly.", token=quick)
    assert latest().held == ["quick"]


def test_two_links_are_not_many(accepted, post):
    accepted("Known reader.")
    post("http://a.example http://b.example")
    assert latest().status == Status.ACCEPTED


def test_the_text_of_a_rejected_comment_is_held_in_any_case_and_spacing(accepted, post):
    accepted("Known reader.")
    post("Buy  GOLD now", client=Client())
    moderation.decide("reject", latest().pk, "Mo", "off topic")
    post("buy gold\nNow")
    assert latest().held == ["known"]


def test_under_all_everybody_waits(accepted, post, configure):
    accepted("Known reader.")
    configure(moderation="all")
    post("Second.")
    assert latest().held == ["all"]


def test_the_same_text_from_the_same_browser_leads_to_the_first_for_a_day(accepted, post, clock):
    replied = {"parent": accepted("First of all.").pk, "name": "Ann", "answer_how_soon": "3"}
    post("Again.", **replied)
    first = latest()
    post("Again.", **replied)
    assert latest() == first
    clock.move(hours=25)
    post("Again.", **replied)
    assert latest() != first and latest().status == Status.ACCEPTED


@pytest.fixture
def two(accepted):
    """Two comments of another reader, and a reader whose next ones do not wait."""
    there = [accepted("I was told no.", client=Client()).pk, accepted("I had an offer.", client=Client()).pk]
    accepted("Known reader.")
    return there


OTHERS = {
    "in reply to another comment": lambda two: ({"parent": two[0]}, {"parent": two[1]}),
    "in reply to one, and by itself": lambda two: ({"parent": two[0]}, {}),
    "with another answer": lambda two: ({"answer_how_soon": "3"}, {"answer_how_soon": "5"}),
    "in weeks": lambda two: (
        {"answer_how_soon": "3"},
        {"answer_how_soon": "3", "answer_how_soon_unit": "weeks"},
    ),
    "to another question": lambda two: ({"answer_letters": "3"}, {"answer_how_soon": "3"}),
    "with an answer, and without": lambda two: ({"answer_response": "An offer"}, {}),
    "with one answer more": lambda two: ({"answer_letters": "3"}, {"answer_letters": "3", "answer_advice": "Wait."}),
}


@pytest.mark.parametrize("others", OTHERS.values(), ids=OTHERS)
def test_the_same_words_elsewhere_or_with_another_answer_are_a_comment_of_their_own(two, post, others):
    for sent in (first := others(two)) + first[::-1]:
        assert post("Thank you!", **sent).status_code == 303
    kept = Comment.objects.filter(body="Thank you!")
    assert [(one.status, one.held) for one in kept] == [(Status.ACCEPTED, [])] * 2
    assert {one.parent_id for one in kept} == {sent.get("parent") for sent in first}


@pytest.mark.parametrize("others", OTHERS.values(), ids=OTHERS)
def test_a_used_token_does_not_pass_for_another_comment_of_the_same_words(client, two, post, token, read, others):
    first, second = others(two)
    used = token()
    post("Thank you!", token=used, **first)
    response = post("Thank you!", token=used, **second)
    assert response.status_code == 409
    assert client.post("/comments/follow-up/", read(response).forms["confirm"]).status_code == 303
    assert Comment.objects.filter(body="Thank you!").count() == 2


def test_two_who_share_a_browser_may_say_the_same_and_the_second_is_read_first(two, post):
    for name in ("Ann", "Ben"):
        post("Thank you!", name=name, parent=two[0])
    first, second = Comment.objects.filter(body="Thank you!").order_by("pk")
    assert (first.held, second.held) == ([], ["duplicate"])


def test_the_same_words_all_over_a_discussion_are_read_first(two, accepted, post):
    for parent in [*two, *(accepted(f"More {number}.", client=Client()).pk for number in range(5))]:
        post("Visit me!", parent=parent)
    kept = Comment.objects.filter(body="Visit me!").order_by("pk")
    assert [one.held for one in kept] == [[]] * 5 + [["duplicate"]] * 2


def test_a_reply_sent_again_leads_to_the_first_though_its_parent_is_gone(two, post, token):
    used, fresh = token(), token()
    first = post("Thank you!", parent=two[0], token=used).headers["Location"]
    moderation.decide("delete", two[0], "Mo")
    assert post("Thank you!", parent=two[0], token=used).status_code == 303
    assert post("Thank you!", parent=two[0], token=fresh).status_code == 303
    assert Comment.objects.filter(body="Thank you!").count() == 1 and first


@pytest.mark.parametrize(("parents", "held"), [((0, 0), ["duplicate"]), ((0, 1), [])])
def test_the_same_text_from_someone_else_is_a_comment_of_its_own_and_held_in_the_same_place(two, post, parents, held):
    post("Thank you!", client=Client(), parent=two[parents[0]])
    assert post("Thank you!", parent=two[parents[1]]).status_code == 303
    assert latest().held == held
    assert Comment.objects.filter(body="Thank you!").count() == 2


# --- answers ---

ANSWERS = {
    "days by default": ({"how_soon": "3"}, ("how-soon", "3", "days", 3)),
    "weeks": ({"how_soon": "1.5", "how_soon_unit": "weeks"}, ("how-soon", "1.5", "weeks", 10.5)),
    "hours with a comma": ({"how_soon": "12,0", "how_soon_unit": "hours"}, ("how-soon", "12.0", "hours", 0.5)),
    "none at all": ({"how_soon": "0"}, ("how-soon", "0", "days", 0)),
    "a year": ({"how_soon": "365"}, ("how-soon", "365", "days", 365)),
    "a choice": ({"response": "A kind no"}, ("response", "A kind no", "", None)),
    "a number": ({"letters": "-2"}, ("letters", "-2", "", -2)),
    "words": ({"advice": " Breathe. "}, ("advice", "Breathe.", "", None)),
}


@pytest.mark.parametrize(("given", "kept"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_is_kept(post, given, kept):
    post(**{f"answer_{name}": value for name, value in given.items()})
    answer = latest().answers.get()
    assert (answer.question, answer.value, answer.unit, answer.amount) == kept
    assert answer.wording == next(question["text"] for question in QUESTIONS if question["id"] == answer.question)


def test_empty_answers_are_none_even_to_questions_that_are_gone(post):
    post(answer_how_soon="", answer_how_soon_unit="days", answer_gone=" ")
    assert not latest().answers.exists()


@pytest.mark.parametrize(
    "nothing", ["\u3164", "\u2800", "\u200b\u115f", "\ufe0f", "\u0301", "\ufffc", "\U000e0041"], ids=ascii
)
def test_a_name_that_shows_nothing_is_none(accepted, read, client, nothing):
    comment = accepted(name=nothing, answer_advice=nothing)
    assert comment.name == "" and not comment.answers.exists()
    page = read(client.get(f"/comments/follow-up/?parent={comment.pk}"))
    assert "You reply to A reader" in " ".join(page.words.split())


def test_a_name_that_shows_nothing_and_was_kept_before_is_none(thread):
    comment = Comment(pk=1, thread=thread, name="\u3164", body="Words.", created=timezone.now(), status="accepted")
    assert thread_view.show(comment).name == "A reader"


def test_lines_that_slides_and_pages_end_in_their_own_way_are_lines(accepted):
    assert accepted("One\u000btwo\u000cthree\ufffc").body == "One\ntwo\nthree"


def test_what_copying_leaves_around_a_line_is_no_part_of_it(accepted):
    fields = {
        "email": "\u202aada@example.org\u202c",
        "answer_how_soon": "\u200e3",
        "answer_advice": "Wait.\u000b",
    }
    comment = accepted(name="Ada\u2028", **fields)
    answers = [answer.value for answer in comment.answers.order_by("pk")]
    assert (comment.name, comment.email, *answers) == ("Ada", "ada@example.org", "3", "Wait.")
