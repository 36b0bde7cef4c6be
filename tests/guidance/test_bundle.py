"""What the joined scripts are; that they work, every test of the calculator in the blog shows."""

import graphlib
import re

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
    assert [name for name, text in files.items() if "__part_days = 1" in text] == ["part/start.js"]
    assert [name for name, text in files.items() if "class a__other" in text] == ["part/later.js"]
    assert 'import("./part/start.js")' in files["main.js"]


def test_a_file_imports_what_it_needs_from_where_it_stands_by_a_name_that_all_files_share(folder):
    files = bundle.join(folder, ROOTS)
    day = re.search(r"const (\$\w+) = own__part_days;", files["part/start.js"])[1]
    assert f'import {{ {day} }} from "./start.js";' in files["part/later.js"]
    assert f"a__other + {day};" in files["part/later.js"]
    assert re.search(rf"export {{ \{day}, (\$\w+) as start }};", files["part/start.js"])


def test_a_module_that_is_handed_on_whole_is_an_object_of_its_exports(folder):
    (folder / "part/later.js").write_text('import * as days from "./days.js";\nexport const later = [days];\n', "utf-8")
    text = "".join(bundle.join(folder, ["part/later.js"]).values())
    assert "const all__part_days = { day: day__part_days };" in text and "= [all__part_days];" in text


@pytest.mark.parametrize(
    "line", ['import "./days.js";', 'import x from "./days.js";', 'export { day } from "./days.js";']
)
def test_what_cannot_be_joined_is_refused_by_file_and_line(folder, line):
    (folder / "other.js").write_text(f"const kept = 1;\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match=r"other\.js: ") as refused:
        bundle.join(folder, ROOTS)
    assert line in str(refused.value)


def test_a_name_that_a_module_does_not_export_is_refused(folder):
    (folder / "other.js").write_text("class a {}\n", "utf-8")
    with pytest.raises(ValueError, match=r"later\.js: other\.js exports no a"):
        bundle.join(folder, ROOTS)


def test_modules_that_need_each_other_are_refused(folder):
    (folder / "part/days.js").write_text('import { start } from "./start.js";\nexport const day = start;\n', "utf-8")
    with pytest.raises(graphlib.CycleError):
        bundle.join(folder, ROOTS)
