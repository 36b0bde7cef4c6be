"""README says what is there: each target of the Makefile, each setting."""

import re
from pathlib import Path

import pytest

from service.configuration import NAMES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("target", [target for target in TARGETS if target != "help"])
def test_readme_names_each_target(target):
    assert f"`{target}`" in README or f"make {target}" in README


@pytest.mark.parametrize("setting", [*NAMES, "DATA"])
def test_readme_names_each_setting(setting):
    assert f"| `{setting}` |" in README
