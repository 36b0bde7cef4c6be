"""Until when an article's discussion takes comments, as its head says."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from plugins.guidance import addresses, closing
from service.publishing import manifest
from tests.guidance import site
from tests.guidance.reading import mistakes

HEADS = {
    "": ("", None),
    "open": ("", None),
    "closed": ("The discussion is over.", None),
    "Closed:  We moved:  on. ": ("We moved: on.", None),
    '"closed: done"': ("done", None),
    "closes after 90 days": ("", "2026-04-01"),
    "Closes  after 1 day": ("", "2026-01-02"),
}


UNREADABLE = ["close", "closes after 0 days", "closes after ninety days", "closes", "shut: why"]


def posts(heads):
    """An article with each of these heads, named by its place among them."""
    return {
        f"part-{place}": site.post("One", "Words.", slug=f"part-{place}", **({"discussion": head} if head else {}))
        for place, head in enumerate(heads)
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    built = site.build(tmp_path_factory.mktemp("closing"), posts(HEADS))
    assert built.status == 0, built.said
    return built


@pytest.fixture(scope="module")
def refused(tmp_path_factory):
    return site.build(tmp_path_factory.mktemp("unreadable"), posts(UNREADABLE))


@pytest.mark.parametrize(("place", "told"), list(enumerate(HEADS.values())), ids=HEADS)
def test_the_manifest_says_whether_and_until_when(built, place, told):
    thread = manifest.read(built.output).threads[f"part-{place}"]
    assert (thread["closed"], thread["closes"]) == told


@pytest.mark.parametrize(("place", "head"), list(enumerate(UNREADABLE)), ids=UNREADABLE)
def test_a_head_that_cannot_be_read_stops_the_build(refused, place, head):
    assert refused.status == 1
    assert f'content/posts/part-{place}.md:5: the discussion cannot be "{head}"; write "open", "closed"' in refused.said


@pytest.mark.parametrize(
    ("head", "closes"),
    [("", "2026-01-31"), ("open", None), ("closes after 2 days", "2026-01-03"), ("closed", None)],
)
def test_a_site_s_own_number_of_days_holds_where_the_head_says_nothing(head, closes):
    article = SimpleNamespace(
        metadata={"discussion": head} if head else {},
        date=datetime(2026, 1, 1),
        settings={"DISCUSSION_CLOSES_AFTER": 30},
    )
    assert closing.read(article)["closes"] == closes


@pytest.mark.parametrize("head", ["off", "Off", '"off"', "'off'", "no", "No", "False", False, "none", "0", ' "no" '])
def test_comments_are_off_in_every_way_to_say_so(head):
    assert not closing.has_discussion(SimpleNamespace(metadata={"comments": head}))


@pytest.mark.parametrize("head", ["", "on", "yes", "True", True, "open", '"on"', None])
def test_comments_are_on_where_nothing_else_is_said(head):
    assert closing.has_discussion(SimpleNamespace(metadata={} if head is None else {"comments": head}))


@pytest.mark.parametrize("head", ["closed", "maybe", "of", "off, please"])
def test_comments_that_are_neither_are_a_mistake(folder, head):
    assert mistakes(f"Title: A\nComments: {head}\n\nText.") == [
        f'article.md:2: comments cannot be "{head}"; write "off", or end them with "Discussion: closed"'
    ]


@pytest.mark.parametrize("head", ["uno, zwei", '"uno, zwei"', "[uno, 'zwei']", ["uno", "zwei"], ["- uno", '- "zwei"']])
def test_aliases_are_read_as_yaml_has_them_too(head):
    assert addresses.aliases(SimpleNamespace(metadata={"aliases": head})) == ("uno", "zwei")
