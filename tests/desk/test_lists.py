"""What the desk lists: tabs, articles, pages, search; and what it asks the record for."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from service.decisions import editing, moderation
from service.record.models import Answer, Comment, Thread
from service.rules import forms
from tests.desk.asking import listed, page, words
from tests.factories import write


@pytest.fixture
def threads(thread):
    """Three more articles."""
    return [Thread.objects.create(slug=f"part-{number}", title=f"Part {number}") for number in (1, 2, 3)]


def many(threads, count, **fields):
    """So many comments that wait, one article after the other; their ids."""
    told = {"body": "A few words.", "created": timezone.now()} | fields
    keys = [f"many-{Comment.objects.count()}-{number}" for number in range(count)]
    made = [
        Comment(
            thread=threads[number % len(threads)],
            nonce=key,
            status_key=key,
            browser_id=key[:32],
            address_hash=key,
            **told,
        )
        for number, key in enumerate(keys)
    ]
    Comment.objects.bulk_create(made)
    return list(Comment.objects.filter(nonce__in=keys).order_by("pk").values_list("pk", flat=True))


# --- tabs ---


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


def test_spam_has_a_tab_of_its_own(desk, thread):
    spam, declined = write(), write()
    moderation.decide("reject", spam.pk, "Ann", "spam")
    moderation.decide("reject", declined.pk, "Ann", "Said before.")
    assert listed(desk.get("/moderate/?status=spam")) == [spam.pk]
    assert listed(desk.get("/moderate/?status=rejected")) == [declined.pk]


def test_latest_is_everything_the_newest_first(desk, thread):
    comments = [write(status) for status in ("pending", "accepted", "rejected", "deleted")]
    assert listed(desk.get("/moderate/?status=latest")) == [comment.pk for comment in reversed(comments)]


def test_the_tabs_count_and_name_the_one_shown(desk, thread):
    for status, count in (("pending", 3), ("accepted", 2), ("deleted", 1)):
        for _ in range(count):
            write(status)
    moderation.decide("reject", write().pk, "Ann", "spam")
    response = desk.get("/moderate/?status=accepted")
    assert "Waiting 3 Accepted 2 Declined 0 Spam 1 Deleted 1 Latest" in words(response)
    (current,) = page(response).find("a", aria_current="page")
    assert current["href"] == "/moderate/?status=accepted"


def test_an_empty_list_says_so(desk, thread):
    assert "Nothing waits" in words(desk.get("/moderate/"))
    assert "There are none" in words(desk.get("/moderate/?status=rejected"))


@pytest.mark.parametrize("status", ["", "PENDING", "pending'--", "\0", "all"])
def test_a_tab_that_is_none_is_not_found(desk, thread, status):
    assert desk.get("/moderate/", {"status": status}).status_code == 404


# --- what a row tells ---


def test_a_row_tells_who_where_when_and_why_it_waits(desk, thread):
    write(name="Ada", email="ada@example.org", body="Some *words*.", held=["newcomer", "word:gold"])
    response = desk.get("/moderate/")
    told = words(response)
    for part in ("Ada", "Follow-Up", "1 Sep 2026, 12:00 UTC", "ada@example.org", "Some words.", "it says “gold”"):
        assert part in told
    assert "first comment from this browser" in told and page(response).find("em")


def test_a_row_tells_what_it_answers_and_its_own_answers(desk, thread):
    parent = write("accepted")
    reply = write(parent=parent)
    Answer.objects.create(comment=reply, question="how-soon", wording="How soon?", value="3", unit="weeks")
    told = words(desk.get("/moderate/"))
    assert f"in reply to comment {parent.pk}" in told and "How soon? 3 weeks" in told


def test_a_row_tells_how_many_others_came_from_there_and_leads_to_them(desk, thread):
    first = write(browser_id="r", address_hash="s")
    second = write("rejected", browser_id="r", address_hash="t")
    third = write(browser_id="q", address_hash="s")
    alone = write(browser_id="p", address_hash="u")
    response = desk.get("/moderate/")
    assert "1 other from this browser, 1 declined, 1 other from this address today" in words(response)
    assert page(response).find("a", href=f"/moderate/?like={first.pk}")
    assert not page(response).find("a", href=f"/moderate/?like={alone.pk}")
    assert listed(desk.get(f"/moderate/?like={first.pk}")) == [third.pk, second.pk, first.pk]


def test_comments_of_which_nothing_is_known_are_not_thrown_together(desk, thread):
    first, _ = write(), write()
    assert listed(desk.get(f"/moderate/?like={first.pk}")) == [first.pk]
    assert "other from" not in words(desk.get("/moderate/"))


def test_the_company_of_no_comment_is_not_found(desk, thread):
    assert desk.get("/moderate/?like=12345").status_code == 404


def test_an_edited_comment_is_marked(desk, thread):
    comment = write()
    editing.edit(comment.pk, forms.clean({"body": "Other words."}, []), editing.fingerprint(comment), "Ann")
    assert "Edited by Ann" in words(desk.get("/moderate/"))


# --- articles and pages ---


def test_the_article_last_written_to_comes_first_and_keeps_its_place_when_decided(desk, threads):
    old, new = write(slug="part-1"), write(slug="part-2")
    last = write(slug="part-1")
    assert listed(desk.get("/moderate/")) == [old.pk, last.pk, new.pk]
    moderation.decide("approve", last.pk, "Ann")
    assert listed(desk.get("/moderate/")) == [old.pk, new.pk]
    assert "1 waiting" in words(desk.get("/moderate/"))


def test_pages_have_50_rows_and_begin_within_an_article(desk, threads):
    ids = many(threads, 130)
    pages = [listed(desk.get(f"/moderate/?page={number}")) for number in (1, 2, 3)]
    assert [len(one) for one in pages] == [50, 50, 30]
    shown = [pk for one in pages for pk in one]
    assert sorted(shown) == ids
    by_article = dict(Comment.objects.values_list("pk", "thread_id"))
    assert list(dict.fromkeys(by_article[pk] for pk in shown)) == ["part-1", "part-3", "part-2"]
    assert shown == sorted(shown, key=lambda pk: (["part-1", "part-3", "part-2"].index(by_article[pk]), pk))
    second = desk.get("/moderate/?page=2")
    assert [link["href"] for link in page(second).find("a", class_="pager__next")] == [
        "/moderate/?status=pending&page=3"
    ]
    assert "Page 2 of 3" in words(second)


@pytest.mark.parametrize(
    ("number", "shown"), [("999", 3), ("9" * 17, 3), ("0", 1), ("-1", 1), ("abc", 1), ("9" * 99, 1)]
)
@pytest.mark.parametrize("status", ["pending", "latest"])
def test_a_page_that_does_not_exist_is_the_nearest(desk, threads, number, shown, status):
    many(threads, 120)
    response = desk.get("/moderate/", {"page": number, "status": status})
    assert f"Page {shown} of 3" in words(response)


# --- search ---


@pytest.mark.parametrize("search", ["gold", "GOLD", " gold ", "Mara", "follow-up", "100%_"])
def test_search_looks_in_text_name_and_slug_of_every_status(desk, thread, search):
    Thread.objects.create(slug="thanks", title="Thanks")
    found = [
        write(status, name="Mara", body="Gold at 100%_ less.")
        for status in ("pending", "accepted", "rejected", "deleted")
    ]
    write(slug="thanks", name="Ben", body="Silver at 1000 less.")
    response = desk.get("/moderate/", {"q": search})
    assert listed(response) == [comment.pk for comment in reversed(found)]
    assert "4 found" in words(response)


@pytest.mark.parametrize("search", ["nothing of the kind", "\0", "%", "a" * 5000])
def test_a_search_without_a_find_says_so(desk, thread, search):
    write(body="Gold.")
    response = desk.get("/moderate/", {"q": search})
    assert response.status_code == 200
    assert search.strip() in ("\0",) or "Nothing was found" in words(response)


TYPED = [
    ("ÜBERRASCHT", "überrascht"),
    ("u\u0308ber uns", "über uns"),  # a letter and its dots, as macOS names a file
    ("Über uns", "u\u0308ber"),
    ("Москва", "москва"),
    ("Ёлки", "елки"),
    ("ΟΔΥΣΣΕΥΣ", "οδυσσεύς"),
    ("Wir saßen da", "SASSEN"),
    ("STRASSE", "straße"),
    ("İSTANBUL", "istanbul"),
    ("ışık", "IŞIK"),
    ("Łódź", "lodz"),
    ("I don’t know", "i don't know"),
    ("I don't know", "don’t"),
    ("I don´t know", "don't"),
    ("a “good” offer", '"good"'),
    ("3–5 days", "3-5"),
    ("wait 10\u00a0days", "10 days"),
    ("wait\n10 days", "wait 10  days"),
    ("co\u00adoperate", "cooperate"),
    ("a\u200bb", "ab"),
    ("ＡＢＣ社", "abc社"),
    ("ﾃｽﾄ", "テスト"),
    ("한국", "한국"),
    ("שָׁלוֹם", "שלום"),
    ("مُقَابَلَة", "مقابلة"),
    ("ﬁne", "FINE"),
]


@pytest.mark.parametrize(("written", "search"), TYPED)
@pytest.mark.parametrize("where", ["body", "name"])
def test_search_finds_what_was_written_however_it_is_typed(desk, thread, written, search, where):
    write(body="Something else.", name="Else")
    found = write(**{where: written})
    assert listed(desk.get("/moderate/", {"q": search})) == [found.pk]


def test_search_goes_by_letters_and_not_by_their_look(desk, thread):
    write(body="Резюме готово. か C0")
    for search in ("резюма", "が", "co"):
        assert listed(desk.get("/moderate/", {"q": search})) == [], search


def test_search_finds_answers_and_the_titles_of_articles(desk, thread):
    titled = write(slug=Thread.objects.create(slug="second", title="Überstunden & Lohn").pk)
    answered = write()
    Answer.objects.create(comment=answered, question="advice", wording="Well?", value="Nicht so ÄNGSTLICH")
    assert listed(desk.get("/moderate/", {"q": "uberstunden"})) == [titled.pk]
    assert listed(desk.get("/moderate/", {"q": "ängstlich"})) == [answered.pk]


def test_a_search_never_goes_from_a_name_on_into_the_text(desk, thread):
    write(name="Ada", body="Lovelace wrote this.")
    assert listed(desk.get("/moderate/", {"q": "ada lovelace"})) == []


@pytest.mark.parametrize("search", ["\u200b", "\u00ad\u2060", "\u0301"])
def test_a_search_for_nothing_that_shows_is_none(desk, thread, search):
    write("accepted")
    waits = write()
    assert listed(desk.get("/moderate/", {"q": search})) == [waits.pk]


def test_an_edit_and_a_post_are_found_by_their_new_words(desk, thread, post):
    post("Я ЖДАЛ")
    comment = Comment.objects.get()
    assert listed(desk.get("/moderate/", {"q": "ждал"})) == [comment.pk]
    editing.edit(comment.pk, forms.clean({"body": "ÉCRIT"}, []), editing.fingerprint(comment), "Ann")
    assert listed(desk.get("/moderate/", {"q": "écrit"})) == [comment.pk]
    assert listed(desk.get("/moderate/", {"q": "ждал"})) == []


def test_what_was_written_before_there_was_a_search_is_found_too(desk, thread):
    comment = write(body="ÄLTER", name="Ёж")
    answer = Answer.objects.create(comment=comment, question="advice", wording="Well?", value="FRÜHER")
    Comment.objects.update(folded="")
    Answer.objects.update(folded="")
    migration = import_module("service.record.migrations.0010_folded")
    migration.fold_all(apps, SimpleNamespace(connection=connection))
    comment.refresh_from_db()
    answer.refresh_from_db()
    assert (comment.folded, answer.folded) == ("еж\nalter", "fruher")


def test_a_search_has_pages_too(desk, threads):
    many(threads, 60, body="Gold.")
    response = desk.get("/moderate/?q=gold")
    assert len(listed(response)) == 50
    assert page(response).find("a", href="/moderate/?q=gold&page=2")


# --- what it costs ---


@pytest.mark.parametrize("address", ["", "?status=latest", "?q=words", "?page=2"])
def test_a_list_asks_as_often_whatever_it_shows(desk, threads, address):
    many(threads, 55)
    moderation.decide("approve", write().pk, "mo")
    with CaptureQueriesContext(connection) as few:
        desk.get(f"/moderate/{address}")
    for comment in Comment.objects.all()[:60]:
        Answer.objects.create(comment=comment, question="how-soon", wording="How soon?", value="3", unit="weeks")
        editing.edit(comment.pk, forms.clean({"body": "Few words."}, []), editing.fingerprint(comment), "Ann")
    many(threads, 200)
    with CaptureQueriesContext(connection) as full:
        desk.get(f"/moderate/{address}")
    assert len(full) == len(few) <= 14, "\n".join(query["sql"] for query in full)


def test_one_comment_costs_a_bounded_number_too(desk, thread):
    comment = write()
    for _ in range(5):
        moderation.decide("approve", comment.pk, "Ann")
        moderation.decide("reopen", comment.pk, "Ann")
    with CaptureQueriesContext(connection) as asked:
        desk.get(f"/moderate/{comment.pk}/")
    assert len(asked) <= 13


def test_ten_thousand_that_wait_are_listed_page_by_page(desk, threads):
    many(threads, 10_000)
    response = desk.get("/moderate/?page=100")
    assert len(listed(response)) == 50 and "Page 100 of 200" in words(response)


def test_a_long_ago_is_a_date(desk, thread, clock):
    write(created=timezone.now() - timedelta(days=400))
    assert "28 Jul 2025, 12:00 UTC" in words(desk.get("/moderate/"))
