from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.discussion import text

SHOWN = {
    "emphasis": ("*a* **b**", "<p><em>a</em> <strong>b</strong></p>"),
    "a line break": ("a\nb", "<p>a<br>\nb</p>"),
    "code": ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
    "a quote": ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
    "a list": ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    "a list that begins late": ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
    "a heading": ("# a", "<p># a</p>"),
    "an underlined heading": ("a\n===", "<p>a<br>\n===</p>"),
    "a rule": ("a\n\n---", "<p>a</p>\n<p>---</p>"),
    "a rule in a quote": ("> a\n---", "<blockquote>\n<p>a<br>\n---</p>\n</blockquote>"),
    "a table": ("| a |\n|---|", "<p>| a |<br>\n|---|</p>"),
    "HTML": ("<b>a</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>"),
    "a script": ("<script>a</script>", "<p>&lt;script&gt;a&lt;/script&gt;</p>"),
    "an entity": ("&lt; &#106;", "<p>&amp;lt; &amp;#106;</p>"),
    "a picture": ("![a](http://b.c/d.png)", "<p>![a](http://b.c/d.png)</p>"),
    "a reference": ("[a]\n\n[a]: /b", "<p>[a]</p>\n<p>[a]: /b</p>"),
    "a bake mark": ("<!--/discussion--> {{ a }} ]]>", "<p>&lt;!--/discussion--&gt; {{ a }} ]]&gt;</p>"),
    "a server-side include": ('<!--#exec cmd="a" -->', '<p>&lt;!--#exec cmd="a" --&gt;</p>'),
    "an id": ('a {#b} <a name="c">', '<p>a {#b} &lt;a name="c"&gt;</p>'),
}
UNLINKED = [
    "javascript:alert(1)",
    "JaVa\tscript:alert(1)",
    "&#106;avascript:alert(1)",
    "data:text/html,a",
    "vbscript:a",
    "//evil.example",
    "/plan/",
    "#comment-form",
    "http://user@evil.example",
    "http://user:word@evil.example",
    "ftp://a.example",
    "http://",
    "mailto:",
    "http://a.example>",
    "http://a.example^b",
    "http://a.example|b/",
    "http://xn--a/",
    "http://a.example:99999/",
]
REL = 'rel="nofollow ugc noopener"'
LINKED = {
    "a link": ("[a](https://b.c/?d&e)", f'<a href="https://b.c/?d&amp;e" {REL}>a</a>'),
    "an address": ("https://b.c/d", f'<a href="https://b.c/d" {REL}>https://b.c/d</a>'),
    "an address at the end of a sentence": ("https://b.c.", f'<a href="https://b.c" {REL}>https://b.c</a>.'),
    "an address in brackets": ("(https://b.c)", f'(<a href="https://b.c" {REL}>https://b.c</a>)'),
    "an address with brackets": ("http://b.c/d_(e)", f'<a href="http://b.c/d_(e)" {REL}>http://b.c/d_(e)</a>'),
    "what looks like an entity": (
        "http://b.c/?d&copy=1",
        f'<a href="http://b.c/?d&amp;copy=1" {REL}>http://b.c/?d&amp;copy=1</a>',
    ),
    "mail": ("[a](mailto:b@c.d)", f'<a href="mailto:b@c.d" {REL}>a</a>'),
}


@pytest.mark.parametrize(("written", "html"), SHOWN.values(), ids=SHOWN)
def test_a_comment_shows(written, html):
    assert text.render(written).html == html


@pytest.mark.parametrize(("written", "html"), LINKED.values(), ids=LINKED)
def test_a_link_is_made_of(written, html):
    assert text.render(written).html == f"<p>{html}</p>"
    assert text.render(written).links == 1


@pytest.mark.parametrize("address", UNLINKED)
def test_no_link_is_made_of(address):
    rendered = text.render(f"[a]({address})")
    assert "<a" not in rendered.html
    assert "[a](" in rendered.html


