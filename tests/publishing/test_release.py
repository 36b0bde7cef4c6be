"""Releases, and the manifest that they begin with."""

import json

import pytest

from harness import small
from service.publishing import bake, manifest, releases
from service.publishing import release as releasing
from service.publishing.release import release
from service.record.models import Tally, Thread, ThreadPage


def quietly(**options):
    said = []
    release(say=said.append, **options)
    return said


def change(data):
    path = data / "output/follow-up/index.html"
    path.write_text(path.read_text().replace("A paragraph", "One sentence"))


def test_a_release_serves_the_site_without_its_inner_files(released):
    site = released / "current/site"
    assert (site / "follow-up/index.html").read_text() == small.article("follow-up")
    assert not (site / "discussions.json").exists()
    assert not (site / "shell.html").exists()
    assert (released / "current/pristine/shell.html").exists()


def test_text_has_a_compressed_form_and_a_tiny_file_has_none(released):
    site = released / "current/site"
    assert (site / "static/site.css.gz").exists()
    assert not (site / "static/tiny.css.gz").exists()
    assert not (site / "large.bin.gz").exists()


def test_nothing_is_released_twice(released):
    served = releases.current(released)
    assert quietly() == ["Nothing changed since the last release."]
    assert releases.current(released) == served


def test_it_is_when_it_is_asked_for(released):
    served = releases.current(released)
    quietly(again=True)
    assert releases.current(released) != served


def test_a_release_of_nothing_new_still_bakes_what_is_stale(released, accept):
    accept("Forgotten.")
    (released / "current/site/follow-up/index.html").unlink()
    ThreadPage.objects.update(baked=0)
    quietly()
    assert "Forgotten." in (released / "current/site/follow-up/index.html").read_text()


def test_a_new_release_has_the_new_text_and_every_comment(released, accept):
    for number in range(30):
        accept(f"Letter {number}.")
    change(released)
    assert quietly() == ["Released 2 articles and 30 comments."]
    page = (released / "current/site/follow-up/index.html").read_text()
    assert "One sentence" in page
    assert all(f"Letter {number}." in page for number in range(30))
    assert "Letter 3." in (released / "current/site/follow-up/comments/1/index.html").read_text()
    assert 'data-comments="30"' in (released / "current/site/index.html").read_text()
    assert not list(bake.stale())


def test_a_comment_accepted_while_a_release_is_made_is_in_it(released, accept, monkeypatch):
    bake_all = releasing._bake_all

    def and_then_one_more(made):
        versions = bake_all(made)
        accept("In the nick of time.")
        return versions

    monkeypatch.setattr(releasing, "_bake_all", and_then_one_more)
    change(released)
    quietly()
    page = (released / "current/site/follow-up/index.html").read_text()
    assert "One sentence" in page
    assert "In the nick of time." in page
    assert 'data-comments="1"' in (released / "current/site/index.html").read_text()


@pytest.mark.parametrize("step", ["_link", "_bake_all", "_catch_up"])
def test_a_release_that_fails_leaves_the_old_one_and_nothing_beside_it(released, monkeypatch, step):
    def fail(*_):
        raise OSError("the disk is full")

    served = releases.current(released)
    change(released)
    with monkeypatch.context() as patch, pytest.raises(OSError, match="the disk is full"):
        patch.setattr(releasing, step, fail)
        quietly()
    assert releases.current(released) == served
    assert len(list((released / "releases").iterdir())) == 1


def test_a_crash_after_the_switch_is_made_good_by_the_reconciler(released, accept, monkeypatch):
    def crash(*_):
        raise KeyboardInterrupt

    accept("Still here.")
    ThreadPage.objects.update(baked=0)
    change(released)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(bake, "mark_baked", crash)
        quietly()
    bake.bake(bake.stale())
    assert "Still here." in (released / "current/site/follow-up/index.html").read_text()


