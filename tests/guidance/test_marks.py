"""What is read of an author's marks, and what each mistake is told."""

from textwrap import dedent

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown.extensions.toc import TocExtension
from pelican.contents import Article, Page

from plugins.guidance.addresses import OWN_SLUGS
from plugins.guidance.errors import GuidanceError
from plugins.guidance.model import Draft, Offset, Question, Rule, Step, Window
from tests.guidance.reading import article, mistakes, rendered

pytestmark = pytest.mark.usefixtures("folder")

A_DAY = Window(Offset(0, "hours"), Offset(24, "hours"), "end", "within 24 hours")
A_WEEK = Window(Offset(7, "days"), Offset(14, "days"), "check-in", "a week later")
BALD = Window(Offset(7, "days"), Offset(14, "days"), "day", "in ein bis zwei Wochen")

STEPS = {
    "a time is enough": (
        "### Write {: .step #write }\n\nWrite *within 24 hours*{: .when }.",
        [Step("write", "Write", "", A_DAY)],
    ),
    "with its way": (
        "### Write {: .step #write via=email }\n\nWrite *within 24 hours*{: .when }.",
        [Step("write", "Write", "email", A_DAY)],
    ),
    "from another step": (
        "### Wait {: .step #check-in }\n\n*within 24 hours*{: .when }\n\n"
        "### Wait again {: .step #again }\n\n*a week later*{: .when from=check-in }",
        [Step("check-in", "Wait", "", A_DAY), Step("again", "Wait again", "", A_WEEK)],
    ),
    "a window of its own": (
        '### Warten {: .step #warten }\n\nWarten, *in ein bis zwei Wochen*{: .when window="P7D/P14D" }.',
        [Step("warten", "Warten", "", BALD)],
    ),
    "a time deep in its text": (
        "### Write {: .step #write }\n\n- one\n- two\n\n> - write **soon**, *within\n>   24 hours*{: .when }",
        [Step("write", "Write", "", A_DAY)],
    ),
    "a time under a smaller heading": (
        "## Write {: .step #write }\n\nFirst.\n\n### When\n\n*within 24 hours*{: .when }",
        [Step("write", "Write", "", A_DAY)],
    ),
    "a step inside a step": (
        "## Write {: .step #write }\n\n*within 24 hours*{: .when }\n\n### Again {: .step #again }\n\n"
        "*within 24 hours*{: .when }",
        [Step("write", "Write", "", A_DAY), Step("again", "Again", "", A_DAY)],
    ),
    "words of a heading as they are": (
        "### Write *now*, not “later” & not <never> {: .step #write }\n\n*within 24 hours*{: .when }",
        [Step("write", "Write now, not “later” & not", "", A_DAY)],
    ),
    "beside other braces": (
        "### Fill in {your name} {: .step #fill-in }\n\nWrite *within 24 hours*{: .when } as {they} ask.",
        [Step("fill-in", "Fill in {your name}", "", A_DAY)],
    ),
    "braces in emphasis and at the end": (
        "### Fill in *{your name}*, {you} ## {: .step #fill-in }\n\n*within 24 hours*{: .when }{sic}",
        [Step("fill-in", "Fill in {your name}, {you}", "", A_DAY)],
    ),
    "in raw HTML, however it is quoted": (
        "<h3 class='wide step' id=write>Write</h3>\n<p>Write <em class=when>within 24 hours</em>.</p>",
        [Step("write", "Write", "", A_DAY)],
    ),
}


@pytest.mark.parametrize(("text", "steps"), STEPS.values(), ids=STEPS)
def test_a_step_is_read(text, steps):
    assert list(article(text).guidance.steps) == steps


def test_a_draft_belongs_to_its_step():
    text = (
        "### Write {: .step #write }\n\n*within 24 hours*{: .when }\n\n"
        "> Dear [[interviewer]],\n>\n> thank you, [[interviewer]].\n"
        '{: .draft subject="On [[interview-day]]" }'
    )
    draft = Draft("write", "On [[interview-day]]", ("interviewer", "interview-day"))
    assert article(text).guidance.drafts == (draft,)
    assert article(text).guidance.steps[0].drafts == (draft,)


