"""Which scripts may import which: the rooms of static/guidance, and the arrows between them.

The calculator's thinking knows no page, and neither page knows the other: whoever reads a room need not read what
comes after it.
"""

import re
from posixpath import dirname, join, normpath

import pytest

from plugins.guidance.assets import SCRIPTS, STATIC

ROOMS = {
    "dates": set(),
    "device": {"dates"},
    "page": {"dates", "device"},
    "exports": {"dates", "device", "page"},
    "article": {"dates", "device", "page", "exports"},
    "planner": {"dates", "device", "page", "exports"},
    "discussion": set(),
}
IMPORT = re.compile(r"""^import\b(?:[^;"']*\bfrom)?\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']""", re.MULTILINE)
PATH = re.compile(r'"\./([^"]+\.js)"')


def imports(script):
    """The paths of the scripts that this one imports, at once or later, by their place in static/guidance."""
    folder = dirname(script)
    text = (STATIC / script).read_text(encoding="utf-8")
    return [normpath(join(folder, first or later)) for first, later in IMPORT.findall(text)]


def scripts(room):
    return sorted(path.relative_to(STATIC).as_posix() for path in (STATIC / room).glob("*.js"))


def arrows():
    return {(script, imported) for room in ROOMS for script in scripts(room) for imported in imports(script)}


def test_every_script_has_a_room():
    rooms = {path.relative_to(STATIC).parts[0] for path in STATIC.rglob("*.js")}
    assert rooms == {*ROOMS, "main.js"}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_holds_three_to_twelve_files(room):
    assert 3 <= len(list((STATIC / room).iterdir())) <= 12


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_itself_and_the_rooms_before_it(room):
    allowed = {room, *ROOMS[room]}
    wrong = [arrow for arrow in arrows() if arrow[0].startswith(f"{room}/") and dirname(arrow[1]) not in allowed]
    assert not wrong


def test_every_import_is_found_and_leads_to_a_script():
    told = sum(len(re.findall(r"\bimport\b", code(script))) for room in ROOMS for script in scripts(room))
    found = [imported for room in ROOMS for script in scripts(room) for imported in imports(script)]
    assert len(found) == told
    assert not [imported for imported in found if not (STATIC / imported).is_file()]


def test_the_first_script_waits_for_a_part_before_it_asks_for_its_room():
    assert imports("main.js") == []
    begun = PATH.findall((STATIC / "main.js").read_text(encoding="utf-8"))
    assert begun
    assert set(begun) <= set(SCRIPTS)


def code(script):
    """A script without its comments, the address of its own file, and text."""
    text = (STATIC / script).read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/|\s//[^\n]*|\bimport\.meta\b", "", text, flags=re.DOTALL)