def test_the_release_before_is_kept_and_older_ones_are_not(released):
    names = []
    for _ in range(3):
        names.append(releases.current(released).folder.name)
        quietly(again=True)
    kept = {folder.name for folder in (released / "releases").iterdir()}
    assert kept == {names[-1], releases.current(released).folder.name}


def test_an_article_that_left_keeps_its_thread_unlisted(released, accept):
    accept("A farewell.", "thank-you")
    small.write(released / "output", slugs=("follow-up",))
    index = released / "output/index.html"
    index.write_text(index.read_text().replace("<!--count:thank-you-->none<!--/count-->", ""))
    told = json.loads((released / "output/discussions.json").read_text()) | {"lists": {"index.html": ["follow-up"]}}
    (released / "output/discussions.json").write_text(json.dumps(told))
    quietly()
    thread = Thread.objects.get(slug="thank-you")
    assert (thread.listed, thread.accepted) == (False, 1)
    small.write(released / "output")
    quietly()
    assert "A farewell." in (released / "current/site/thank-you/index.html").read_text()


def test_questions_titles_and_closings_reach_the_threads(released):
    told = small.manifest()
    told["threads"]["follow-up"] |= {"title": "After the interview", "closed": "We moved on."}
    (released / "output/discussions.json").write_text(json.dumps(told))
    quietly()
    thread = Thread.objects.get(slug="follow-up")
    assert (thread.title, thread.author_closed_reason, thread.questions) == (
        "After the interview",
        "We moved on.",
        [small.QUESTION],
    )


def test_counts_on_another_article_do_not_take_its_comments_away(released, accept):
    path = released / "output/thank-you/index.html"
    path.write_text(path.read_text().replace("<main>", "<main><!--count:follow-up-->0<!--/count-->"))
    told = small.manifest() | {"lists": {"index.html": list(small.SLUGS), "thank-you/index.html": ["follow-up"]}}
    (released / "output/discussions.json").write_text(json.dumps(told))
    accept("About thanks.", "thank-you")
    quietly()
    accept("About waiting.", "follow-up")
    page = (released / "current/site/thank-you/index.html").read_text()
    assert "About thanks." in page
    assert 'data-comments="1"' in page


WRONG = {
    "none": (None, "There is no {path}; run the command build first."),
    "not JSON": ("{", "{path} cannot be read (JSONDecodeError"),
    "not ours": ("{}", "{path} cannot be read (KeyError('threads')); run the command build again."),
    "outside": ('{"threads": {"../etc": {"page": "a"}}, "lists": {}}', "{path} names '../etc', which is not inside"),
    "absolute": ('{"threads": {"a": {"page": "/etc/x"}}, "lists": {}}', "{path} names '/etc/x', which is not inside"),
}


@pytest.mark.parametrize(("text", "words"), WRONG.values(), ids=WRONG)
def test_a_manifest_that_cannot_be_used_is_named(tmp_path, text, words):
    path = tmp_path / "discussions.json"
    if text is not None:
        path.write_text(text)
    with pytest.raises(manifest.ManifestError) as error:
        manifest.read(tmp_path)
    assert str(error.value).startswith(words.replace("{path}", str(path)))


def test_a_question_worded_anew_starts_its_picture_again_and_worded_back_has_it_again(released, accept):
    def shown():
        return "What readers report" in (released / "current/site/follow-up/index.html").read_text()

    for _ in range(5):
        accept(days=2)
    assert shown()
    for wording in ("How soon do you write?", "How soon?"):
        told = small.manifest()
        told["threads"]["follow-up"]["questions"] = [small.QUESTION | {"text": wording}]
        (released / "output/discussions.json").write_text(json.dumps(told))
        quietly()
        assert shown() == (wording == "How soon?")


def test_answers_from_before_there_were_tallies_are_counted_by_the_next_release(released, accept):
    accept(days=2)
    Tally.objects.all().delete()
    Thread.objects.update(tallied=False)
    quietly(again=True)
    assert list(Tally.objects.values_list("option", "count")) == [("2880", 1)]
