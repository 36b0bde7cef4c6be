"""Write what was read back into the article's HTML, where pages, scripts and the service find it without the marks.

All that is no mark stays byte for byte as the author's reader made it.
"""

import html

from . import tags
from .marks import FIELD, SITUATIONS
from .places import MARKS
from .reading import MARKED, quote_of, whens_of

AUTHORS_OWN = ("via", "from", "window", "subject", "for", "answer", "options")


def rewrite(reading):
    """The HTML that readers get: the marks of one article as the markup that scripts know."""
    changes = [change for element, draft in reading.drafts for change in _filled_in(reading, element, draft)]
    values = _values(reading)
    for element in reading.soup.find_all(lambda one: id(one) in values):
        at, tag = reading.tag(element)
        end = tags.end(reading.html, at) if "data-when" in values[id(element)] else None
        # HTML has no ranges of time, so a phrase is a span until it is dated
        changes.append((at, at + len(tag), tags.changed(tag, values[id(element)], "span" if end else "")))
        changes += [(*end, "</span>")] if end else []
    return tags.spliced(reading.html, changes)


def plain(reading):
    """The HTML without any mark, for a draft that is not ready: its words and no more."""
    changes = []
    for element in reading.soup.select(MARKED):
        at, tag = reading.tag(element)
        left = [name for name in element["class"] if name not in MARKS]
        values = {**dict.fromkeys(AUTHORS_OWN), "class": " ".join(left) or None}
        changes.append((at, at + len(tag), tags.changed(tag, values)))
    return tags.spliced(reading.html, changes)


def _values(reading):
    """The attributes that change, by the id() of their element."""
    values = {}
    for element in reading.soup.select(MARKED):
        values[id(element)] = dict.fromkeys(own for own in AUTHORS_OWN if own in element.attrs)
        for mark in element["class"]:
            if mark in MARKS and MARKS[mark].attribute:
                values[id(element)][MARKS[mark].attribute] = element["id"]
        left = [name for name in element["class"] if name not in MARKS or MARKS[name].is_look]
        values[id(element)]["class"] = " ".join(left) or None
    for heading in reading.soup.select(".step[id]"):
        for when in whens_of(heading):
            values[id(when)]["data-when"] = heading["id"]
    for element, draft in reading.drafts:
        quote = quote_of(element)
        others = [name for name in quote.get("class", []) if name != "draft"]
        own = values.setdefault(id(quote), {})
        own |= {"class": " ".join(["draft", *others]), "data-draft": draft.step}
        own |= {"data-for": draft.situation} if draft.situation else {}
    return values


def _filled_in(reading, element, draft):
    """The changes inside a draft's quote: the lines above its words, and each field an element of its own."""
    at, tag = reading.tag(quote_of(element))
    start, end = at + len(tag), tags.end(reading.html, at)
    lines = f'<p class="draft__for" data-line="for">{SITUATIONS[draft.situation]}</p>' if draft.situation else ""
    if draft.subject:
        subject = _fielded(html.escape(draft.subject, quote=False))
        lines += f'<p class="draft__subject" data-line="subject"><b>Subject</b> {subject}</p>'
    yield start, start, lines
    for first, last in tags.texts(reading.html, start, end[0] if end else len(reading.html)):
        text = reading.html[first:last]
        if FIELD.search(text):
            yield first, last, _fielded(text)


def _fielded(text):
    """The text, which is HTML, with each ``[[field]]`` as an element of its own."""
    return FIELD.sub(lambda found: _field(" ".join(html.unescape(found[1]).split())), text)


def _field(name):
    return f'<span class="draft__field" data-field="{html.escape(name)}">{html.escape(name.replace("-", " "))}</span>'
