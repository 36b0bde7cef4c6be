"""Scripts and styles as small as they are served.

minify-html (oxc for scripts, lightningcss for styles) has a wheel for every system that Afterword starts on. It takes
whole pages, keeps the names of a script as they are, and gives back untouched what it cannot read.
"""

import minify_html

from . import rename


def script(text):
    """A module of JavaScript, minified, its local names shortened; ValueError if it cannot be read.

    >>> script("const $1 = (first, second) => { return first + second; }; export { $1 as sum };")
    'const $1=(e,t)=>e+t;export{$1 as sum};'
    """
    return _minified("script type=module", rename.shortened(text))


def style(text):
    """A style sheet, minified; ValueError if it cannot be read.

    >>> style("a { color: red; } /* why */")
    'a{color:red}'
    """
    return _minified("style", text)


def _minified(tag, text):
    start, end = f"<{tag}>", f"</{tag.split()[0]}>"
    if end.removesuffix(">") in text.lower():
        raise ValueError(f"{end} cannot stand in a file that is minified")
    small = minify_html.minify(start + text + end, minify_js=True, minify_css=True)
    small = small.replace("/* @__PURE__ */", "").removeprefix(start).removesuffix(end)
    if small.strip() == text.strip() and "\n" in text.strip():
        raise ValueError(f"it cannot be read, and so not be minified: {text.strip()[:60]!r}")
    return small
