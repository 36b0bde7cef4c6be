"""README says what is there: each target of the Makefile, each setting, each file that it names."""

import re
from pathlib import Path

import pytest

from service.configuration import NAMES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
FILES = re.findall(r"`((?:content|plugins|service|theme|tests|docs)/[\w./-]+)`", README)


@pytest.mark.parametrize("target", [target for target in TARGETS if target != "help"])
def test_readme_names_each_target(target):
    assert f"`{target}`" in README or f"make {target}" in README


@pytest.mark.parametrize("setting", [*NAMES, "DATA"])
def test_readme_names_each_setting(setting):
    assert f"| `{setting}` |" in README


@pytest.mark.parametrize("file", FILES)
def test_each_file_that_readme_names_is_there(file):
    assert (ROOT / file).exists()
