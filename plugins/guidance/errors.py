"""The mistakes of a build: gathered while it runs, reported once, as one error."""


class Mistakes:
    """A list of what authors have to mend, each with its file and line."""

    def __init__(self):
        self.found = []

    def add(self, place, words):
        self.found.append(f"{place}: {words}")

    def raise_if_any(self):
        if self.found:
            raise GuidanceError(self.found)


class GuidanceError(Exception):
    """The site cannot be built as it is marked; the message lists every mistake."""

    def __init__(self, found):
        count = f"{len(found)} mark{'' if len(found) == 1 else 's'}"
        super().__init__("\n".join([f"{count} could not be read:", *(f"  {line}" for line in sorted(set(found)))]))
