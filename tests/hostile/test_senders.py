"""Who sends: from where, with which cookies, how often, and in reply to what."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from harness.running import serving
from tests.hostile.conftest import MODULE
from tests.hostile.sending import latest, post, rows, store
from tests.serving.asking import get

NAME, PASSWORD = "mo", "a-good-long-password"

# --- from where ---

ORIGINS = {
    "another site": (["Origin: https://evil.example", "Sec-Fetch-Site: cross-site"], 403),
    "another site, by its origin": (["Origin: https://evil.example"], 403),
    "another site, by the browser's word": (["Sec-Fetch-Site: cross-site"], 403),
    "a sibling": (["Sec-Fetch-Site: same-site"], 403),
    "a word that is none": (["Sec-Fetch-Site: words"], 403),
    "nowhere": (["Origin: null"], 403),
    "an origin twice": (["Origin: {}", "Origin: https://evil.example"], 403),
    "an origin with a path": (["Origin: {}/"], 403),
    "another port": (["Origin: http://127.0.0.1:1"], 403),
    "a host that begins like ours": (["Origin: {}.evil.example"], 403),
    "a user like our host": (["Origin: http://127.0.0.1@evil.example"], 403),
    "an odd origin": (["Origin: http://["], 403),
    "a script": (["Origin: javascript://127.0.0.1"], 403),
    "our own page": (["Origin: {}", "Sec-Fetch-Site: same-origin"], 303),
    "typed by the user": (["Sec-Fetch-Site: none"], 303),
    "a client that says nothing": ([], 303),
}


@pytest.mark.parametrize(("headers", "status"), ORIGINS.values(), ids=ORIGINS)
def test_a_comment_is_taken_from_our_own_pages_alone(site, headers, status):
    answer = store(site, *(header.format(site.url) for header in headers), body=f"From {headers}.")
    assert answer.status == status
    if status == 403:
        assert answer.kept["body"] == f"From {headers}."


# --- with which cookies ---


@pytest.fixture(scope="module")
def signed_in(site):
    """A moderator's browser."""
    assert site.command("moderator", NAME, PASSWORD=PASSWORD).returncode == 0
    with httpx.Client(base_url=site.url, timeout=20) as browser:
        secret = browser.get("/moderate/login/").text.partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
        sent = {"username": NAME, "password": PASSWORD, "csrfmiddlewaretoken": secret}
        assert browser.post("/moderate/login/", data=sent).status_code == 302
        yield browser


def as_header(browser):
    return "Cookie: " + "; ".join(f"{one.name}={one.value}" for one in browser.cookies.jar)


def test_a_moderator_s_cookie_gives_no_power_over_what_is_posted(site, signed_in):
    cookies = as_header(signed_in)
    assert "sessionid=" in cookies
    answer = store(site, cookies, body="<script>hit()</script> by mo")
    assert answer.status == 303 and latest(site)["status"] == "pending"
    assert "newcomer" in latest(site)["held"]
    shown = get(site.port, answer.headers["location"]).body.decode()
    assert "&lt;script&gt;hit()&lt;/script&gt;" in shown and "<script>hit" not in shown


COOKIES = ["reader=words", "reader=a:b:c", "reader=%00", "reader=\xff", f"reader={'a' * 5000}", "=", ";;;", "reader"]


@pytest.mark.parametrize("cookie", [*COOKIES, "reader=a; reader=b"], ids=lambda cookie: ascii(cookie)[:20])
def test_a_cookie_that_nobody_gave_is_no_cookie(site, cookie):
    assert store(site, f"Cookie: {cookie}", body=f"With {cookie[:20]!a}.").status == 303
    assert "newcomer" in latest(site)["held"]


BY_LINK = ["decide/?approve={0}", "decide/?reject={0}&id={0}", "decide/?delete={0}", "undo/?undo=a", "{0}/block/"]
BY_LINK += ["{0}/edit/?name=a&body=b&was=c", "rules/words/?words=a", "rules/blocks/1/end/", "?approve={0}", "logout/"]


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("address", BY_LINK)
def test_a_link_of_the_desk_changes_nothing_though_a_moderator_follows_it(site, signed_in, method, address):
    store(site, body=f"Before {method} {address}.")
    comment = latest(site)
    followed = getattr(signed_in, method)(f"/moderate/{address.format(comment['id'])}", headers={"Purpose": "prefetch"})
    assert followed.status_code in (200, 404, 405)
    assert latest(site) == comment
    assert rows(site, "SELECT * FROM discussion_decision WHERE comment_id = ?", comment["id"]) == []
    assert signed_in.get("/moderate/").status_code == 200


def test_a_filled_trap_is_held_and_kept(site):
    answer = store(site, topic="by a password manager", body="I am no machine.")
    assert answer.status == 303 and "trap" in latest(site)["held"]
    assert "I am no machine." in get(site.port, answer.headers["location"]).body.decode()