@pytest.mark.parametrize("address", ['http://b.c" onclick="a', "http://b c/", "http://b.c%/", "http://[::g]"])
def test_an_address_that_no_browser_could_follow_stays_text_and_is_told(address):
    for written in (address, f"[a](<{address}>)", f"<{address}>"):
        rendered = text.render(written)
        assert rendered.html.count("<a") == rendered.html.count("<a href=") == rendered.links
    assert text.render(f"[a](<{address}>)").unlinked


def test_an_address_that_stays_text_is_told():
    assert text.render("[a](javascript:alert(1))").unlinked == ("javascript:alert(1)",)


class Elements(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.seen = set()
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.seen |= {(tag, name) for name, _ in attributes} | {(tag, None)}


HOSTILE = r"""
a b > - 1. * ** _ ` ``` [ ] ( ) ! < </ & ; : # = | ~ \ http:// https://a.b javascript: mailto:a@b.c <script>
<svg/onload=a> <!-- --> <a> </a> [a](b) ![a](http://b) <http://a.b> &lt; style= onclick= {{ }} "
""".split()
MARKS = st.lists(st.sampled_from([*HOSTILE, " ", "\t", "\n", "\n\n"])).map("".join)
ALLOWED = {(tag, None) for tag in text.TAGS} | {("a", "href"), ("a", "rel"), ("ol", "start")}


@given(MARKS | st.text())
def test_nothing_but_the_allowed_elements_and_attributes_comes_out(written):
    assert Elements(text.render(text.normalise(written)).html).seen <= ALLOWED


@given(MARKS | st.text())
def test_cleaning_again_changes_nothing(written):
    html = text.render(text.normalise(written)).html
    attributes = {"a": {"href"}, "ol": {"start"}}
    again = nh3.clean(html, tags=set(text.TAGS), attributes=attributes, link_rel="nofollow ugc noopener")
    assert again == html


@given(st.text(alphabet="abc *_\n"))
def test_every_word_is_still_there(written):
    shown = "".join(character for character in nh3.clean(text.render(written).html, tags=set()) if character.isalpha())
    assert shown == "".join(character for character in written if character.isalpha())


TOO_DEEP = {
    "quotes": ">" * 11,
    "quotes with spaces": "> " * 11 + "a",
    "lists on one line": "- " * 11 + "a",
    "numbered lists": "1. " * 3000,
    "quotes and lists": "> - " * 6,
    "after a line": "a\n" + ">" * 100_000,
    "brackets": "[" * 51,
    "brackets with spaces": "[ " * 51,
    "pictures": "![ " * 51,
}


@pytest.mark.parametrize("written", TOO_DEEP.values(), ids=TOO_DEEP)
def test_what_would_be_slow_is_refused_before_it_is_parsed(written):
    with pytest.raises(text.UnreadableError, match="Please use fewer"):
        text.check_shape(written)


@pytest.mark.parametrize("written", ["> " * 10 + "a", "[" * 50, "a > b > c", "2026. A good year", "-" * 30])
def test_what_people_write_has_a_shape_that_is_taken(written):
    text.check_shape(written)


def test_a_list_drawn_deep_by_indents_stays_shallow():
    html = text.render("\n".join("  " * depth + "- a" for depth in range(80))).html
    assert html.count("<ul>") <= text.DEEPEST_NESTING


@pytest.mark.parametrize("character", ["\0", "\x01", "\x1b", "\x7f", "\x9b", "\ud800", "\udfff", "\uffff"])
def test_a_character_that_no_text_has_is_refused(character):
    with pytest.raises(text.UnreadableError, match=f"U\\+{ord(character):04X}"):
        text.check(f"a{character}")


def test_ten_accents_on_a_letter_are_taken_and_eleven_refused():
    text.check("a" + "\u0300" * 10 + "b" + "\u0300" * 10)
    with pytest.raises(text.UnreadableError, match="accents"):
        text.check("a" + "\u0300" * 11)


@pytest.mark.parametrize("written", ["مرحبا", "नमस्ते", "👩‍👩‍👧‍👦 🇩🇪", "Tiếng Việt", "שָׁלוֹם", "\tcode\n"])
def test_text_in_any_script_is_taken(written):
    text.check(text.normalise(written))
