"""Join the plugin's modules into a few files, so that a page asks for few and they compress well.

There is no bundler of JavaScript that comes with Python alone, and the modules keep to a small part of the language:
imports of names or of a whole module, one a line; exports where a thing is declared; no cycles. What does not is
refused. Each module becomes one object of its exports; tests run the calculator from the joined files.
"""

import re
from graphlib import TopologicalSorter
from pathlib import Path

IMPORT = re.compile(r'^import (\{[^}]*\}|\* as \w+) from "(\.[^"]+)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
REFUSED = re.compile(r"^(?:import(?! *\()|export) .*", re.MULTILINE)


def join(folder: Path, roots: list[str]) -> dict[str, str]:
    """One file for each of `roots`, by its path: itself and all that it imports and no root before it does."""
    uses = {}
    for root in roots:
        _find(folder, root, uses)
    home = {}
    for root in roots:
        for module in _find(folder, root, {}):
            home.setdefault(module, root)
    order = list(TopologicalSorter(uses).static_order())
    return {root: _file(folder, root, [one for one in order if home[one] == root], uses, home) for root in roots}


def _find(folder, module, uses):
    """The modules that `module` imports, and theirs, each with what it imports itself."""
    if module not in uses:
        text = (folder / module).read_text(encoding="utf-8")
        uses[module] = [_path(folder, module, path) for _, path in IMPORT.findall(text)]
        for used in uses[module]:
            _find(folder, used, uses)
    return uses


def _path(folder, module, path):
    return (folder / module).parent.joinpath(path).resolve().relative_to(folder.resolve()).as_posix()


def _file(folder, root, modules, uses, home):
    elsewhere = sorted({used for module in modules for used in uses[module] if home[used] != root})
    imports = [f'import {{ {_name(one)} }} from "{_from(root, home[one])}";\n' for one in elsewhere]
    bodies = [_module(folder, module) for module in modules]
    names = ", ".join(_name(one) for one in modules)
    exported = ", ".join(EXPORT.findall((folder / root).read_text(encoding="utf-8")))
    own = f"export const {{ {exported} }} = {_name(root)};\n" if exported else ""
    return "".join([*imports, *bodies, f"export {{ {names} }};\n", own])


def _module(folder, module):
    """A module as an object of what it exports."""
    text = (folder / module).read_text(encoding="utf-8")
    exported = ", ".join(EXPORT.findall(text))
    text = IMPORT.sub(lambda found: f"const {_bound(found[1])} = {_name(_path(folder, module, found[2]))};", text)
    text = EXPORT.sub("", text)
    if wrong := REFUSED.search(text):
        raise ValueError(f"{folder / module}: {wrong[0]!r} cannot be joined; import and export as the others do")
    return f"const {_name(module)} = (() => {{\n{text}\nreturn {{ {exported} }};\n}})();\n"


def _bound(names):
    return names.removeprefix("* as ").replace(" as ", ": ")


def _name(module):
    return "$" + re.sub(r"\W", "_", module.removesuffix(".js").split("/", 1)[-1])


def _from(root, other):
    up = "../" * root.count("/")
    return f"./{up}{other}" if not up else f"{up}{other}"
