"""When a discussion closes, its pages lose the form, without a build."""

import json
from datetime import date, timedelta

import pytest
from django.utils import timezone

from harness import small
from service.decisions import closing
from service.publishing.reconcile import reconcile
from service.publishing.release import release

FORM, CLOSED = 'id="comment-form"', "New comments are closed here."


def article(data, slug="follow-up"):
    return (data / "current/site" / slug / "index.html").read_text()


def publish(data, **told):
    manifest = small.manifest()
    manifest["threads"]["follow-up"] |= told
    (data / "output/discussions.json").write_text(json.dumps(manifest))
    release(say=lambda words: None)


def test_a_moderator_s_word_is_on_every_page_at_once(released, accept):
    accept()
    page = released / "current/site/follow-up/comments/1/index.html"
    assert FORM in article(released) and FORM in page.read_text()
    closing.close("follow-up", "We are tired.", "mo")
    for text in (article(released), page.read_text()):
        assert FORM not in text and f"{CLOSED} We are tired." in text and "Thank you." in text
    closing.close("follow-up", "", "mo")
    assert FORM in article(released) and CLOSED not in page.read_text()


@pytest.mark.parametrize("comments", [0, 1])
def test_after_its_last_day_the_reconciler_closes_it_and_a_release_keeps_it_closed(
    released, accept, monkeypatch, comments
):
    for _ in range(comments):
        accept()
    publish(released, closes=f"{timezone.now().date():%Y-%m-%d}")
    reconcile()
    assert CLOSED not in article(released)
    later = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    reconcile()
    assert f"{CLOSED} They were open until" in article(released) and FORM not in article(released)
    assert CLOSED not in article(released, "thank-you")
    release(again=True, say=lambda words: None)
    assert CLOSED in article(released)


@pytest.mark.parametrize("comments", [0, 1])
def test_a_release_with_a_later_day_opens_it_again(released, accept, comments):
    for _ in range(comments):
        accept()
    publish(released, closes="2020-01-01")
    reconcile()
    assert CLOSED in article(released)
    publish(released, closes=f"{date.today() + timedelta(days=9)}")
    assert CLOSED not in article(released)
    publish(released, closes=None)
    assert CLOSED not in article(released)
