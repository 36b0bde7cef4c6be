"""Scripts and styles keep to 120 columns; oxfmt breaks code, but no comment and no sentence."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(
    path for room in ("plugins", "theme") for kind in ("js", "css") for path in ROOT.glob(f"{room}/**/*.{kind}")
)
WIDEST = 120


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_line_is_wider_than_an_editor_shows(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [number for number, line in enumerate(lines, 1) if len(line) > WIDEST] == []
