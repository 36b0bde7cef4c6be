"""Scripts and styles as small as they are served.

minify-html (oxc for scripts, lightningcss for styles) has a wheel for every system that Afterword starts on. It takes
whole pages, keeps the names of a script as they are, and gives back untouched what it cannot read.
"""

import re
from collections import Counter

import minify_html

from . import rename
from .scopes import Script, written

NUMBER = re.compile(r"[\d.e*]+")
PURE = re.compile(r"(?<=\W)/\* @__PURE__ \*/ |/\* @__PURE__ \*/")  # a note to other minifiers, and the space after it


def script(text):
    """A module of JavaScript, minified, its local names shortened; ValueError if it cannot be read.

    >>> script("const $1 = (first, second) => { return first + second; }; export { $1 as sum };")
    'const $1=(e,t)=>e+t;export{$1 as sum};'
    """
    return _without_unread(_minified("script type=module", rename.shortened(text)))


def style(text):
    """A style sheet, minified; ValueError if it cannot be read.

    >>> style("a { color: red; } /* why */")
    'a{color:red}'
    """
    return _minified("style", text)


def _without_unread(text):
    """Without the top level's numbers that nothing reads: oxc writes such a number where it is used, and leaves it.

    >>> _without_unread("const e=6e4,t=f();export{t as made};")
    'const t=f();export{t as made};'
    """
    script = Script(text)
    uses = Counter(name for _, name, owner in script.file.all_uses() if owner is script.file)
    changes = []
    for statement in script.root.named_children:
        if statement.type != "lexical_declaration":
            continue
        declared = statement.named_children
        read = [one for one in declared if uses[_text(one, "name")] > 1 or not NUMBER.fullmatch(_text(one, "value"))]
        if len(read) < len(declared):
            kind, parts = written(statement.children[0]), ",".join(map(written, read))
            changes.append((statement, f"{kind} {parts};" if read else ""))
    return script.changed(changes)


def _text(declarator, field):
    part = declarator.child_by_field_name(field)
    return written(part) if part else ""


def _minified(tag, text):
    start, end = f"<{tag}>", f"</{tag.split()[0]}>"
    if end.removesuffix(">") in text.lower():
        raise ValueError(f"{end} cannot stand in a file that is minified")
    small = minify_html.minify(start + text + end, minify_js=True, minify_css=True)
    small = PURE.sub("", small).removeprefix(start).removesuffix(end)
    if small.strip() == text.strip() and "\n" in text.strip():
        raise ValueError(f"it cannot be read, and so not be minified: {text.strip()[:60]!r}")
    return small
