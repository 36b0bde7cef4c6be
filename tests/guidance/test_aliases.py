"""The old slugs that an article's head names, and what is wrong with them."""

from textwrap import dedent

import pytest

from service.publishing import manifest
from tests.guidance import site


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    posts = {
        "one": site.post("One", "Words.", slug="one", aliases="uno, first-one,uno"),
        "eins": site.post("Eins", "Worte.", slug="one", lang="de", aliases="uno"),
        "two": site.post("Two", "Words.", slug="two", comments="off", aliases="zwei"),
        "draft": site.post("Draft", "Words.", slug="draft", status="draft", aliases="sketch"),
    }
    return site.build(tmp_path_factory.mktemp("good"), posts)


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    posts = {
        "one": site.post("One", "Words.", slug="one", aliases="two, old, plan, a/b, one"),
        "two": site.post("Two", "Words.", slug="two", aliases="old"),
        "draft": site.post("Draft", "Words.", slug="draft", status="draft", aliases="old-draft, one two"),
    }
    return site.build(tmp_path_factory.mktemp("bad"), posts)


def test_the_manifest_says_where_each_old_slug_leads(good):
    assert (good.status, good.said) == (0, "")
    assert manifest.read(good.output).moved == {"uno": "one", "first-one": "one", "zwei": "two"}


def test_a_mistake_stops_the_build_with_its_place_and_the_way_out(bad):
    assert bad.status == 1
    assert bad.said == dedent("""\
        1 mark in drafts could not be read, which stops nothing:
          content/posts/draft.md:6: the alias "one two" is no slug; write it in letters, digits and hyphens, with commas between aliases
        5 marks could not be read:
          content/posts/one.md:5: the alias "a/b" is no slug; write it in letters, digits and hyphens, with commas between aliases
          content/posts/one.md:5: the alias "one" is the slug of content/posts/one.md; an address can lead to one article alone
          content/posts/one.md:5: the alias "plan" is an address that the site itself needs; leave it out
          content/posts/one.md:5: the alias "two" is the slug of content/posts/two.md; an address can lead to one article alone
          content/posts/two.md:5: the alias "old" stands at content/posts/one.md:5 too; an address can lead to one article alone
        """)  # noqa: E501