TITLED = {
    "a footnote's number": (["footnotes"], "Send it[^1], soon", "\n\n[^1]: Said so.", "Send it, soon"),
    "the sign of its own link": ([TocExtension(permalink=True)], "Send it", "", "Send it"),
    "another sign, and a link": ([TocExtension(permalink="#")], "Send [it](/it/)", "", "Send it"),
    "a link all around": ([TocExtension(anchorlink=True)], "Send it", "", "Send it"),
    "a picture": ([], "Send ![an email](/email.png)", "", "Send an email"),
}


@pytest.mark.parametrize(("extensions", "title", "more", "told"), TITLED.values(), ids=TITLED)
def test_a_title_is_its_words_without_a_sign_or_a_number(extensions, title, more, told):
    asked = f"{title}?\n{{: .ask #q answer=text }}\n\n{title}.\n{{: .rule #r }}"
    text = f"### {title} {{: .step #write }}{TIME}\n{asked}{more}"
    guidance = article(text, extensions=["attr_list", *extensions]).guidance
    found = (guidance.steps[0].title, guidance.questions[0].text, guidance.rules[0].text)
    assert found == (told, f"{told}?", f"{told}.")


def test_what_is_no_mark_comes_out_byte_for_byte():
    odd = (
        '<a href="https://example.org/?id=1&region=uk&section=2&copy=3" class=wide>&copy; &eacute;&nbsp;</a><br/>'
        "<input disabled><!-- a > b --><IMG SRC='a>b.png'>"
    )
    text = f"{odd}\nWrite to <me@example.org>.\n\n### Write {{: .step #write }}{TIME}\n> &copy; [[role]]\n{{: .draft }}"
    plain = rendered(text.replace("{: .step #write }", "").replace("{: .when }", "").replace("{: .draft }", ""))[0]
    assert odd in plain
    assert "&#109;" in plain
    expected = (
        plain.replace("<h3>", '<h3 id="write">')
        .replace("<em>within 24 hours</em>", '<span class="when" data-when="write">within 24 hours</span>')
        .replace("<blockquote>", '<blockquote class="draft" data-draft="write">')
        .replace("[[role]]", '<span class="draft__field" data-field="role">role</span>')
    )
    assert article(text)._content == expected.replace("</span>\n</p>", "</span></p>")


def test_a_draft_under_a_heading_after_a_step_in_the_step_is_written_as_it_is_read():
    text = f"## One {{: .step #one }}{TIME}\n### Two {{: .step #two }}{TIME}\n### Letter\n\n> [[role]]\n{{: .draft }}"
    made = article(text)
    assert [draft.step for draft in made.guidance.drafts] == ["one"]
    assert '<blockquote class="draft" data-draft="one">' in made._content
    assert "[[" not in made._content


@pytest.mark.parametrize("field", ["[[ your-name ]]", "[[your-name\n> ]]", "[[&nbsp;your-name]]", "[[\tyour-name]]"])
def test_a_field_is_trimmed_where_it_is_read_and_where_it_is_written(field):
    made = article(f"### Write {{: .step #write }}{TIME}\n> Dear {field}\n{{: .draft }}")
    assert made.guidance_mistakes.found == []
    assert made._content.count('<span class="draft__field" data-field="your-name">your name</span>') == 1


def test_a_step_may_have_several_drafts():
    text = (
        "### Write {: .step #write }\n\n*within 24 hours*{: .when }\n\n"
        "> One.\n{: .draft }\n\nOr\n\n> Two, [[your-name]].\n{: .draft }"
    )
    assert [draft.fields for draft in article(text).guidance.drafts] == [(), ("your-name",)]


def test_a_rule_keeps_its_words_and_its_emphasis():
    text = "**Never call** unless they asked.\n{: .rule #no-calls }"
    rule = Rule("no-calls", "Never call unless they asked.", "<strong>Never call</strong> unless they asked.")
    assert article(text).guidance.rules == (rule,)


QUESTIONS = {
    "duration": ("{: .ask #q answer=duration }", Question("q", "duration", "How soon?")),
    "number": ("{: .ask #q answer=number }", Question("q", "number", "How soon?")),
    "text": ("{: .ask #q answer=text }", Question("q", "text", "How soon?")),
    "choice": (
        '{: .ask #q answer=choice options=" An offer|A kind no | | No reply yet" }',
        Question("q", "choice", "How soon?", ("An offer", "A kind no", "No reply yet")),
    ),
}


