"""Tags in the text of a page, where one can be changed and each byte beside it stays: no parser gives it back."""

import html
import re

TAG = re.compile(
    r"<!--.*?-->|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^'\">])*(?:['\"][^>]*)?)>",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"""\s*([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")


def at(text, start=0):
    """The tag that begins here, as a match of TAG; ValueError if none does."""
    tag = TAG.match(text, start)
    if not tag:
        raise ValueError(f"no tag begins with {text[start : start + 20]!r}")
    return tag


def changed(tag, values, name=""):
    """The start tag with these attributes, in their place or at its end; None takes one out.

    >>> changed('<em class=when from="a&b" title="1&copy=2">', {"from": None, "data-when": "x"}, "span")
    '<span class=when title="1&copy=2" data-when="x">'
    """
    parts, left = at(tag), dict(values)

    def attribute(match):
        key = match[1].lower()
        return _written(key, left.pop(key, None)) if key in values else match[0]

    rest = ATTRIBUTE.sub(attribute, parts["rest"].rstrip())
    kept, closed = rest.removesuffix("/"), "/" * rest.endswith("/")
    return f"<{name or parts['name']}{kept}{''.join(_written(*one) for one in left.items())}{closed}>"


def end(text, start):
    """Where the end tag stands of the element whose tag begins at ``start``, as (from, to); None where it has none."""
    name, depth = at(text, start)["name"].lower(), 0
    for tag in TAG.finditer(text, start):
        if tag["name"] and tag["name"].lower() == name:
            depth += -1 if tag["end"] else 1
            if not depth:
                return tag.span()
    return None


def texts(text, start, stop):
    """Where the words between tags stand, as (from, to)."""
    for tag in TAG.finditer(text, start, stop):
        yield start, tag.start()
        start = tag.end()
    yield start, stop


def spliced(text, changes):
    """The text with each (from, to, words) in place.

    >>> spliced("abcd", [(3, 4, "D"), (1, 1, "-")])
    'a-bcD'
    """
    pieces, at = [], 0
    for start, stop, words in sorted(changes):
        pieces += [text[at:start], words]
        at = stop
    return "".join([*pieces, text[at:]])


def _written(name, value):
    return "" if value is None else f' {name}="{html.escape(value)}"'
