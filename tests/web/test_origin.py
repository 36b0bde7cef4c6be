"""A form of ours is known as ours, however the site's name is written and however little the browser says."""

from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from service.configuration import read as read_settings
from service.record.models import Comment
from tests.factories import write
from tests.html import Page

NULL = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
PASSWORD = "a-good-long-password"


def sent(page, form, **fields):
    """The fields of a page's form, with these, as a browser encodes them."""
    return urlencode(page.forms[form] | fields)


class Browser:
    """A strict browser: it sends these headers with every form."""

    KIND = "application/x-www-form-urlencoded"

    def __init__(self, headers):
        self.client = Client(enforce_csrf_checks=True)
        self.headers = headers

    def get(self, path):
        asked = {name: value for name, value in self.headers.items() if name == "Host"}
        return Page(self.client.get(path, headers=asked).content.decode())

    def post(self, path, body):
        return self.client.post(path, body, self.KIND, headers=self.headers)

    def write(self, clock):
        """Write a comment without scripts; the statuses of preview and confirmation."""
        preview = self.post("/comments/follow-up/", urlencode({"body": "Without scripts."}))
        if preview.status_code != 200:
            return (preview.status_code,)
        clock.move(seconds=5)
        stored = self.post("/comments/follow-up/", sent(Page(preview.content.decode()), "confirm"))
        return preview.status_code, stored.status_code

    def sign_in(self):
        secret = self.get("/moderate/login/").find(name="csrfmiddlewaretoken")[0]["value"]
        fields = {"username": "mo", "password": PASSWORD, "csrfmiddlewaretoken": secret}
        return self.post("/moderate/login/", urlencode(fields)).status_code

    def press(self, path, **fields):
        secret = self.get("/moderate/").find(name="csrfmiddlewaretoken")[0]["value"]
        return self.post(path, urlencode({"csrfmiddlewaretoken": secret} | fields)).status_code


@pytest.fixture
def moderator(thread):
    return get_user_model().objects.create_superuser("mo", password=PASSWORD)


def everything(headers, clock):
    """What becomes of each thing that a browser with these headers may send: a comment, then the desk's forms."""
    browser = Browser(headers)
    written = browser.write(clock)
    if browser.sign_in() != 302:
        return written, "the desk is closed"
    one, other, third = (write().pk for _ in range(3))
    pressed = [
        browser.press("/moderate/decide/", approve=one),
        browser.press("/moderate/decide/", reject=other),
        browser.press(f"/moderate/{third}/block/", kind="source", back=""),
        browser.press(f"/moderate/{one}/pin/", pin="1"),
        browser.press("/moderate/rules/words/", words="casino", was=""),
        browser.press("/moderate/threads/follow-up/", reason="Said."),
        browser.press("/moderate/logout/"),
    ]
    assert 403 not in pressed, pressed
    return written, "the desk is open"


OPEN, SHUT = ((200, 303), "the desk is open"), ((403,), "the desk is closed")

STRICT = {
    "an origin hidden, by our own page": (NULL, OPEN),
    "an origin hidden": ({"Origin": "null"}, SHUT),
    "an origin hidden, by another site": ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, SHUT),
    "an origin hidden, by a sibling": ({"Origin": "null", "Sec-Fetch-Site": "same-site"}, SHUT),
    "an origin hidden, by no page": ({"Origin": "null", "Sec-Fetch-Site": "none"}, SHUT),
    "another that claims to be ours": (
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
        SHUT,
    ),
    "another site alone": ({"Sec-Fetch-Site": "cross-site"}, SHUT),
    "nothing but where it came from": ({"Referer": "http://testserver/follow-up/"}, OPEN),
    "nothing at all": ({}, OPEN),
}


@pytest.mark.parametrize(("headers", "end"), STRICT.values(), ids=STRICT)
def test_forms_of_our_own_are_taken_by_readers_pages_and_the_desk_alike(moderator, clock, headers, end):
    assert everything(headers, clock) == end


PLACES = {
    "another script": ("https://bücher.example", "xn--bcher-kva.example", "https://xn--bcher-kva.example"),
    "a name as it is read": ("https://bücher.example", "bücher.example", "https://bücher.example"),
    "a coded name in capitals": (
        "https://xn--bcher-kva.example",
        "XN--BCHER-KVA.example",
        "https://xn--bcher-kva.example",
    ),
    "capitals in the setting": ("https://Blog.example", "blog.example", "https://blog.example"),
    "a last dot": ("https://blog.example", "blog.example.", "https://blog.example."),
    "a last dot in the setting": ("https://blog.example.", "blog.example", "https://blog.example"),
    "the port that a proxy adds": ("https://blog.example", "blog.example:443", "https://blog.example"),
    "the port in the setting": ("http://blog.example:80", "blog.example", "http://blog.example"),
    "a proxy's own host": ("https://Blog.example", "127.0.0.1:8000", "https://blog.example"),
    "a second name": ("https://blog.example", "www.blog.example", "https://www.blog.example"),
    "a second name with a port": ("https://blog.example", "Lan.example:8000", "http://lan.example:8000"),
    "an address": ("http://[0::1]:8000", "[::1]:8000", "http://[::1]:8000"),
}


@pytest.fixture
def named(settings, configure, tmp_path):
    """The service with this SITEURL."""

    def named(siteurl):
        given = {"DATA": str(tmp_path), "SITEURL": siteurl, "ALLOWED_HOSTS": "www.blog.example,LAN.example"}
        found = read_settings(given)
        settings.ALLOWED_HOSTS = found.allowed_hosts
        configure(siteurl=found.siteurl)

    return named


@pytest.mark.parametrize(("siteurl", "host", "origin"), PLACES.values(), ids=PLACES)
def test_one_name_however_it_is_written(moderator, named, clock, siteurl, host, origin):
    named(siteurl)
    headers = {"Host": host.encode().decode("latin-1"), "Origin": origin, "Sec-Fetch-Site": "same-origin"}
    assert everything(headers, clock) == OPEN


OTHERS = {
    "a name that ends alike": ("blog.example", "https://evilblog.example", 403),
    "a name that begins alike": ("blog.example", "https://blog.example.evil", 403),
    "a letter that looks alike": ("blog.example", "https://bl\u043eg.example", 403),
    "another port": ("blog.example", "https://blog.example:8443", 403),
    "a name that nobody gave": ("other.example", "https://other.example", 400),
    "two names": ("blog.example,other.example", "https://blog.example", 400),
    "no name": ("bl og", "https://blog.example", 400),
    "a user": ("blog.example", "https://blog.example@evil.example", 403),
    "a path": ("blog.example", "https://blog.example/", 403),
}


@pytest.mark.parametrize(("host", "origin", "status"), OTHERS.values(), ids=OTHERS)
def test_another_name_is_another_site(moderator, named, clock, host, origin, status):
    named("https://blog.example")
    assert Browser({"Host": host, "Origin": origin}).write(clock) == (status,)
    assert not Comment.objects.exists()
