"""What the joined scripts are; that they work, every test of the calculator in the blog shows."""

import graphlib

import pytest

from plugins.guidance import bundle

MODULES = {
    "main.js": 'import("./part/start.js").then(({ start }) => start());\n',
    "part/start.js": 'import { day } from "./days.js";\n\nexport async function start() {\n  return day;\n}\n',
    "part/later.js": """\
import * as days from "./days.js";
import { a as b } from "../other.js";

export const later = b + days.day;
""",
    "part/days.js": "const own = 1;\nexport const day = own;\n",
    "other.js": "export class a {}\n",
}
ROOTS = ["main.js", "part/start.js", "part/later.js"]


@pytest.fixture
def folder(tmp_path):
    for name, text in MODULES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_each_module_stands_in_one_file_the_first_that_needs_it(folder):
    files = bundle.join(folder, ROOTS)
    assert list(files) == ROOTS
    assert [name for name, text in files.items() if "own = 1" in text] == ["part/start.js"]
    assert [name for name, text in files.items() if "class a" in text] == ["part/later.js"]
    assert 'import { $days } from "../part/start.js";' in files["part/later.js"]
    assert "const days = $days;" in files["part/later.js"] and "const { a: b } = $other;" in files["part/later.js"]
    assert "export const { start } = $start;" in files["part/start.js"]
    assert 'import("./part/start.js")' in files["main.js"]


@pytest.mark.parametrize(
    "line", ['import "./days.js";', 'import x from "./days.js";', 'export { day } from "./days.js";']
)
def test_what_cannot_be_joined_is_refused_by_file_and_line(folder, line):
    (folder / "other.js").write_text(f"const kept = 1;\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match=r"other\.js: ") as refused:
        bundle.join(folder, ROOTS)
    assert line in str(refused.value)


def test_modules_that_need_each_other_are_refused(folder):
    (folder / "part/days.js").write_text('import { start } from "./start.js";\nexport const day = start;\n', "utf-8")
    with pytest.raises(graphlib.CycleError):
        bundle.join(folder, ROOTS)
