"""Whole builds, by Pelican's own command."""

import json
import re
from pathlib import Path
from textwrap import dedent

import pytest
from bs4 import BeautifulSoup

from service.publishing import manifest
from tests.guidance import site

FOLLOW_UP = (Path(__file__).parents[2] / "content" / "posts" / "follow-up.md").read_text(encoding="utf-8")
STEP = "### Write {{: .step #{} }}\n\nWrite *within 24 hours*{{: .when }}."
ASKING = "How soon?\n{: .ask #how-soon answer=duration }"
ODD = """### Ask whether 1 < 2 & "so" on {: .step #ask }

Write *"bald" & in < 2 Wochen*{: .when window="P7D/P14D" }.

> Dear [[interviewer]], 1 < 2 & "so" on.
{: .draft subject='1 < 2 & "so" on' }

Never call < 2 & "so" on.
{: .rule #no-calls }

Was it < 2 & "so" on?
{: .ask #fair answer=choice options='1 < 2 & 3 | A "kind" no' }
"""
PLAIN = """Fish &amp; chips&nbsp;&eacute;, <b class=wide>1 < 2</b>.

    <em class="when">soon</em>

## A heading {: #when }"""
POSTS = {
    "follow-up": FOLLOW_UP,
    "plain": site.post("Plain", PLAIN, slug="plain"),
    "odd": site.post('Is 1 < 2 & "so" on?', ODD, slug="odd"),
    "closed": site.post("Closed", ASKING, slug="closed", discussion="closed: We < moved."),
    "silent": site.post("Silent", ASKING, slug="silent", comments="off"),
    "draft": site.post("Draft", f"{STEP.format('later')}\n\n{ASKING}", slug="draft", status="draft"),
    "hidden": site.post("Hidden", f"{STEP.format('unseen')}\n\n{ASKING}", slug="hidden", status="hidden"),
    "thanks": site.post("Thanks", STEP.format("thanks"), slug="thanks"),
    "danke": site.post("Danke", STEP.format("thanks"), slug="thanks", lang="de"),
}
PUBLISHED = ["closed", "follow-up", "odd", "plain", "thanks"]


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    return site.build(tmp_path_factory.mktemp("good"), POSTS)


@pytest.fixture(scope="module")
def again(tmp_path_factory):
    return site.build(tmp_path_factory.mktemp("again"), POSTS)


@pytest.fixture(scope="module")
def without(tmp_path_factory):
    """The same posts, but those with marks, built without the plugin."""
    return site.build(tmp_path_factory.mktemp("without"), {"plain": POSTS["plain"]}, plugins=())


@pytest.fixture(scope="module")
def later(tmp_path_factory):
    """One number changed in the words, and a timeline of the theme's own."""
    changed = FOLLOW_UP.replace("within 24 hours", "within 48 hours")
    return site.build(tmp_path_factory.mktemp("later"), POSTS | {"follow-up": changed})


@pytest.fixture(scope="module")
def themed(tmp_path_factory):
    mine = {"guidance/timeline.html": "<aside>{% for step in guidance.steps %}{{ step.id }} {% endfor %}</aside>"}
    return site.build(tmp_path_factory.mktemp("themed"), {"follow-up": FOLLOW_UP}, theme=mine)


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    posts = {
        "good": site.post("Good", STEP.format("write"), slug="good"),
        "one": site.post("One", "### Write {: .step #write via=fax }\n\nWrite *within 24 hour*{: .when }.", slug="one"),
        "plan": site.post("Plan", "Text.", slug="plan"),
        "same": site.post("Same", STEP.format("write") + "\n\nSee [it](#write).", slug="same"),
        "draft": site.post("Draft", "### Rest {: .step }\n\nRest.", slug="draft", status="draft"),
        "asks": site.post("Asks", "How soon?\n{: .ask #q }\n\nWhat?\n{: .ask #q answer=choice }", slug="asks"),
    }
    return site.build(tmp_path_factory.mktemp("bad"), posts)


@pytest.fixture(scope="module")
def mute(tmp_path_factory):
    """A theme that forgets the discussion, and shows a count twice."""
    article = '{% extends "base.html" %}{% block content %}{{ article.content }}{% endblock %}'
    index = "{% for article in articles %}{{ article.comment_count }}{{ article.comment_count }}{% endfor %}"
    theme = {"article.html": article, "index.html": index, "base.html": "<p>{% block content %}{% endblock %}"}
    return site.build(tmp_path_factory.mktemp("mute"), {"thanks": POSTS["thanks"]}, theme=theme)