@pytest.mark.parametrize(("mark", "question"), QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_is_read(mark, question):
    assert article(f"How soon?\n{mark}").guidance.questions == (question,)


TIME = "\n\n*within 24 hours*{: .when }\n"
FIELDS = "interviewer, interviewer-email, interview-day, employer, role, your-name, check-in-day, decision-day"
MISTAKES = {
    "a step without a time": (
        "### Write {: .step #write }\n\nSoon.",
        ['article.md:1: step "write" has no .when; mark its time, such as *three days before*{: .when }'],
    ),
    "a time after the step's end": (
        "### Write {: .step #write }\n\n## Next" + TIME,
        [
            'article.md:1: step "write" has no .when; mark its time, such as *three days before*{: .when }',
            'article.md:5: "within 24 hours" is a .when outside of a step; move it under a heading with .step',
        ],
    ),
    "two times in a step": (
        "### Write {: .step #write }\n\n*a week*{: .when } or\n*two weeks*{: .when }.",
        ['article.md:4: step "write" has 2 .when; it must have one'],
    ),
    "the same time twice": (
        "### Write {: .step #write }" + TIME + "\nand" + TIME,
        ['article.md:7: step "write" has 2 .when; it must have one'],
    ),
    "a time that cannot be read": (
        "### Write {: .step #write }\n\n*within 24 hour*{: .when }",
        ['article.md:3: "within 24 hour" is not a time phrase; did you mean "within 24 hours"?'],
    ),
    "the same slip in three steps": (
        "\n\n".join(f"### {name} {{: .step #{name} }}\n\n*within 24 hour*{{: .when }}" for name in "abc"),
        [
            f'article.md:{line}: "within 24 hour" is not a time phrase; did you mean "within 24 hours"?'
            for line in (3, 7, 11)
        ],
    ),
    "a window that cannot be read": (
        '### Write {: .step #write }\n\n*bald*{: .when window="P14D/P7D" }',
        [
            'article.md:3: window="P14D/P7D" is not a window; write it like "P7D/P14D", "PT0H/PT24H" or "P0B/P2B"',
        ],
    ),
    "a time outside of any step": (
        "Write *within 24 hours*{: .when }.",
        ['article.md:1: "within 24 hours" is a .when outside of a step; move it under a heading with .step'],
    ),
    "a step without a name": (
        "### Send 2 emails {: .step }" + TIME,
        ['article.md:1: step "Send 2 emails" has no name; give it one, such as #send-2-emails'],
    ),
    "a step without a name or a word for one": (
        "### 写 {: .step }" + TIME,
        ['article.md:1: step "写" has no name; give it one, such as #my-step'],
    ),
    "a step whose name cannot be kept": (
        "### Write {: .step #Thank_You }" + TIME,
        [
            'article.md:1: step "Thank_You" has a name that cannot be kept; begin it with a small letter, and go on '
            "with small letters, digits and hyphens"
        ],
    ),
    "everything wrong with one step": (
        "### Write {: .step via=fax }\n\n*soon*{: .when }",
        [
            'article.md:1: step "Write" has no name; give it one, such as #write',
            'article.md:1: step "Write" goes via "fax"; it must be email or post',
            'article.md:3: "soon" is not a time phrase; write it like "within 24 hours" or "one to two weeks"',
        ],
    ),
    "a step that is not a heading": (
        "Write *within 24 hours*{: .when }.\n{: .step #write }",
        [
            'article.md:2: "Write within 24 hours." is marked .step and is not a heading; begin its line with ###',
            'article.md:1: "within 24 hours" is a .when outside of a step; move it under a heading with .step',
        ],
    ),
    "two steps with one name": (
        "### Write {: .step #write }" + TIME + "\n### Again {: .step #write }" + TIME,
        ['article.md:5: step "write" has the name of a step at article.md:1; give it another'],
    ),
    "two rules with one name": (
        "One.\n{: .rule #r }\n\nTwo.\n{: .rule #r }",
        ['article.md:5: rule "r" has the name of a rule at article.md:2; give it another'],
    ),
    "two questions with one name": (
        "One?\n{: .ask #q answer=text }\n\nTwo?\n{: .ask #q answer=text }",
        ['article.md:5: question "q" has the name of a question at article.md:2; give it another'],
    ),
    "a question with the name of a rule": (
        "One.\n{: .rule #r }\n\nTwo?\n{: .ask #r answer=text }",
        ['article.md:5: question "r" has the name of a rule at article.md:2; give it another'],
    ),
    "a step with the name of an anchor": (
        "### Arrive {: .step #start }" + TIME,
        ['article.md:1: step "start" has a name that the page itself needs; give it another'],
    ),
    "a question with a name that the page needs": (
        "Any comments?\n{: .ask #comments answer=text }",
        ['article.md:2: question "comments" has a name that the page itself needs; give it another'],
    ),
    "an anchor that is not there": (
        "### Write {: .step #write }\n\n*a week later*{: .when from=chek-in }\n\n### Ask {: .step #check-in }" + TIME,
        ['article.md:3: step "write" counts from "chek-in", which is not there; it may be start, end, day, check-in'],
    ),
    "a step that counts from itself": (
        "### Write {: .step #write }\n\n*a week later*{: .when from=write }",
        [
            'article.md:3: step "write" counts from itself, by way of "write"; '
            "let it count from start, end, day or an earlier step"
        ],
    ),
    "a circle of anchors, and what hangs on it": (
        "\n\n".join(
            f"### {name} {{: .step #{name} }}\n\n*a week later*{{: .when from={anchor} }}"
            for name, anchor in ["ab", "bc", "cb"]
        ),
        [
            f'article.md:{line}: step "{name}" counts from itself, by way of "{anchor}"; '
            "let it count from start, end, day or an earlier step"
            for line, name, anchor in [(7, "b", "c"), (11, "c", "b")]
        ],
    ),
    "a way that there is not": (
        "### Write {: .step #write via=fax }" + TIME,
        ['article.md:1: step "write" goes via "fax"; it must be email or post'],
    ),
    "a draft outside of a step": (
        "> Dear [[interviewer]],\n{: .draft }",
        ["article.md:2: a .draft stands outside of a step; move it under a heading with .step"],
    ),
    "a draft that is not a quote": (
        "### Write {: .step #write }" + TIME + "\nDear [[interviewer]],\n{: .draft }",
        ["article.md:6: a .draft is not in a block quote; begin each of its lines with >"],
    ),
    "a field that there is not": (
        "### Write {: .step #write }" + TIME + "\n> Dear [[boss]],\n{: .draft }",
        [f"article.md:6: [[boss]] is not a field of a draft; it may be {FIELDS}"],
    ),
    "a field in a subject that there is not": (
        "### Write {: .step #write }" + TIME + '\n> Dear all,\n{: .draft subject="[[your\u00a0name]]" }',
        [f"article.md:6: [[your name]] is not a field of a draft; it may be {FIELDS}"],
    ),
    "two drafts that Markdown made one": (
        "### Write {: .step #write }" + TIME + "\n> One.\n{: .draft }\n\n> Two.\n{: .draft }",
        ["article.md:9: two .draft stand in one block quote; put a line of text between the quotes"],
    ),
    "a question without a name": (
        "How soon?\n{: .ask answer=duration }",
        ['article.md:2: question "How soon?" has no name; give it one, such as #how-soon'],
    ),
    "a question without a kind": (
        "How soon?\n{: .ask #how-soon }",
        ['article.md:2: question "how-soon" has answer=""; it must be duration, choice, number, text'],
    ),
    "a kind of answer that there is not": (
        "How soon?\n{: .ask #how-soon answer=date }",
        ['article.md:2: question "how-soon" has answer="date"; it must be duration, choice, number, text'],
    ),
    "a choice without options": (
        "What came?\n{: .ask #response answer=choice }",
        ['article.md:2: question "response" is a choice without options; add options="One | Another"'],
    ),
    "a choice of one": (
        'What came?\n{: .ask #response answer=choice options="An offer" }',
        ['article.md:2: question "response" is a choice without options; add options="One | Another"'],
    ),
    "a choice that offers one thing twice": (
        'What came?\n{: .ask #response answer=choice options="Yes | No | Yes" }',
        ['article.md:2: question "response" offers "Yes" twice; each option must be another'],
    ),
    "a time that is a link": (
        "### Write {: .step #write }\n\n[a week](/x/){: .when }",
        ["article.md:3: a .when is a link; mark the words inside it, as [*a week*{: .when }](...)"],
    ),
    "a field with emphasis in it": (
        "### Write {: .step #write }" + TIME + "\n> Dear [[your-*name*]],\n{: .draft }",
        ["article.md:6: [[your-name]] has a mark of Markdown inside; write it without"],
    ),
    "marks after others like them in code": (
        "`{: .when }`, and\n\n    ### Write {: .step #write }\n\n<!-- {: .when } -->\n\n"
        "### Write {: .step #write }\n\n*soon*{: .when }",
        ['article.md:9: "soon" is not a time phrase; write it like "within 24 hours" or "one to two weeks"'],
    ),
    "raw HTML among marks": (
        '### Write {: .step #write }\n\n<p>\n<em class="when">soon</em></p>\n\n## Next\n\n*a week*{: .when }',
        [
            'article.md:4: "soon" is not a time phrase; write it like "within 24 hours" or "one to two weeks"',
            'article.md:8: "a week" is a .when outside of a step; move it under a heading with .step',
        ],
    ),
    "a rule without a name": (
        "Never call.\n{: .rule }",
        ['article.md:2: rule "Never call." has no name; give it one, such as #no-calls'],
    ),
}


@pytest.mark.parametrize(("text", "told"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_place_and_the_way_out(text, told):
    assert sorted(mistakes(text)) == sorted(told)


@pytest.mark.parametrize("slug", [*OWN_SLUGS, "comments/mine"])
@pytest.mark.parametrize("kind", [None, Page], ids=["article", "page"])
def test_a_slug_that_the_site_itself_needs_is_refused(slug, kind):
    kind = {"kind": kind} if kind else {}
    found = mistakes(f"Title: A\nSlug: {slug}\n\nText.", **kind)
    assert found == [f'article.md:2: the site itself needs the slug "{slug}"; give the article another one']


def test_a_slug_made_from_the_title_is_shown_there():
    found = mistakes("Date: 2026-01-01\nTitle: Search\n\nText.", slug="")
    assert found == ['article.md:2: the site itself needs the slug "search"; give the article another one']


@pytest.mark.parametrize("slug", ["a b", "über-uns", "a/b", "a-->b"])
def test_a_slug_that_no_comment_could_be_posted_to_is_refused(slug):
    found = mistakes(f"Title: A\nSlug: {slug}\n\nText.")
    assert found == [f'article.md:2: the slug "{slug}" cannot have a thread; write it in letters, digits and hyphens']


def test_a_page_may_have_the_slug_that_it_likes():
    assert mistakes("Title: A\nSlug: über/uns\n\nText.", kind=Page) == []


def test_the_error_lists_each_mistake_once_in_the_order_of_files_and_lines():
    found = ["b.md:2: two", "a.md:10: ten", "a.md:9: nine", "a.md:9: nine"]
    assert str(GuidanceError(found)) == dedent("""\
        3 marks could not be read:
          a.md:9: nine
          a.md:10: ten
          b.md:2: two""")
    assert str(GuidanceError(["a.md:1: one"])) == "1 mark could not be read:\n  a.md:1: one"


UNMARKED = {
    "plain": "An *article* with &nbsp; and a < b, <someone@example.com>.",
    "with classes of its own": 'A word.\n{: .two-step }\n\n<div class="rule-of-thumb">raw &eacute;</div>',
    "with a heading that has a name": "## Three days before {: #three-days }\n\nWithin 24 hours, say.",
    "with marks in its code": '    ### Write {: .step #write }\n    <b class="step">&quot;</b>',
    "with a mark in its words": 'The attribute `class="when"` is &ouml; one.',
    "with another's classes": '<ol><li class="step">Log in</li></ol>\n<hr class="rule">\n<p class="ask">Ask</p>',
    "with more of them": '<p class=draft>Not done.</p> <b class="when">3 May</b>\n<h3 class=step>One</h3>\nGo.',
    "with marks shown in its code": "`### Write {: .step #write }` and `{: .when }`",
}


@pytest.mark.parametrize("text", UNMARKED.values(), ids=UNMARKED)
def test_an_article_without_marks_is_left_alone(text):
    plain = article(text)
    assert plain._content == rendered(text)[0]
    assert (plain.guidance, plain.guidance_mistakes.found) == (None, [])


LEFT = {
    "emphasis in a subject": ("draft", "> Dear [[role]]\n{: .draft subject='*b*' }"),
    "emphasis before the mark": ("draft", "> Dear [[role]]\n{: subject='*b*' .draft }"),
    "a link in an option": ("ask", "How?\n{: .ask #q answer=choice options='[x](y) | z' }"),
    "code in an option": ("ask", "How?\n{: .ask #q answer=choice options='`x` | z' }"),
    "on the line of the words": ("rule", "Never call.\nNever. {: .rule #r }"),
    "two lists": ("step", "Words.\n### Write {: .step #write }{: .wide }"),
    "a blank before it": ("when", "Words.\n*within 24 hours* {: .when }."),
    "without a colon": ("when", "Words.\n*within 24 hours* {.when}."),
}


@pytest.mark.parametrize(("mark", "text"), LEFT.values(), ids=LEFT)
def test_a_mark_that_markdown_left_among_the_words_is_a_mistake(mark, text):
    assert [told for told in mistakes(text) if "would be shown" in told] == [
        f"article.md:2: a .{mark} is not read and would be shown as it is written; "
        "end its line or words with it, without Markdown or a brace inside; to show it, put it in backticks"
    ]


@pytest.mark.parametrize("extensions", [["toc"], ["footnotes", "smarty"]])
def test_a_mark_that_nothing_reads_names_what_is_switched_off(extensions):
    assert mistakes("Never call.\n{: .rule #no-calls }", extensions=extensions) == [
        "article.md:2: a .rule is not read and would be shown as it is written; "
        'attr_list is off; add "markdown.extensions.attr_list" to MARKDOWN in your settings'
    ]


IDS = {
    "named by its author": ("Words.\n\n### Talk {: .wide #comments }", ["attr_list"], 3, "comments", "Talk"),
    "named in raw HTML": ("Words.\n\n<h3 class=x id='main'>Talk</h3>", ["attr_list"], 3, "main", "Talk"),
    "named by toc": ("Words.\n\n### Comments", ["attr_list", "toc"], 3, "comments", "Comments"),
    "a comment's": ("### Talk {: #comment-12 }", ["attr_list"], 1, "comment-12", "Talk"),
}


@pytest.mark.parametrize("kind", [Article, Page])
@pytest.mark.parametrize(("text", "extensions", "line", "name", "told"), IDS.values(), ids=IDS)
def test_an_id_that_the_page_itself_needs_is_refused(text, extensions, line, name, told, kind):
    assert mistakes(text, extensions=extensions, kind=kind) == [
        f'article.md:{line}: the page itself needs the id "{name}" of "{told}"; give it another, as #on-{name}'
    ]


def test_a_field_that_wikilinks_took_is_a_mistake():
    text = f"### Write {{: .step #write }}{TIME}\n> Dear [[interviewer]],\n{{: .draft }}"
    assert mistakes(text, extensions=["attr_list", "wikilinks"]) == [
        "article.md:6: [[interviewer]] became a link; switch the extension wikilinks off"
    ]


def test_a_mark_on_a_page_is_a_mistake():
    assert mistakes("Never call.\n{: .rule #no-calls }", kind=Page) == [
        "article.md:2: a page cannot have marks; write an article"
    ]


@pytest.mark.parametrize("extension", ["smarty", "abbr", "toc", "footnotes", "def_list", "extra"])
def test_a_value_keeps_its_quotes_and_words_beside_other_extensions(extension):
    text = 'How?\n{: .ask #q answer=choice options="A CV | Don\'t know" }\n\n*[CV]: curriculum vitae'
    (question,) = article(text, extensions=["attr_list", extension]).guidance.questions
    assert question.options == ("A CV", "Don't know")


LINES = [
    "### Write {: .step #write }",
    "*a week*{: .when }",
    "> [[role]]",
    "{: .draft }",
    "Why? ",
    "{: .ask #q answer=text }",
]
LINES += [
    "## Next",
    "",
    "{: .step }",
    "*soon*{: .when from=x }",
    "- {: .rule }",
    "text {: .draft .when .step .ask }",
    "",
]


@given(st.lists(st.sampled_from(LINES), max_size=14).map("\n".join))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_mixture_of_marks_is_read_or_told(text):
    for told in mistakes(text):
        line, words = told.removeprefix("article.md:").split(": ", 1)
        assert 1 <= int(line) <= text.count("\n") + 1
        assert words
