"""Read a mark beside other braces, where `attr_list` takes all up to the line's last brace for one list.

It prints a heading's mark behind `{your name}` then, and moves the words behind `*soon*{: .when }` when a `{name}`
follows. Only lists with a mark are touched; all else is left to `attr_list`.
"""

import re

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from .places import LIST, MARKS
from .reading import HEADINGS

LISTED = r"""\{:?[ ]*((?:"[^"\n]*"|'[^'\n]*'|[^{}\n"'])+)\}"""
AFTER_WORDS, AT_END = re.compile(LISTED), re.compile(rf"[ ]+{LISTED}[ ]*$")
ESCAPED = f"{STX}{ord('{')}{ETX}"  # what an author's "\\{" becomes: a brace that begins no list
MARKED = re.compile(LIST.format("|".join(MARKS)))


class Braces(Extension):
    def extendMarkdown(self, md):  # noqa: N802, the name that Markdown calls
        md.treeprocessors.register(_Reader(md), "guidance", 9)  # after the words, before attr_list


class _Reader(Treeprocessor):
    def run(self, root):
        if "attr_list" not in self.md.treeprocessors:
            return
        assign = self.md.treeprocessors["attr_list"].assign_attrs
        for element in root.iter():
            if element.tag in HEADINGS:
                _read_heading(element, assign)
            elif not self.md.is_block_level(element.tag) and (found := _mark(AFTER_WORDS.match(element.tail or ""))):
                assign(element, found[1])
                element.tail = re.sub(r"^\{", ESCAPED, element.tail[found.end() :])


def _read_heading(heading, assign):
    last, place = (heading[-1], "tail") if len(heading) else (heading, "text")
    words = getattr(last, place) or ""
    if found := _mark(AT_END.search(words)):
        assign(heading, found[1])
        setattr(last, place, words[: found.start()].rstrip("#").rstrip().replace("{", ESCAPED))


def _mark(found):
    return found if found and MARKED.match(found[0].lstrip()) else None
