"""Text that may be in an employer's name, to break a file or a link with."""

from hypothesis import strategies as st

TITLES = {
    "comma and semicolon": "Bread, Butter; and Jam",
    "backslashes": r"C:\new\;\,\\",
    "a quote and a colon": 'Say: "yes"',
    "line breaks of each kind": "one\ntwo\r\nthree\rfour\u2028five\u2029six\x85seven",
    "a property": "Bakery\r\nATTENDEE:mailto:a@example.org\r\nX-EVIL:1",
    "an end": "Bakery\nEND:VEVENT\nBEGIN:VEVENT",
    "emoji": "👩🏽‍🚀" * 40,
    "combining marks": "e\u0301\u0323" * 100,
    "right to left": "שלום \u202e עולם \u2066مخبز\u2069",
    "Japanese": "株式会社夜明け" * 20,
    "controls": "a\0b\x07c\x0bd\x0ce\x1ff\x7fg",
    "half an emoji": "a\ud83db",
    "500 characters": "Sehr langer Name der Bäckerei, " * 16 + "1234",
    "spaces where a line folds": " " * 200,
    "HTML": '<b onclick="x">&amp;</b>',
    "a query": "a&b=c#d?e+f%20g/h",
    "nothing": "",
}
texts = st.text(st.characters(codec=None) | st.sampled_from(",;\\\n\r\t:\"' é👩\u0301\u200d\u202e"), max_size=500)


def arrives(text):
    """What a reader gets of it: line breaks as one kind, halves of a character as a mark, no controls."""
    text = "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in text)
    for line_break in ("\r\n", "\r", "\x85", "\u2028", "\u2029"):
        text = text.replace(line_break, "\n")
    return "".join(one for one in text if one in "\t\n" or (one >= " " and one != "\x7f"))
