import re
from html import unescape
from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text import blocks, characters, markdown

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
    "a rule below a quote": ("> a\n---", "<blockquote>\n<p>a</p>\n</blockquote>\n<p>---</p>"),
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
PRE = '<pre tabindex="0" role="group" aria-label="Code"><code>'
SHOWN |= {
    "answers below quoted lines": (
        "> a?\nb\n> c?\nd",
        "<blockquote>\n<p>a?</p>\n</blockquote>\n<p>b</p>\n<blockquote>\n<p>c?</p>\n</blockquote>\n<p>d</p>",
    ),
    "a quote in a quote": (
        ">> a\n> b\nc",
        "<blockquote>\n<blockquote>\n<p>a</p>\n</blockquote>\n<p>b</p>\n</blockquote>\n<p>c</p>",
    ),
    "a list in a quote": ("> - a\nb", "<blockquote>\n<ul>\n<li>a</li>\n</ul>\n</blockquote>\n<p>b</p>"),
    "a quote after a list": ("- a\n> b\nc", "<ul>\n<li>a</li>\n</ul>\n<blockquote>\n<p>b</p>\n</blockquote>\n<p>c</p>"),
    "a quote within its words": ("a\n> b\nc", "<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n<p>c</p>"),
    "a quoted mark in code": ("```\n> a\nb\n```", f"{PRE}&gt; a\nb</code></pre>"),
    "a quote of nothing": (">\na", "<p>&gt;<br>\na</p>"),
    "quotes of nothing": ("a\n> \n>\n\n> b", "<p>a<br>\n&gt;<br>\n&gt;</p>\n<blockquote>\n<p>b</p>\n</blockquote>"),
    "numbers": (
        "1. a\n3. b\n7. c\n8. d",
        '<ol>\n<li>a</li>\n<li value="3">b</li>\n<li value="7">c</li>\n<li>d</li>\n</ol>',
    ),
    "numbers that fall": ("2. a\n1. b", '<ol start="2">\n<li>a</li>\n<li value="1">b</li>\n</ol>'),
    "the same number": ("1. a\n1. b", '<ol>\n<li>a</li>\n<li value="1">b</li>\n</ol>'),
    "nought": ("0. a", '<ol start="0">\n<li>a</li>\n</ol>'),
    "numbers with answers": (
        "1. a?\nb\n2. c?\nd",
        '<ol>\n<li>a?</li>\n</ol>\n<p>b</p>\n<ol start="2">\n<li>c?</li>\n</ol>\n<p>d</p>',
    ),
    "a year": ("2026. A good year", "<p>2026. A good year</p>"),
    "a year in a list": ("1. a\n\n2026. b", "<ol>\n<li>a</li>\n</ol>\n<p>2026. b</p>"),
    "a number on a line of its own words": ("It was in\n12. May", "<p>It was in<br>\n12. May</p>"),
    "an agent": ("007. Bond", "<p>007. Bond</p>"),
    "numbers with brackets": ("1) a\n2) b", "<p>1) a<br>\n2) b</p>"),
    "a number alone": ("5.", "<p>5.</p>"),
    "a list in a list": (
        "1. a\n  - b\n    - c\n4. d",
        '<ol>\n<li>a\n<ul>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n</li>\n<li value="4">d</li>\n</ol>',
    ),
    "a list with paragraphs": (
        "1. a\n\n   b\n2. c",
        "<ol>\n<li><p>a</p>\n<p>b</p>\n</li>\n<li><p>c</p>\n</li>\n</ol>",
    ),
    "code in a list": ("- a\n  ```\n    b\n  ```", f"<ul>\n<li>a\n{PRE}  b</code></pre>\n</li>\n</ul>"),
    "words below a list": ("- a\nb", "<ul>\n<li>a</li>\n</ul>\n<p>b</p>"),
    "a task": ("- [ ] a", "<ul>\n<li>[ ] a</li>\n</ul>"),
    "dividers": (
        "a\n\n* * *\n\nb\n***\n___\n- - -\nc",
        "<p>a</p>\n<p>* * *</p>\n<p>b<br>\n***<br>\n___<br>\n- - -<br>\nc</p>",
    ),
    "a long divider": ("a\n\n" + "- " * 12, "<p>a</p>\n<p>- - - - - - - - - - - -</p>"),
    "a divider of both marks": ("- * - * -", "<p>- * - * -</p>"),
    "a divider of waves": ("~~~~~\na", "<p>~~~~~<br>\na</p>"),
    "a divider below a list": ("- a\n- - -\nb", "<ul>\n<li>a</li>\n</ul>\n<p>- - -<br>\nb</p>"),
    "a divider in code": ("```\n* * *\n" + "- " * 12 + "\n```", f"{PRE}* * *\n{'- ' * 12}</code></pre>"),
    "waves around code": ("~~~\n- a\n~~~\nb", f"{PRE}- a</code></pre>\n<p>b</p>"),
    "code of nothing": ("```\n```\na", "<p>```</p>\n<p>```</p>\n<p>a</p>"),
    "code that never ends": ("```\na\n", f"{PRE}a</code></pre>"),
    "a tab before a paragraph": ("\ta\n\tb", "<p>a<br>\nb</p>"),
    "four spaces before a paragraph": ("    a\n\n    b", "<p>a</p>\n<p>b</p>"),
    "spaces before a quote": ("     > a", "<blockquote>\n<p>a</p>\n</blockquote>"),
    "a share": ("\\\\server\\share", "<p>\\\\server\\share</p>"),
    "a folder": ("C:\\Users\\_old\\(a)\\#1", "<p>C:\\Users\\_old\\(a)\\#1</p>"),
    "a formula": ("\\(x\\) \\[y\\] \\$1 ¯\\_(ツ)_/¯", "<p>\\(x\\) \\[y\\] \\$1 ¯\\_(ツ)_/¯</p>"),
    "folders by a pattern": (r"copy C:\a\*.txt \\b\*.txt", r"<p>copy C:\a\*.txt \\b\*.txt</p>"),
    "folders with underscores": (r"(\\a\_b\_c)", r"<p>(\\a\_b\_c)</p>"),
    "marks that are meant": (r"\*a\* \[b](/c)", "<p>*a* [b](/c)</p>"),
    "a mark of a line that is meant": ("\\- a\n1\\. b\n\\> c", "<p>- a<br>\n1. b<br>\n&gt; c</p>"),
    "bold beside Japanese": ("**「待つこと」**が大事です", "<p><strong>「待つこと」</strong>が大事です</p>"),
    "bold between Japanese": ("これは**「待つ」**です", "<p>これは<strong>「待つ」</strong>です</p>"),
    "two bold words": (
        "「前」**大事**と**「後」**を",
        "<p>「前」<strong>大事</strong>と<strong>「後」</strong>を</p>",
    ),
    "emphasis beside Japanese": ("*「待つ」*が_「a」_を", "<p><em>「待つ」</em>が<em>「a」</em>を</p>"),
    "bold beside Chinese": (
        "请**（等待）**吧**100%**好",
        "<p>请<strong>（等待）</strong>吧<strong>100%</strong>好</p>",
    ),
    "bold beside Latin": ("Excel**「表」**を", "<p>Excel<strong>「表」</strong>を</p>"),
    "bold beside Thai": ('**"รอ"**สำคัญ', '<p><strong>"รอ"</strong>สำคัญ</p>'),
    "bold beside Korean": ("**‘기다림’**이 중요", "<p><strong>‘기다림’</strong>이 중요</p>"),
    "bold code beside Japanese": ("**`a`**が", "<p><strong><code>a</code></strong>が</p>"),
    "underscores in a name of a file": ("売上_2026_最終", "<p>売上_2026_最終</p>"),
    "stars among spaces": ("大 * 小 ** 中", "<p>大 * 小 ** 中</p>"),
    "each paragraph's direction": ("a\n\nשלום\n\nb", '<p>a</p>\n<p dir="rtl">שלום</p>\n<p>b</p>'),
    "each line's direction": ("a\n1\nשלום", '<p>a<br>\n1</p>\n<p dir="rtl">שלום</p>'),
    "a quote's direction": (
        "> שלום\n>\n> a\n\nb",
        '<blockquote dir="rtl">\n<p>שלום</p>\n<p dir="ltr">a</p>\n</blockquote>\n<p>b</p>',
    ),
    "a list's direction": (
        "1. مرحبا\n2. a",
        '<ol dir="rtl">\n<li>مرحبا</li>\n</ol>\n<ol start="2">\n<li>a</li>\n</ol>',
    ),
    "an item's direction": ("- a\n- שלום", '<ul>\n<li>a</li>\n</ul>\n<ul dir="rtl">\n<li>שלום</li>\n</ul>'),
    "code from the left": (
        "> שלום\n> ```\n> a\n> ```",
        '<blockquote dir="rtl">\n<p>שלום</p>\n'
        '<pre dir="ltr" tabindex="0" role="group" aria-label="Code"><code>a</code></pre>\n</blockquote>',
    ),
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


# an address, and what may stand before and behind it
ADDRESSES = ["https://b.c", "https://b.c/", "https://b.c/d", "https://b.c:80/d?e=f&g=(h)#i", "https://b.c/d_(e)_f"]
ADDRESSES += [
    "https://bücher.example/d",
    "https://例え.jp/d",
    "https://пример.рф",
    "https://b.c/wiki/Käse",
    "http://[::1]/d",
]
ADDRESSES += [
    "https://ja.b.c/wiki/面接",
    "https://b.c/?q=面接",
    "https://b.c/d-",
    "https://b.c/d_",
    "https://b.c/d·e–f",
    "https://b.c/می\u200cخواهم",
]
ADDRESSES += ["Https://b.c/d", "HTTPS://b.c/d", "hTTp://b.c/d", "mailto:ada@b.c", "MAILTO:ada@b.c"]
BEFORE = ["", "a ", "见", "：", "“", "‘", "«", "「", "（", "(", "'", "*", "۔", "\u200b", "\u3000", "—"]
BEHIND = [
    "",
    " a",
    "。谢谢",
    "，好",
    "、",
    "！",
    "？",
    "：好",
    "；",
    "”",
    "’",
    "»",
    "」が",
    "）",
    ")",
    "').",
    "...",
    "…",
    "?!",
    "\u200b",
]
BEHIND += [
    "\u200b谢",
    "\u2060",
    "\ufeff",
    "\u3000a",
    "\xa0a",
    "\u3164",
    "\xada",
    "\ufe0f",
    "۔",
    "؟",
    "،",
    "।",
    "։",
    "።",
    "។",
]
BEHIND += ["*", "**", "~", "|", "]", "}", "👍", "—a", "(a", "\u2028a", '"', "<", ">", "`a`", "．"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_ends_where_it_ends(address):
    for before in BEFORE:
        for behind in BEHIND:
            rendered = markdown.render(characters.normalise(f"{before}{address}{behind}"))
            found = re.findall('href="([^"]*)"', rendered.html)
            assert ([unescape(one) for one in found], rendered.links) == ([address], 1), (before, behind)


@pytest.mark.parametrize(
    "written",
    [
        "https://b.c/d谢谢",
        "https://b.c/d를 a",
        "https://b.c/dが",
        "_https://b.c/d_",
        "<https://b.c/d\u200b>",
        "[a](https://b.c/d\xad\u200b)",
    ],
)
def test_words_that_follow_without_a_blank_are_no_part_of_an_address(written):
    assert 'href="https://b.c/d"' in markdown.render(written).html


@pytest.mark.parametrize("written", ["http://b.c谢谢", "http://b.c를", "http://b.c和http://d.e"])
def test_a_host_ends_before_letters_that_no_host_of_its_kind_has(written):
    assert 'href="http://b.c"' in markdown.render(written).html


@pytest.mark.parametrize(
    "written", ["https://", "http://...", "mailto:", "mailto:ada", "http://。a", "xhttps:/b.c", "ftp://b.c"]
)
def test_what_begins_like_an_address_is_text(written):
    assert markdown.render(written).html == f"<p>{written}</p>"


def test_a_link_that_shows_nothing_shows_its_address():
    assert ">https://b.c</a>" in markdown.render("[\u3164](https://b.c)").html


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_end_of_a_line_is_one(end):
    assert characters.normalise(f"a{end}b") == "a\nb"
    assert markdown.render(characters.normalise(f"> a{end}b")).html == "<blockquote>\n<p>a</p>\n</blockquote>\n<p>b</p>"


def test_a_word_that_a_pdf_file_broke_is_one():
    assert characters.normalise("inter\ufffeview") == "interview"


def test_the_place_of_a_lost_picture_is_nothing():
    assert characters.normalise("a\ufffcb") == "ab"


NOTHING = ["\u3164", "\u2800", "\u115f", "\u1160", "\uffa0", "\u200b", "\u200d", "\u2060", "\ufeff", "\xad", "\u034f"]
NOTHING += [
    "\u061c",
    "\u180e",
    "\u17b4",
    "\ufe0f",
    "\U000e0041",
    "\U000e0100",
    "\u0301",
    "\u20e3",
    "\u093e",
    "\u202e",
    "\ufffc",
]
NOTHING += ["\u3000", "\xa0", "\u2003", "\u1680", "\U0001d173", "\u206a", "\u3164\u2800 \n"]


@pytest.mark.parametrize("value", NOTHING, ids=ascii)
def test_what_shows_nothing_is_blank(value):
    assert characters.is_blank(value)


@pytest.mark.parametrize("value", ["a", "가", "ㅋ", "ᄀ", "⠁", "👍🏽", "☺️", "1️⃣", "🇩🇪", ".", "ا", "ก", "\ufffd"])
def test_what_shows_a_sign_is_not(value):
    assert not characters.is_blank(value) and not characters.is_blank(f"\u200b{value}\ufe0f")


@pytest.mark.parametrize(("written", "html"), SHOWN.values(), ids=SHOWN)
def test_a_comment_shows(written, html):
    assert markdown.render(written).html == html


@pytest.mark.parametrize(("written", "html"), LINKED.values(), ids=LINKED)
def test_a_link_is_made_of(written, html):
    assert markdown.render(written).html == f"<p>{html}</p>"
    assert markdown.render(written).links == 1


@pytest.mark.parametrize("address", UNLINKED)
def test_no_link_is_made_of(address):
    rendered = markdown.render(f"[a]({address})")
    assert "<a" not in rendered.html
    assert "[a](" in rendered.html


@pytest.mark.parametrize("address", ['http://b.c" onclick="a', "http://b c/", "http://b.c%/", "http://[::g]"])
def test_an_address_that_no_browser_could_follow_stays_text_and_is_told(address):
    for written in (address, f"[a](<{address}>)", f"<{address}>"):
        rendered = markdown.render(written)
        assert rendered.html.count("<a") == rendered.html.count("<a href=") == rendered.links
    assert markdown.render(f"[a](<{address}>)").unlinked


def test_an_address_that_stays_text_is_told():
    assert markdown.render("[a](javascript:alert(1))").unlinked == ("javascript:alert(1)",)


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
ALLOWED = {(tag, None) for tag in markdown.TAGS} | {("a", "href"), ("a", "rel")}
ALLOWED |= {(tag, name) for tag, values in markdown.VALUES.items() for name in values}


@given(MARKS | st.text())
def test_nothing_but_the_allowed_elements_and_attributes_comes_out(written):
    assert Elements(markdown.render(characters.normalise(written)).html).seen <= ALLOWED


@given(MARKS | st.text())
def test_cleaning_again_changes_nothing(written):
    html = markdown.render(characters.normalise(written)).html
    attributes = {"attributes": {"a": {"href"}}, "tag_attribute_values": markdown.VALUES}
    again = nh3.clean(html, tags=set(markdown.TAGS), link_rel="nofollow ugc noopener", **attributes)
    assert again == html


@given(st.text(alphabet="abc *_\n"))
def test_every_letter_is_still_there(written):
    shown = "".join(
        character for character in nh3.clean(markdown.render(written).html, tags=set()) if character.isalpha()
    )
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
    with pytest.raises(characters.UnreadableError, match="Please use fewer"):
        markdown.check_shape(written)


@pytest.mark.parametrize(
    "written", ["> " * 10 + "a", "[" * 50, "a > b > c", "2026. A good year", "-" * 30, "- " * 12, "* " * 30]
)
def test_what_people_write_has_a_shape_that_is_taken(written):
    markdown.check_shape(written)


@pytest.mark.parametrize("code", ["> " * 12 + "a", "- " * 12 + "a", "1. " * 12 + "a", "[" * 60])
@pytest.mark.parametrize("fence", ["```", "~~~", "> ```", "- ~~~"])
def test_code_has_no_depth(fence, code):
    within = "> " if fence[0] == ">" else "  " if fence[0] == "-" else ""
    markdown.check_shape(f"{fence}\n{within}{code}\n{within}{fence.strip('> -')}")


def test_a_list_drawn_deep_by_indents_stays_shallow():
    html = markdown.render("\n".join("  " * depth + "- a" for depth in range(80))).html
    assert html.count("<ul>") <= blocks.DEEPEST_NESTING


@pytest.mark.parametrize("character", ["\0", "\x01", "\x1b", "\x7f", "\x9b", "\ud800", "\udfff", "\uffff"])
def test_a_character_that_no_text_has_is_refused(character):
    with pytest.raises(characters.UnreadableError, match=f"U\\+{ord(character):04X}"):
        characters.check(f"a{character}")


def test_ten_accents_on_a_letter_are_taken_and_eleven_refused():
    characters.check("a" + "\u0300" * 10 + "b" + "\u0300" * 10)
    with pytest.raises(characters.UnreadableError, match="accents"):
        characters.check("a" + "\u0300" * 11)


@pytest.mark.parametrize("written", ["مرحبا", "नमस्ते", "👩‍👩‍👧‍👦 🇩🇪", "Tiếng Việt", "שָׁלוֹם", "\tcode\n"])
def test_text_in_any_script_is_taken(written):
    characters.check(characters.normalise(written))
