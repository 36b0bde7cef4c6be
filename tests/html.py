"""What a test asks of a page."""

from html.parser import HTMLParser

SHELL = "<!doctype html><title><!--shell:title--><!--/shell--></title><main><!--shell:main--><!--/shell--></main>"


class Page(HTMLParser):
    """Its title, its elements, the values in its forms."""

    VOID = frozenset({"input", "br", "meta", "link", "img"})

    def __init__(self, text):
        super().__init__()
        self.elements = []  # (tag, attributes, path of ids and tags)
        self.title, self.words, self.forms, self.open = "", "", {}, []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.elements.append((tag, attributes, [name for name, _ in self.open]))
        form = next((values.get("id") for name, values in reversed(self.open) if name == "form"), None)
        if form and tag in ("input", "textarea") and "name" in attributes:
            self.forms.setdefault(form, {})[attributes["name"]] = attributes.get("value") or ""
        if tag not in self.VOID:
            self.open.append((tag, attributes))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        self.words += data
        if self.open and self.open[-1][0] == "title":
            self.title += data
        if self.open and self.open[-1][0] == "textarea":
            form = next(values.get("id") for name, values in reversed(self.open) if name == "form")
            fields, name = self.forms.setdefault(form, {}), self.open[-1][1]["name"]
            fields[name] = fields.get(name, "") + data.removeprefix("\n")

    def find(self, tag=None, **wanted):
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [
            attributes
            for name, attributes, _ in self.elements
            if tag in (None, name) and all(attributes.get(key) == value for key, value in wanted.items())
        ]
