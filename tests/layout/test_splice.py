"""Putting parts between marks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.layout.splice import MarkError, splice

PIECES = [
    "<!--",
    "-->",
    "<!--discussion:a-->",
    "<!--/discussion-->",
    "<!--count:a-->",
    "<!--/count-->",
    "\\1",
    "x",
    "é\n",
]
anything = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=40)
plain = st.text(alphabet="ab <>!\n", max_size=30).filter(lambda text: "<!--" not in text)


@given(plain, plain, plain, anything)
def test_a_part_stands_between_what_was_around_its_marks(before, inside, after, part):
    page = f"{before}<!--discussion:a-->{inside}<!--/discussion-->{after}"
    assert splice(page, {"discussion:a": part}) == before + part + after


@given(anything, anything)
def test_a_part_that_imitates_marks_changes_nothing_but_its_own_place(first, second):
    page = "1<!--discussion:a--><!--/discussion-->2<!--count:a-->0<!--/count-->3"
    assert splice(page, {"discussion:a": first, "count:a": second}) == f"1{first}2{second}3"


@given(st.permutations(["discussion:a", "count:a", "count:b"]))
def test_the_order_of_the_parts_does_not_matter(names):
    page = "<!--count:b-->0<!--/count-->|<!--discussion:a--><!--/discussion-->|<!--count:a-->0<!--/count-->"
    assert splice(page, {name: name for name in names}) == "count:b|discussion:a|count:a"


@given(plain)
def test_a_page_without_parts_stays_as_it_is(page):
    assert splice(page, {}) == page


WRONG = {
    "no mark": ("<p></p>", "the mark <!--count:a--> stands 0 times in the page; it must stand there once"),
    "two marks": ("<!--count:a--><!--/count-->" * 2, "stands 2 times in the page; it must stand there once"),
    "never closed": ("<!--count:a-->0<!--/discussion-->", "<!--count:a--> is never closed by <!--/count-->"),
    "closed before it opens": ("<!--/count--><!--count:a-->", "<!--count:a--> is never closed by <!--/count-->"),
    "another's mark": ("<!--count:ab--><!--/count-->", "the mark <!--count:a--> stands 0 times"),
}


@pytest.mark.parametrize(("page", "words"), WRONG.values(), ids=WRONG)
def test_wrong_marks_are_named(page, words):
    with pytest.raises(MarkError, match=re.escape(words)):
        splice(page, {"count:a": "1"})


def test_marks_inside_each_other_are_refused():
    with pytest.raises(MarkError, match="overlap at character 14"):
        splice("<!--count:a--><!--count:b-->0<!--/count-->", {"count:a": "1", "count:b": "2"})