def soup(built, name):
    return BeautifulSoup(built.page(name), "html.parser")


def test_a_good_site_is_built(good):
    assert (good.status, good.said) == (0, "")


def test_the_timeline_lists_each_step_with_its_window_and_its_words(good):
    steps = soup(good, "follow-up").select("#timeline [data-step]")
    read = [
        (one["data-step"], one["data-window"], one["data-from"], one.select_one(".step__window").text) for one in steps
    ]
    assert read == [
        ("contacts", "P0D/P0D", "day", "Before you leave"),
        ("thank-you-email", "PT0H/PT24H", "end", "within 24 hours"),
        ("thank-you-card", "PT0H/PT24H", "end", "within 24 hours"),
        ("check-in", "P7D/P14D", "day", "one to two weeks"),
        ("second-check-in", "P7D/P14D", "check-in", "a week later"),
    ]


def test_the_prose_names_each_phrase_draft_rule_and_question_without_the_authors_marks(good):
    page = soup(good, "follow-up")
    steps = [step["data-step"] for step in page.select("[data-step]")]
    assert [when["data-when"] for when in page.select("span.when")] == steps
    assert [draft["data-draft"] for draft in page.select("blockquote:not([data-for])")] == steps[1:]
    assert [draft["data-draft"] for draft in page.select("blockquote[data-for=decision]")] == ["check-in"]
    assert [rule["data-rule"] for rule in page.select("[data-rule]")] == ["no-calls"]
    assert [ask["data-question"] for ask in page.select("[data-question]")] == ["how-soon", "response"]
    assert {field.text for field in page.select("[data-field=your-name]")} == {"your name"}
    assert not page.select("[via], [from], [window], [subject], [answer], [options], .step[id]")
    assert "[[" not in page.text


def test_changing_one_number_in_the_words_changes_the_article_its_example_the_plan_and_nothing_else(good, later):
    page = good.page("follow-up").replace("PT0H/PT24H", "PT0H/PT48H").replace("within 24 hours", "within 48 hours")
    assert later.page("follow-up") == page != good.page("follow-up")
    changed = {name for name, content in later.files().items() if good.files().get(name) != content}
    assert changed == {"follow-up/index.html", "dates/index.html", "plan/index.html"}


def test_the_same_articles_give_the_same_bytes_in_another_folder(good, again):
    assert good.files() == again.files()


def test_an_article_without_marks_is_what_it_is_without_the_plugin(good, without):
    page = re.sub(r"<!--discussion:plain-->.*<!--/discussion-->", "", good.page("plain"), flags=re.DOTALL)
    assert page == without.page("plain")


@pytest.mark.parametrize("name", ["plain", "closed"])
def test_an_article_without_steps_has_no_timeline(good, name):
    assert not soup(good, name).select("#timeline")


def test_what_an_author_wrote_is_escaped_wherever_it_comes_out(good):
    page = soup(good, "odd")
    assert page.select_one("[data-step] a").text == 'Ask whether 1 < 2 & "so" on'
    assert page.select_one(".step__window").text == page.select_one("span.when").text == '"bald" & in < 2 Wochen'
    assert page.select_one("[data-step] .visually-hidden").text == ': Ask whether 1 < 2 & "so" on'
    assert page.select_one(".draft__subject").text == 'Subject 1 < 2 & "so" on'
    assert page.select_one("[data-rule]").text.strip() == 'Never call < 2 & "so" on.'
    assert page.select_one("label[for=field-answer-fair]").text.startswith('Was it < 2 & "so" on?')
    options = page.select("select[name=answer-fair] option[value]:not([value=''])")
    assert [(option["value"], option.text) for option in options] == [
        (words, words) for words in ("1 < 2 & 3", 'A "kind" no')
    ]
    assert "< 2" not in good.page("odd")