# --- in reply to what ---


@pytest.fixture(scope="module")
def parents(site):
    """The ids of comments that can be replied to, and of those that cannot."""

    def new(slug="follow-up"):
        assert store(site, slug=slug, body=f"Parent {len(rows(site))}.").status == 303
        return str(latest(site)["id"])

    made = {"accepted": new(), "waiting": new(), "rejected": new(), "deleted": new(), "elsewhere": new("thank-you")}
    site.command("moderate", "approve", made["accepted"], made["deleted"], made["elsewhere"])
    site.command("moderate", "delete", made["deleted"])
    site.command("moderate", "reject", made["rejected"])
    return made


@pytest.mark.parametrize("kind", ["waiting", "rejected", "elsewhere"])
def test_what_is_not_in_this_discussion_cannot_be_replied_to(site, parents, kind):
    answer = store(site, parent=parents[kind], body=f"A reply to one {kind}.")
    assert (answer.status, answer.kept["body"]) == (400, f"A reply to one {kind}.")
    assert get(site.port, f"/comments/follow-up/?parent={parents[kind]}").status == 400


@pytest.mark.parametrize("parent", ["0", "-1", "12345678", "9" * 18, "9" * 400, "1.0", "1e3", " 1", "٣", "1 or 1", "a"])
def test_what_is_no_comment_cannot_be_replied_to(site, parent):
    assert store(site, parent=parent).status == 400


def test_a_reply_to_what_was_taken_down_meanwhile_stands_by_itself_and_says_so(site, parents):
    assert store(site, parent=parents["accepted"], body="A reply that stays one.").status == 303
    assert latest(site)["parent_id"] == int(parents["accepted"])
    preview = post(site, {"body": "A reply that comes late.", "parent": parents["deleted"]})
    assert "has been taken down meanwhile" in preview.page.words
    assert post(site, preview.confirm).status == 303
    assert (latest(site)["body"], latest(site)["parent_id"]) == ("A reply that comes late.", None)


# --- how often ---


@pytest.fixture(scope="module")
def limited(tmp_path_factory):
    """The service behind a proxy of ours, with two comments a source at once."""
    settings = {"RATE_LIMIT": "1", "TRUSTED_PROXIES": "127.0.0.1"}
    with serving(tmp_path_factory.mktemp("limited"), MODULE, **settings) as running:
        yield running


ONE_SOURCE = {
    "one address": lambda turn: "198.51.100.7",
    "before it forged ones": lambda turn: f"10.0.0.{turn}, 203.0.113.{turn}, 198.51.100.8",
    "before it a forged proxy": lambda turn: f"203.0.113.{turn}, 127.0.0.1, 198.51.100.9",
    "a walk through one network of IPv6": lambda turn: f"2001:db8:1:2:{turn}::{turn}",
    "the same in other letters": lambda turn: ["2001:DB8:5:6::1", "2001:db8:5:6:0:0:0:2", "[2001:db8:5:6::3]:4711"][
        turn
    ],
    "IPv4 in IPv6": lambda turn: ["198.51.100.10", "::ffff:198.51.100.10", "198.51.100.10:80"][turn],
}


@pytest.mark.parametrize("hops", ONE_SOURCE.values(), ids=ONE_SOURCE)
def test_one_source_is_one_whatever_it_says_of_itself(limited, hops):
    answers = [store(limited, f"X-Forwarded-For: {hops(turn)}", body=f"{hops(turn)} {turn}.") for turn in range(3)]
    assert [answer.status for answer in answers] == [303, 303, 429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert answers[-1].kept["body"] == f"{hops(2)} 2."


def test_where_no_proxy_is_trusted_what_is_forwarded_says_nothing(tmp_path):
    with serving(tmp_path, MODULE, RATE_LIMIT="1") as direct:
        sent = [store(direct, f"X-Forwarded-For: 203.0.113.{turn}", body=f"Turn {turn}.").status for turn in range(3)]
    assert sent == [303, 303, 429]


def test_many_comments_from_many_sources_all_wait_and_readers_are_served(limited):
    def send(number):
        source = f"X-Forwarded-For: 198.18.{number // 250}.{number % 250}"
        status = store(limited, source, body=f"One of many, number {number}.").status
        return status, get(limited.port, "/follow-up/").status

    with ThreadPoolExecutor(8) as senders:
        assert set(senders.map(send, range(300))) == {(303, 200)}
    waiting = rows(limited, "SELECT id FROM discussion_comment WHERE status = 'pending' AND body LIKE 'One of many%'")
    assert len(waiting) == 300
    assert "One of many" not in get(limited.port, "/follow-up/").body.decode()
