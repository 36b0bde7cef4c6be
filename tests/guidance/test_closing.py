"""Until when an article's discussion takes comments, as its head says."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from plugins.guidance import closing
from service.publishing import manifest
from tests.guidance import site

HEADS = {
    "": ("", None),
    "open": ("", None),
    "closed": ("The discussion is over.", None),
    "Closed:  We moved:  on. ": ("We moved: on.", None),
    "closes after 90 days": ("", "2026-04-01"),
    "Closes  after 1 day": ("", "2026-01-02"),
}


@pytest.mark.parametrize(("head", "told"), HEADS.items())
def test_the_manifest_says_whether_and_until_when(tmp_path, head, told):
    built = site.build(
        tmp_path, {"one": site.post("One", "Words.", slug="one", **({"discussion": head} if head else {}))}
    )
    assert built.status == 0, built.said
    thread = manifest.read(built.output).threads["one"]
    assert (thread["closed"], thread["closes"]) == told


@pytest.mark.parametrize("head", ["close", "closes after 0 days", "closes after ninety days", "closes", "shut: why"])
def test_a_head_that_cannot_be_read_stops_the_build(tmp_path, head):
    built = site.build(tmp_path, {"one": site.post("One", "Words.", slug="one", discussion=head)})
    assert built.status == 1
    assert f'content/posts/one.md:5: the discussion cannot be "{head}"; write "open", "closed"' in built.said


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