def test_the_manifest_is_what_the_service_reads(good):
    told = manifest.read(good.output)
    assert sorted(told.threads) == PUBLISHED
    assert told.threads["follow-up"]["page"] == "follow-up/index.html"
    assert [question["id"] for question in told.threads["follow-up"]["questions"]] == ["how-soon", "response"]
    assert told.threads["odd"] == {
        "title": 'Is 1 < 2 & "so" on?',
        "page": "odd/index.html",
        "entry": told.threads["odd"]["entry"],
        "closed": "",
        "closes": None,
        "questions": [
            {"id": "fair", "kind": "choice", "text": 'Was it < 2 & "so" on?', "options": ["1 < 2 & 3", 'A "kind" no']}
        ],
    }
    assert told.lists == {"index.html": PUBLISHED}
    assert manifest.entries(told)["plain"]["files"].keys() == {"index.html", "plain/index.html"}


def test_a_closed_thread_says_so_and_has_no_form(good):
    page = soup(good, "closed")
    assert manifest.read(good.output).threads["closed"]["closed"] == "We < moved."
    assert page.select_one(".comments__closed").text == "New comments are closed here. We < moved."
    assert not page.select("#comment-form")


@pytest.mark.parametrize("name", ["silent", "drafts/draft", "hidden"])
def test_what_is_switched_off_a_draft_or_hidden_has_no_thread(good, name):
    assert not soup(good, name).select("#comments")
    assert "<!--discussion" not in good.page(name)
    assert name.rpartition("/")[2] not in (good.output / manifest.NAME).read_text()


def test_a_draft_shows_its_plan(good):
    assert soup(good, "drafts/draft").select("#timeline [data-step=later]")


def test_a_translation_keeps_the_names_of_its_steps(good):
    assert soup(good, "thanks").select("[data-step=thanks]")
    assert soup(good, "thanks-de").select("[data-step=thanks]")


def test_scripts_tables_and_the_shell_stand_beside_the_pages(good):
    files = good.files()
    assert {"shell.html", "static/guidance/main.js", "static/guidance/regions/US.json"} <= files.keys()
    assert [name for name in files if name.endswith(".css")] == ["static/guidance/planner/planner.css"]
    assert json.loads(files["static/guidance/regions/list.json"])[0][0] == "none"
    assert files["shell.html"].count(b"<!--shell:main-->") == files["shell.html"].count(b"<!--shell:title-->") == 1


def test_a_theme_may_bring_its_own_timeline(themed):
    assert "<aside>contacts thank-you-email thank-you-card check-in second-check-in </aside>" in themed.page(
        "follow-up"
    )
    assert 'id="timeline"' not in themed.page("follow-up")
    assert 'id="comments"' in themed.page("follow-up")


def test_a_bad_site_is_refused_with_every_mistake_of_every_file(bad):
    assert bad.status == 1
    assert bad.said == dedent("""\
        2 marks in drafts could not be read, which stops nothing:
          content/posts/draft.md:7: step "Rest" has no .when; mark its time, such as *three days before*{: .when }
          content/posts/draft.md:7: step "Rest" has no name; give it one, such as #rest
        7 marks could not be read:
          content/posts/asks.md:7: question "q" has answer=""; it must be duration, choice, number, text
          content/posts/asks.md:10: question "q" has the name of a question at content/posts/asks.md:7; give it another
          content/posts/asks.md:10: question "q" is a choice without options; add options="One | Another"
          content/posts/one.md:6: step "write" goes via "fax"; it must be email or post
          content/posts/one.md:8: "within 24 hour" is not a time phrase; did you mean "within 24 hours"?
          content/posts/plan.md:4: the site itself needs the slug "plan"; give the article another one
          content/posts/same.md:6: step "write" has the name of a step at content/posts/good.md:6; give it another
        """)


def test_nothing_of_a_bad_site_is_written(bad):
    assert bad.files() == {}


def test_a_theme_that_leaves_a_thread_out_or_shows_a_count_twice_is_refused(mute):
    assert mute.status == 1
    assert mute.said == dedent("""\
        3 marks could not be read:
          index.html: the count of thanks stands there twice
          shell.html: the mark shell:title stands there 0 times; base.html must show its block once
          thanks/index.html: article.discussion stands there 0 times; the theme's article.html must show it once
        """)


def test_a_build_that_was_refused_has_no_manifest_that_the_service_could_read(mute):
    with pytest.raises(manifest.ManifestError, match=r"^There is no .*discussions\.json"):
        manifest.read(mute.output)
