"""What holds a comment beside the tests of the form: blocks, the list of words, what was rejected before."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from service.decisions import moderation
from service.record import queries
from service.record.models import Block, Comment, Status
from service.rules import blocklist, hold_reasons
from service.rules.refusal import ValidationRefusedError


def latest():
    return Comment.objects.latest("pk")


def block(comment, **fields):
    now = timezone.now()
    fields = {"until": now + timedelta(days=1)} | fields
    return Block.objects.create(by="Mo", created=now, comment=comment, **fields)


# --- blocks ---


@pytest.mark.parametrize("moderated", ["first", "none"])
@pytest.mark.parametrize("kind", ["browser_id", "address_hash"])
def test_a_blocked_source_is_held_and_never_lost(accepted, post, configure, kind, moderated):
    comment = accepted("Known reader.")
    block(comment, **{kind: getattr(comment, kind)})
    configure(moderation=moderated)
    assert post("Again.").status_code == 303
    assert (latest().status, latest().held, latest().body) == (Status.PENDING, ["blocked"], "Again.")


def test_a_block_ends(accepted, post, clock):
    comment = accepted("Known reader.")
    block(comment, browser_id=comment.browser_id)
    clock.move(days=1, seconds=1)
    post("Again.")
    assert latest().status == Status.ACCEPTED


def test_a_block_of_a_browser_leaves_its_neighbours_alone(accepted, post, configure):
    comment = accepted("Known reader.")
    block(comment, browser_id=comment.browser_id)
    configure(moderation="none")
    post("A neighbour.", client=Client())
    assert latest().status == Status.ACCEPTED


def test_a_block_of_an_address_ends_with_the_day_since_its_key_does(accepted, post, clock):
    comment = accepted("Known reader.")
    block(comment, address_hash=comment.address_hash, until=timezone.now() + timedelta(days=7))
    clock.move(hours=13)
    post("Tomorrow.")
    assert latest().status == Status.ACCEPTED


def test_a_comment_without_browser_or_address_is_in_nobody_s_block(accepted, thread):
    block(None, browser_id="abc")
    assert not queries.is_blocked("", "", timezone.now())


# --- the list of words ---


@pytest.fixture
def listed(db):
    def listed(*lines):
        assert blocklist.save(blocklist.clean("\n".join(lines)), blocklist.current().text, "Mo")

    return listed


def test_a_word_of_the_list_holds_and_is_named(accepted, post, listed):
    accepted("Known reader.")
    listed("casino", "free money")
    post("Our CASINO has\nFree   Money for you.")
    assert latest().held == ["word:casino", "word:free money"]
    assert hold_reasons.in_words(latest().held[0]) == "it says “casino”, which is on the list of words"


@pytest.mark.parametrize("sent", [{"name": "Casino Joe"}, {"answer-advice": "Visit the casino."}])
def test_a_word_is_found_in_every_field(accepted, post, listed, sent):
    accepted("Known reader.")
    listed("casino")
    post(**sent)
    assert latest().held == ["word:casino"]


def test_a_part_of_a_word_is_none(accepted, post, listed):
    accepted("Known reader.")
    listed("ass", "c++", "straße")
    post("A class in mass, and cc+.")
    assert latest().held == []
    post("C++ in the STRASSE.")
    assert latest().held == ["word:c++", "word:straße"]


FOUND = {
    "Chinese": ("赌博", "在线赌博网站"),
    "Chinese beside Latin": ("casino", "在线casino网站"),
    "Japanese": ("カジノ", "オンラインカジノで"),
    "Japanese of half width": ("カジノ", "ｵﾝﾗｲﾝｶｼﾞﾉ"),
    "kana": ("かね", "おかねを"),
    "Korean with a particle": ("도박", "불법도박을"),
    "Latin with a particle": ("casino", "casino를"),
    "Thai": ("พนัน", "เว็บพนันออนไลน์"),
    "Lao": ("ພະນັນ", "ເວັບພະນັນ"),
    "Khmer": ("ល្បែង", "លេងល្បែងនៅ"),
    "Burmese": ("လောင်းကစား", "အွန်လိုင်းလောင်းကစား"),
    "a hyphen": ("casino", "casino-online"),
    "underscores": ("casino", "__casino__ casino_bonus"),
    "a genitive": ("casino", "The casino’s best"),
    "French behind an article": ("argent", "de l'argent"),
    "Italian behind a preposition": ("azzardo", "gioco D’AZZARDO"),
    "in quotes": ("casino", "the 'casino'"),
    "an apostrophe": ("don't", "DON’T"),
    "full width": ("casino", "ＣＡＳＩＮＯ"),
    "styled letters": ("casino", "𝐜𝐚𝐬𝐢𝐧𝐨"),
    "two parts of a letter": ("café", "CAFE\u0301"),
    "within it what shows nothing": ("casino", "ca\u200bsi\xadno"),
    "after it what shows nothing": ("casino", "casino\u200bbonus"),
    "Turkish": ("bahis", "BAHİS"),
    "Turkish without a dot": ("kazanın", "KAZANIN"),
    "Greek capitals": ("καζίνο", "ΚΑΖΙΝΟ"),
    "Greek at its end": ("λόγος", "ΛΟΓΟΣ"),
    "Russian": ("ещё", "ЕЩЕ"),
    "Arabic with its vowels": ("قمار", "قِمَار"),
}
NOT_FOUND = {
    "French": ("ai", "J'ai attendu"),
    "French with a curly apostrophe": ("ai", "J’ai attendu"),
    "French with a prime": ("ai", "J′ai attendu"),
    "French without a name": ("attendu", "j'attendus"),
    "English": ("don", "I don’t"),
    "an Irish name": ("brien", "O'Brien"),
    "a part": ("casino", "casinos mycasino casino2"),
    "a part, with accents": ("cas", "casé"),
    "another accent": ("schon", "schön"),
    "Hindi": ("क", "कि"),
    "another Thai word": ("แม", "แม่"),
}


@pytest.mark.parametrize(("listed", "written"), FOUND.values(), ids=FOUND)
def test_a_word_is_found(listed, written):
    assert blocklist._found(listed, written) == [listed]


@pytest.mark.parametrize(("listed", "written"), NOT_FOUND.values(), ids=NOT_FOUND)
def test_another_word_is_not_found(listed, written):
    assert blocklist._found(listed, written) == []


def test_a_line_of_which_nothing_is_left_finds_nothing():
    assert blocklist._found("\u0640", "a \u0640") == []


def test_a_list_is_kept_without_blank_lines_and_twins(db):
    assert blocklist.clean("  casino \r\n\r\ncasino\nfree \t money\n\u200b\n") == "casino\nfree money"


@pytest.mark.parametrize("wrong", ["a" * 101, "***", "a\0b", "\n".join(f"word {n}" for n in range(1001))])
def test_a_line_that_cannot_be_used_is_named(wrong):
    with pytest.raises(ValidationRefusedError) as refused:
        blocklist.clean(wrong)
    assert refused.value.errors["words"]


def test_whoever_comes_second_is_told(listed):
    listed("casino")
    assert not blocklist.save("poker", "", "Ben")
    assert (blocklist.current().text, blocklist.current().by) == ("casino", "Mo")
    assert blocklist.save("", "casino", "Ben")
    assert blocklist.current().text == ""


def test_of_a_thousand_words_those_that_stand_in_a_long_text_are_found(listed, thread):
    listed(*(f"word number {n}" for n in range(1000)))
    assert blocklist._found(blocklist.current().text, "word number " * 660 + "7 word number 999") == [
        "word number 7",
        "word number 999",
    ]


# --- what was noticed ---


def test_a_browser_that_was_rejected_lately_is_read_again_although_it_is_known(accepted, post, clock):
    accepted("Known reader.")
    post("Something else.")
    moderation.decide("delete", latest().pk, "Mo")
    post("An advertisement.")
    moderation.decide("delete", latest().pk, "Mo")
    assert latest().status == Status.DELETED
    first = accepted("Another.")
    moderation.decide("reopen", first.pk, "Mo")
    moderation.decide("reject", first.pk, "Mo")
    post("And now?")
    assert latest().held == ["rejected"]
    clock.move(days=31)
    post("A month later.")
    assert latest().held == []


@pytest.mark.parametrize(("reason", "held"), [("spam", ["rejected"]), ("off topic", [])])
def test_an_address_that_sent_spam_today_is_held(accepted, post, reason, held):
    accepted("Known reader.")
    post("Gold!", client=Client())
    moderation.decide("reject", latest().pk, "Mo", reason)
    post("From the same house.")
    assert latest().held == held


@pytest.mark.parametrize("name", ["www.gold.example", "Joe http://a.example", "joe@gold.example", "gold.com"])
def test_an_address_for_a_name_is_held(accepted, post, name):
    accepted("Known reader.")
    post(name=name)
    assert latest().held == ["name"]


@pytest.mark.parametrize("name", ["Dr. Ann B. Comer", "J.R.", "Mr.Orgel", "Ann-Marie O'Neill"])
def test_a_name_with_points_is_a_name(accepted, post, name):
    accepted("Known reader.")
    post(name=name)
    assert latest().held == []


def test_holding_asks_as_often_among_many_comments(accepted, post, thread):
    def statements():
        accepted("Known reader.")
        with CaptureQueriesContext(connection) as asked:
            post(f"Words {Comment.objects.count()}.")
        return len(asked)

    few = statements()
    for number in range(10):
        accepted(f"More {number}.")
    assert statements() == few


def test_what_holds_is_looked_up_and_never_searched_for(accepted, post):
    accepted("Known reader.")
    accepted("The same.", client=Client())
    with CaptureQueriesContext(connection) as asked:
        post("The same.")
    reads = [one["sql"] for one in asked if re.match("SELECT .* FROM discussion_(comment|answer)", one["sql"])]
    with connection.cursor() as cursor:
        plans = {sql: str(cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()) for sql in reads}
    slow = [sql for sql, plan in plans.items() if "SCAN" in plan or "by_status (status=?)" in plan]
    assert len(reads) >= 7 and not slow, slow
