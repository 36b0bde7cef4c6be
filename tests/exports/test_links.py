"""Links to other calendars, to a mail program and to the plan itself parse back into what was put in."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exports.hostile import TITLES, arrives, texts
from tests.exports.plans import plan

many = settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))
HTML = {"&": "&#38;", "<": "&#60;", ">": "&#62;", '"': "&#34;", "\n": "<br>"}  # by their numbers


@pytest.fixture
def link(run):
    """The link of this kind to this event."""
    return lambda kind, event: run(f"return (await load('exports/links')).{kind}(data)", event)


@pytest.fixture
def mailto(run):
    def write(to="", subject="", body=""):
        message = {"to": to, "subject": subject, "body": body}
        return run("return (await load('exports/mail')).mailto(data)", message)

    return write


def parsed(url):
    """Host and path, and each value, where a plus sign is itself, as Microsoft reads it."""
    scheme, host, path, query, fragment = urlsplit(url)
    assert (scheme, fragment) == ("https", "") and "+" not in query and re.fullmatch(r"[!-~]+", url)
    values = {name: unquote(value) for name, value in (pair.split("=") for pair in query.split("&"))}
    assert {name: [value] for name, value in values.items()} == parse_qs(query, keep_blank_values=True)
    return host + path, values


DAY = {"title": "Write (A & B)", "description": "One <week>:\nsoon & late + more", "day": "2026-12-31"}
INSTANT = {"title": "Write", "description": "By noon", "instant": 1788289200000}  # 2026-09-01T19:00:00Z


def test_google_gets_a_day_with_an_exclusive_end(link):
    place, values = parsed(link("google", DAY))
    assert place == "calendar.google.com/calendar/render"
    assert values == {
        "action": "TEMPLATE",
        "text": DAY["title"],
        "dates": "20261231/20270101",
        "details": DAY["description"],
        "crm": "AVAILABLE",
    }


def test_google_gets_an_instant_in_utc(link):
    assert parsed(link("google", INSTANT))[1]["dates"] == "20260901T184500Z/20260901T190000Z"


HOSTS = {"outlook": "outlook.live.com", "office": "outlook.office.com"}


@pytest.mark.parametrize(("kind", "host"), HOSTS.items(), ids=HOSTS)
def test_microsoft_gets_a_day_with_an_exclusive_end_and_escaped_html(link, kind, host):
    place, values = parsed(link(kind, DAY))
    assert place == f"{host}/calendar/deeplink/compose"
    assert values == {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": DAY["title"],
        "body": "One &#60;week&#62;:<br>soon &#38; late + more",
        "startdt": "2026-12-31",
        "enddt": "2027-01-01",
        "allday": "true",
    }


@pytest.mark.parametrize("kind", HOSTS)
def test_microsoft_gets_an_instant_in_utc(link, kind):
    values = parsed(link(kind, INSTANT))[1]
    assert (values["startdt"], values["enddt"]) == ("2026-09-01T18:45:00Z", "2026-09-01T19:00:00Z")
    assert "allday" not in values


@many
@given(texts, texts)
def test_any_title_and_description_parse_back(link, title, description):
    event = {"title": title, "description": description, "day": "2026-09-08"}
    google, outlook = parsed(link("google", event))[1], parsed(link("outlook", event))[1]
    assert google.get("text", "") == outlook.get("subject", "") == arrives(title)
    assert google.get("details", "") == arrives(description)
    assert outlook.get("body", "") == "".join(HTML.get(one, one) for one in arrives(description))


def opened(url):
    """What a mail program reads of a link, by RFC 6068."""
    scheme, _, rest = url.partition(":")
    address, _, query = rest.partition("?")
    assert scheme == "mailto" and re.fullmatch(r"[!-~]+", url) and "+" not in url and len(url) < 1800
    fields = [pair.split("=") for pair in query.split("&")]
    assert [name for name, _ in fields] == ["subject", "body"]
    subject, body = (unquote(value, errors="strict") for _, value in fields)
    assert body.count("\r\n") == body.count("\r") == body.count("\n")
    return unquote(address), subject, body.replace("\r\n", "\n")


def one_line(text):
    return " ".join(re.split(r"[\s\ufeff]+", text)).strip()


def test_a_message_opens_as_it_was_written(mailto):
    body = "Dear Ms Ökafor,\n\n50 % & more + #1? “Yes” 👩🏽‍🚀\n\nMara"
    url = mailto("okafor@example.org", "Our talk = good & long?", body)
    assert url.startswith("mailto:okafor@example.org?subject=Our%20talk%20%3D%20good%20%26%20long%3F&body=Dear%20Ms")
    assert opened(url) == ("okafor@example.org", "Our talk = good & long?", body)


WRITTEN = {
    "ada@example.org": "ada@example.org",
    " Ada Lovelace <ada@example.org> ": "ada@example.org",
    '"Lovelace, Ada" <ada@example.org>': "ada@example.org",
    "jörg@example.org": "j%C3%B6rg@example.org",
    "ada@bücher.example": "ada@b%C3%BCcher.example",
    "ada@example.org, bo@example.org": "ada@example.org,bo@example.org",
    "ada@example.org; Bo <bo@example.org>": "ada@example.org,bo@example.org",
    "ada at example.org": "",
    "": "",
}


@pytest.mark.parametrize(("to", "recipient"), WRITTEN.items())
def test_an_address_is_taken_out_of_what_stands_around_it(mailto, to, recipient):
    assert mailto(to, "Hello", "Hi") == f"mailto:{recipient}?subject=Hello&body=Hi"


@many
@given(texts.map(lambda text: text[:120]))
def test_any_message_opens_as_it_was_written(mailto, text):
    url = mailto("a@example.org", text, text)
    assert not url or opened(url) == ("a@example.org", one_line(arrives(text)), arrives(text))


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_no_subject_and_no_address_can_add_a_header(mailto, title):
    url = mailto(f"a@example.org\r\nBcc:b@example.org?bcc={title}"[:60], title[:60], "Hello")
    assert not url or opened(url)[2] == "Hello"


def test_a_link_of_1799_characters_is_the_longest(mailto):
    room = 1799 - len(mailto("a@b.c", "", ""))
    assert len(mailto("a@b.c", "", "x" * room)) == 1799
    assert mailto("a@b.c", "", "x" * (room + 1)) == ""


SHARED = {
    "date": "2026-08-31",
    "until": "2026-09-01",
    "start": "13:00",
    "time": "15:00",
    "zone": "America/New_York",
    "region": "US-CA",
    "decision": "2026-09-11",
    "collection": "17:30",
}


def test_a_link_carries_the_dates_and_no_name(run):
    interview = plan(**SHARED, shifts={"check-in": "2026-09-17"}, ticks={"contacts": "2026-08-31"})["interview"]
    body = """
    const { linked, unlinked } = await load('device/link_codec');
    const text = linked([data]);
    return [text, unlinked(text)];
    """
    text, [read] = run(body, interview)
    assert text.startswith("p=1!2026-08-31~2026-09-01~")
    assert not any(word in text for word in ("Okafor", "Bakery", "baker", "@", "floor", "contacts", interview["id"]))
    assert {**SHARED, "shifts": {"check-in": "2026-09-17"}}.items() <= read.items()
    assert read["id"] != interview["id"]


def test_the_plan_in_plain_words_names_each_day_step_and_window(run, events):
    text = run("return (await load('exports/text')).plain(data)", events(plan()))
    first, *_, last = text.split("\n\n")
    assert first.startswith(
        "Tuesday, September 1, 3:00 pm: Thank each of them by email (Night & Day Bakery)\nWithin 24 hours: "
    )
    assert last.startswith(
        "Tuesday, September 15: Ask a second time (Night & Day Bakery)\nA week later: Tue, Sep 15 to Tue, Sep 22.\n"
    )


@many
@given(st.lists(texts, min_size=1, max_size=3))
def test_plain_words_hold_what_was_put_in(run, titles):
    events = [{"when": "Tuesday", "title": title, "description": "Soon."} for title in titles]
    text = run("return (await load('exports/text')).plain(data)", events)
    assert text == "\n".join(arrives(f"Tuesday: {title}\nSoon.\n") for title in titles)
