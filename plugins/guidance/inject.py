"""Write what was read back into the article's HTML, where pages, scripts and the service find it without the marks."""

from .marks import FIELD, whens_of

AUTHORS_OWN = ("via", "from", "window", "subject", "for", "answer", "options")
SITUATIONS = {"decision": "If they named a day"}


def rewrite(soup):
    """Turn the marks of one article into the markup that readers get, in place."""
    for heading in soup.select(".step[id]"):
        for when in whens_of(heading):
            when.name, when["data-when"] = "span", heading["id"]
        for draft in _drafts_of(heading):
            _rewrite_draft(soup, draft, heading["id"])
    for rule in soup.select(".rule[id]"):
        rule["data-rule"] = rule["id"]
    for ask in soup.select(".ask[id]"):
        ask["data-question"] = ask["id"]
    for element in soup.select(".step, .when, .draft, .rule, .ask"):
        for attribute in AUTHORS_OWN:
            del element[attribute]
    for heading in soup.select(".step"):
        heading["class"].remove("step")
        if not heading["class"]:
            del heading["class"]


def _drafts_of(heading):
    level = int(heading.name[1])
    for element in heading.find_next_siblings():
        if element.name in ("h1", "h2", "h3", "h4", "h5", "h6") and (
            int(element.name[1]) <= level or "step" in element.get("class", [])
        ):
            return
        yield from element.select("blockquote .draft") if element.name != "blockquote" else element.select(".draft")


def _rewrite_draft(soup, last, step):
    quote, subject = last.find_parent("blockquote"), last.get("subject")
    del last["class"]
    quote["class"], quote["data-draft"] = "draft", step
    if situation := last.attrs.pop("for", ""):
        quote["data-for"] = situation
        line = soup.new_tag("p", attrs={"class": "draft__for"})
        line.string = SITUATIONS[situation]
        quote.insert(0, line)
    if subject:
        line = soup.new_tag("p", attrs={"class": "draft__subject"})
        label = soup.new_tag("b")
        label.string = "Subject"
        line.extend([label, " ", subject])
        quote.insert(1 if situation else 0, line)
        del last["subject"]
    for text in quote.find_all(string=FIELD):
        text.replace_with(*_pieces(soup, text))


def _pieces(soup, text):
    """The text with each ``[[field]]`` as an element of its own."""
    for index, piece in enumerate(FIELD.split(text)):
        if index % 2 == 0:
            yield piece
            continue
        field = soup.new_tag("span", attrs={"class": "draft__field", "data-field": piece})
        field.string = piece.replace("-", " ")
        yield field
