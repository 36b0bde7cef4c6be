"""A comment changes nothing of a page but its own words: every page is read by a real browser and compared."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from harness import small
from service.publishing import render
from service.text import characters
from tests.hostile import comparing, corpus, showing
from tests.hostile.test_corpus import in_parts

PAGE = f"{small.HEAD.format(title='A')}<body><main><!--discussion:follow-up--><!--/discussion--></main><p>b</p></body>"


@pytest.fixture(scope="module")
def reader(browser):
    page = browser.new_page()
    yield page
    page.close()


def page(vector):
    """A page on which the comment with the vector stands between two others."""
    comments = [showing.view(1, "before"), showing.view(2, vector), showing.view(3, "after")]
    return render.built_page(PAGE, showing.view_of(comments), {})


def in_a_page(vector):
    """A name as HTML has it: a NUL is left out, and each line break is one."""
    return vector.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def differing(reader, vectors):
    """The vectors whose pages differ from that of ``x`` in more than their own words, and how."""
    pairs = [[page(vector), in_a_page(vector).strip()] for vector in vectors]
    found = reader.evaluate(comparing.COMMENT, [page("x"), pairs])
    return [(told, why) for told, why in zip(vectors, found, strict=True) if why]


def test_no_vector_changes_anything_but_its_own_words(reader):
    for part in in_parts(corpus.vectors(), 400):
        assert differing(reader, part) == []


KINDS = {showing.previews: 1, showing.refusals: 3, showing.forms: 4, showing.private_pages: 4}


@pytest.mark.parametrize(("kind", "every"), KINDS.items(), ids=lambda kind: getattr(kind, "__name__", ""))
def test_no_vector_in_any_field_changes_the_elements_of(reader, built, kind, every):
    (base,) = kind(["x"])
    for part in in_parts(corpus.vectors()[::every], 400):
        found = reader.evaluate(comparing.SKELETON, [base, list(kind(part))])
        assert [(vector, why) for vector, why in zip(part, found, strict=True) if why] == []


def test_no_vector_in_any_field_changes_the_elements_of_the_desk(reader, built, db, django_user_model):
    moderator = django_user_model.objects.create_user("mo")
    showing.fill_record(["x", *corpus.vectors()[::8]])
    first, *others = [list(showing.desk_pages([row], moderator)) for row in reversed(list(showing.found()))]
    for place, base in enumerate(first):
        for part in in_parts([pages[place] for pages in others], 400):
            assert [why for why in reader.evaluate(comparing.SKELETON, [base, part]) if why] == []


def test_the_comparison_itself_sees_what_a_comment_could_do(reader):
    base = page("x")
    article = '<article class="comment" id="comment-2">'
    changed = {
        "it ends too early": base.replace(article, f"</section>{article}"),
        "an element more": base.replace(article, f"{article}<b></b>"),
        "a handler": base.replace(article, article.replace("class", "onclick=a class")),
        "an element in its text": base.replace("<p>x</p>", "<p>x<b>y</b></p>"),
        "a style in its text": base.replace("<p>x</p>", "<p style=a>x</p>"),
        "an id in its text": base.replace("<p>x</p>", "<p id=a>x</p>"),
        "a script for a link": base.replace(
            "<p>x</p>", '<p><a href="javascript:a" rel="nofollow ugc noopener">x</a></p>'
        ),
        "a link without a word for robots": base.replace("<p>x</p>", '<p><a href="http://b.c">x</a></p>'),
        "another name": base.replace("<bdi>x</bdi>", "<bdi>y</bdi>"),
        "another comment with its id": base.replace('id="comment-1"', 'id="comment-2"'),
        "a comment of HTML before it": base.replace(article, f"<!--a-->{article}"),
        "a word after it": base.replace("<p>b</p>", "<p>c</p>"),
    }
    assert all(html != base for html in changed.values())
    found = reader.evaluate(comparing.COMMENT, [base, [[html, "x"] for html in changed.values()]])
    assert all(found), [name for name, why in zip(changed, found, strict=True) if not why]
    assert reader.evaluate(comparing.COMMENT, [base, [[base, "x"]]]) == [""]


PIECES = """< > </ /> <!-- --> <![CDATA[ ]]> " ' ` = & ; & # &lt; &#60; <script> </script> <style> </style> <svg>
<math>
</article> </section> </main> </bdi> </p> </div> </textarea> <textarea> <title> <template> <plaintext> <a <b> </b>
id= name= class=comment style= onload= href= javascript: data: http://a.b mailto:a@b.c [a]( [ ] ( ) ![ * ** _ ` ``` > -
1. # | ~~~ \\ {{ }} {% %} <!--/discussion--> <!--discussion:follow-up--> <!--count:follow-up--> <!--#exec <? ?> é 👍 אב
\u202e \u200b \u0301""".split()
WRITTEN = st.lists(st.sampled_from([*PIECES, " ", "\n", "\n\n", "\t"]), min_size=1, max_size=14).map("".join)


@given(st.lists(WRITTEN | st.text(min_size=1), min_size=1, max_size=20))
@hypothesis(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_at_all_changes_anything_but_its_own_words(reader, written):
    usable = [characters.printable(characters.normalise(one)) for one in written]
    assert differing(reader, usable) == []
