"""The documents at the root, in docs/ and in theme/ name files that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("theme/*.md")])
PATH = re.compile(r"`([\w.-]+/[\w./-]*)`")
NAME = re.compile(r"`([\w.-]+\.(?:py|js|html|css|toml|md|txt))`")
LINK = re.compile(r"\]\((?!https?:|#|\{)([^)#]+)")
MADE = {"discussions.json", "settings.json", "shell.html", "site.css"}
"""What a build or a start makes."""


def missing(line, folder):
    """What this line of a document in this folder names and is not there.

    A name without a folder stands beside a path that its line names, or beside the document.
    """
    named = [Path(path) for path in PATH.findall(line)]
    paths = [root / path for path in named for root in {ROOT, folder} if (root / path.parts[0]).is_dir()]
    besides = [path if path.is_dir() else path.parent for path in paths] + [folder, ROOT]
    yield from (path.relative_to(ROOT) for path in paths if not path.exists() and path.name not in MADE)
    yield from (link for link in LINK.findall(line) if not (folder / link).exists())
    for name in NAME.findall(line):
        if name not in MADE and not any((beside / name).exists() for beside in besides):
            yield name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document.relative_to(ROOT)))
def test_each_file_that_a_document_names_is_there(document):
    lines = document.read_text(encoding="utf-8").splitlines()
    assert [name for line in lines for name in map(str, missing(line, document.parent))] == []
