"""How much one source may send, and whom a request comes from."""

import ipaddress

import pytest
from django.test import RequestFactory

from service.record.models import Comment
from service.rules import rate_limit
from service.rules.rate_limit import COMMENT, PREVIEW, Buckets


class Seconds:
    """A clock that stands still until it is moved."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def buckets(seconds):
    return Buckets(seconds)


def taken(buckets, source, a_minute=5, amount=COMMENT, most=1000):
    """How many of this amount the source may send at once."""
    return next(count for count in range(most) if buckets.take(source, amount, a_minute))


# --- the buckets ---


@pytest.mark.parametrize(("a_minute", "at_once"), [(1, 2), (5, 10), (60, 120)])
def test_twice_a_minute_s_comments_may_come_at_once(buckets, a_minute, at_once):
    assert taken(buckets, "a", a_minute) == at_once


def test_ten_previews_count_as_one_comment(buckets):
    assert taken(buckets, "a", amount=PREVIEW) == 10 * taken(buckets, "b", amount=COMMENT)


def test_after_that_it_is_so_many_a_minute(buckets, seconds):
    taken(buckets, "a")
    for _ in range(3):
        seconds.now += 60
        assert taken(buckets, "a") == 5


def test_a_pause_fills_the_bucket_and_no_more(buckets, seconds):
    taken(buckets, "a")
    seconds.now += 24 * 3600
    assert taken(buckets, "a") == 10


def test_who_waits_as_long_as_told_may_go_on_and_not_before(buckets, seconds):
    taken(buckets, "a")
    wait = buckets.take("a", COMMENT, 5)
    assert wait == pytest.approx(12)
    seconds.now += wait - 0.1
    assert buckets.take("a", COMMENT, 5) > 0
    seconds.now += 0.2
    assert buckets.take("a", COMMENT, 5) == 0


def test_what_is_refused_takes_nothing(buckets, seconds):
    taken(buckets, "a")
    for _ in range(100):
        buckets.take("a", COMMENT, 5)
    seconds.now += 12
    assert taken(buckets, "a") == 1


def test_one_source_takes_nothing_from_another(buckets):
    taken(buckets, "a")
    assert taken(buckets, "b") == 10


def test_a_clock_that_stands_still_fills_nothing(buckets):
    taken(buckets, "a")
    assert taken(buckets, "a") == 0


def test_no_more_sources_are_kept_than_the_most(buckets, monkeypatch):
    monkeypatch.setattr(rate_limit, "MOST_SOURCES", 50)
    for number in range(1000):
        buckets.take(f"source {number}", COMMENT, 5)
    assert len(buckets._levels) == 50


def test_the_source_not_heard_of_for_longest_is_forgotten_first(buckets, monkeypatch):
    monkeypatch.setattr(rate_limit, "MOST_SOURCES", 3)
    taken(buckets, "busy")
    for number in range(10):
        buckets.take(f"source {number}", COMMENT, 5)
        assert buckets.take("busy", COMMENT, 5) > 0
    assert set(buckets._levels) == {"busy", "source 8", "source 9"}


# --- the source ---

CASES = {
    "no proxy is trusted": ("203.0.113.7", "198.51.100.1", "", "203.0.113.7"),
    "a client that names another source": ("203.0.113.7", "10.0.0.1, 127.0.0.1", "10.0.0.0/8", "203.0.113.7"),
    "behind a proxy": ("10.0.0.1", "203.0.113.7", "10.0.0.0/8", "203.0.113.7"),
    "a forged hop before the true one": ("10.0.0.1", "1.2.3.4, 203.0.113.7", "10.0.0.0/8", "203.0.113.7"),
    "a forged hop that looks like our proxy": ("10.0.0.1", "10.9.9.9, 203.0.113.7", "10.0.0.0/8", "203.0.113.7"),
    "behind two proxies": ("10.0.0.1", "1.2.3.4, 203.0.113.7, 10.0.0.2", "10.0.0.0/8", "203.0.113.7"),
    "every hop is ours": ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.0/8", "10.0.0.3"),
    "a proxy that adds nothing": ("10.0.0.1", "", "10.0.0.0/8", "10.0.0.1"),
    "a hop that is no address": ("10.0.0.1", "1.2.3.4, unknown", "10.0.0.0/8", "10.0.0.1"),
    "a hop that is empty": ("10.0.0.1", "1.2.3.4,", "10.0.0.0/8", "10.0.0.1"),
    "a hop with a port": ("10.0.0.1", "203.0.113.7:4711", "10.0.0.0/8", "203.0.113.7"),
    "a hop of IPv6": ("10.0.0.1", "2001:db8:1:2:3::4", "10.0.0.0/8", "2001:db8:1:2::/64"),
    "a hop of IPv6 with a port": ("10.0.0.1", "[2001:db8:1:2:3::4]:4711", "10.0.0.0/8", "2001:db8:1:2::/64"),
    "a hop of IPv6 in brackets": ("10.0.0.1", "[2001:db8:1:2:3::4]", "10.0.0.0/8", "2001:db8:1:2::/64"),
    "IPv6 in other letters": ("2001:0DB8:1:2:0:0:0:1", "", "", "2001:db8:1:2::/64"),
    "IPv6 with a zone": ("fe80::1%eth0", "", "", "fe80::/64"),
    "IPv4 written as IPv6": ("::ffff:203.0.113.7", "", "", "203.0.113.7"),
    "a proxy written as IPv6": ("::ffff:10.0.0.1", "203.0.113.7", "10.0.0.0/8", "203.0.113.7"),
    "a hop of IPv4 written as IPv6": ("10.0.0.1", "::ffff:203.0.113.7", "10.0.0.0/8", "203.0.113.7"),
    "a proxy on the same machine": ("127.0.0.1", "203.0.113.7", "127.0.0.0/8,::1", "203.0.113.7"),
    "a proxy on the same machine, IPv6": ("::1", "203.0.113.7", "127.0.0.0/8,::1", "203.0.113.7"),
    "spaces": ("10.0.0.1", "  203.0.113.7  ", "10.0.0.0/8", "203.0.113.7"),
    "no address at all": ("", "203.0.113.7", "10.0.0.0/8", "unknown"),
}


def request(address, hops=""):
    headers = {"X-Forwarded-For": hops} if hops else {}
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


@pytest.mark.parametrize(("address", "hops", "trusted", "source"), CASES.values(), ids=CASES)
def test_the_source_is_the_right_most_hop_that_is_not_trusted(configure, address, hops, trusted, source):
    networks = tuple(ipaddress.ip_network(network) for network in trusted.split(",") if network)
    configure(trusted_proxies=networks)
    assert rate_limit.source(request(address, hops)) == source


def test_an_address_is_not_kept_but_tells_two_apart():
    first, again, other = (
        rate_limit.hashed_source(request(address)) for address in ("10.0.0.1", "10.0.0.1", "10.0.0.2")
    )
    assert first == again != other and "10.0.0" not in first


# --- over HTTP ---


@pytest.fixture
def limited(configure, monkeypatch, seconds):
    configure(rate_limit=5, moderation="none")
    monkeypatch.setattr(rate_limit, "BUCKETS", Buckets(seconds))
    return seconds


def posted(post, count, **options):
    """How many of these posts were taken; each has another text."""
    already = Comment.objects.count()
    statuses = [post(f"Comment {already + number}.", **options).status_code for number in range(count)]
    assert set(statuses) <= {200, 303, 429}
    return count - statuses.count(429)


def test_ten_comments_may_be_posted_at_once_and_then_five_a_minute(post, limited):
    assert posted(post, 14) == 10
    limited.now += 60
    assert posted(post, 8) == 5
    assert Comment.objects.count() == 15


def test_a_hundred_previews_may_be_asked_for_at_once(post, limited):
    assert posted(post, 110, token=None) == 100


def test_a_comment_over_the_limit_is_a_429_with_its_text_and_its_token(post, token, read, limited):
    posted(post, 10)
    ours = token()
    response = post("Not yet.", token=ours, name="Ann", answer_how_soon="3")
    page = read(response)
    assert response.status_code == 429 and page.title.startswith("Not posted: ")
    expected = {"body": "Not yet.", "name": "Ann", "answer-how-soon": "3"}
    assert expected.items() <= page.forms["comment-form"].items()
    assert page.find("div", role="alert") and f"{response.headers['Retry-After']} seconds" in page.words


def test_who_waits_as_long_as_retry_after_says_is_taken(client, post, read, limited):
    posted(post, 9)
    posted(post, 9, token=None)  # what is left is not enough for a comment
    response = post("Now?")
    assert response.status_code == 429
    limited.now += int(response.headers["Retry-After"])
    assert client.post("/comments/follow-up/", read(response).forms["confirm"]).status_code == 303


def test_a_preview_over_the_limit_is_a_429_as_well(post, read, limited):
    posted(post, 100, token=None)
    response = post("Not yet.", token=None)
    assert response.status_code == 429 and response.headers["Retry-After"] == "2"
    assert read(response).forms["comment-form"]["body"] == "Not yet."


def test_what_is_refused_counts_as_a_preview(post, limited):
    assert [post("", token=None).status_code for _ in range(101)] == [400] * 100 + [429]


def test_a_form_from_another_site_counts_nothing(post, limited):
    for _ in range(120):
        assert post(token=None, headers={"Origin": "https://evil.example"}).status_code == 403
    assert posted(post, 1) == 1


def test_a_forged_forwarded_for_changes_nothing(post, limited):
    statuses = [post(f"{n}", headers={"X-Forwarded-For": f"203.0.113.{n}"}).status_code for n in range(11)]
    assert statuses == [303] * 10 + [429]


def test_a_walk_through_one_ipv6_network_is_one_source(client, thread, token, limited):
    def send(number):
        fields = {"body": f"Comment {number}.", "token": token()}
        return client.post("/comments/follow-up/", fields, REMOTE_ADDR=f"2001:db8::{number:x}").status_code

    assert [send(number) for number in range(11)] == [303] * 10 + [429]


def test_zero_turns_the_limit_off(post, limited, configure):
    configure(rate_limit=0)
    assert posted(post, 130, token=None) == 130
    assert posted(post, 15) == 15


def test_reading_is_never_limited(client, post, limited):
    posted(post, 12)
    for _ in range(120):
        assert client.get("/comments/follow-up/token/").status_code == 200
    assert client.get("/comments/follow-up/").status_code == 200


def test_a_kept_source_cannot_be_followed_into_the_next_day(clock):
    today = rate_limit.hashed_source(request("10.0.0.1"))
    clock.move(hours=11)
    assert rate_limit.hashed_source(request("10.0.0.1")) == today
    clock.move(hours=2)
    assert rate_limit.hashed_source(request("10.0.0.1")) != today
