"""Join the plugin's modules into a few files, so that a page asks for few and they compress well.

No bundler of JavaScript comes with Python alone, and the modules keep to a small part of the language: imports of
names or of a whole module; exports where a thing is declared; no cycles. What does not is refused. The modules of a
file share one scope, so a name at the top level says whose it is: ``day`` of ``dates/days.js`` becomes
``day__dates_days``, or ``$7`` if it leaves its file. Tests run the calculator from the joined files.
"""

import re
from graphlib import TopologicalSorter
from posixpath import dirname, normpath, relpath
from posixpath import join as path_join

from .rename import short_names
from .scopes import Scope, Script, replaced, written

WHOLE = "*"  # stands for a module as one object


class Module:
    """One module: what each imported name stands for, as ``(path, name)``, and the names that it exports."""

    def __init__(self, path, text):
        self.path, self.script, self.imported, self.exported, self.cuts = path, Script(text), {}, [], []
        for statement in self.script.root.named_children:
            if statement.type == "import_statement":
                self._import(statement)
            elif statement.type == "export_statement":
                self._export(statement)
        self.script.file.declared.update(dict.fromkeys(self.imported))
        self.needs = list(dict.fromkeys(path for path, _ in self.imported.values()))

    def links(self):
        """Each use of a name of the top level, its own or imported: ``(node, name, (path, name))``."""
        for node, name, owner in self.script.file.all_uses():
            if owner is not self.script.file:
                continue
            path, meant = self.imported.get(name, (self.path, name))
            around = node.parent
            if meant == WHOLE and around.type == "member_expression" and around.child_by_field_name("object") == node:
                yield around, None, (path, written(around.child_by_field_name("property")))
            else:
                yield node, name, (path, meant)

    def _import(self, statement):
        path = written(statement.child_by_field_name("source"))[1:-1]
        clause = next((child for child in statement.named_children if child.type == "import_clause"), None)
        names = clause.named_children[0] if clause else statement
        if names.type not in {"named_imports", "namespace_import"} or not path.startswith("."):
            self._refuse(statement)
        path = normpath(path_join(dirname(self.path), path))
        for one in names.named_children:
            if one.type == "identifier":
                self.imported[written(one)] = path, WHOLE
            else:
                name = one.child_by_field_name("name")
                self.imported[written(one.child_by_field_name("alias") or name)] = path, written(name)
        self.cuts.append((statement, ""))

    def _export(self, statement):
        declaration = statement.child_by_field_name("declaration")
        if declaration is None:
            self._refuse(statement)
        names = Scope()
        for one in declaration.named_children if declaration.type == "lexical_declaration" else [declaration]:
            names.declare(one.child_by_field_name("name"))
        self.exported += names.declared
        self.cuts.append((statement.children[0], ""))

    def _refuse(self, statement):
        raise ValueError(f"{written(statement)!r} cannot be joined; import and export as the others do")


class Bundle:
    """The modules that some files need, and what each name of a top level is called in them."""

    def __init__(self, folder, roots):
        self.folder, self.roots, self.modules, self.home = folder, roots, {}, {}
        for root in roots:
            self._take(root, root)
        self.order = list(TopologicalSorter({path: one.needs for path, one in self.modules.items()}).static_order())
        self.links = {path: list(self._links(path)) for path in self.order}
        public = [(root, name) for root in roots for name in self.modules[root].exported]
        known_outside = dict.fromkeys([*public, *self._leaving(self.order)])
        self.shared = {meant: f"${name}" for name, meant in zip(short_names(), known_outside, strict=False)}

    def file(self, root):
        """The text of one file: what it imports, its modules in their order, what it exports."""
        paths = [path for path in self.order if self.home[path] == root]
        imports = {}
        for meant in self._leaving(paths):
            imports.setdefault(self.home[meant[0]], []).append(self.shared[meant])
        lines = [f'import {{ {", ".join(names)} }} from "{_from(root, other)}";\n' for other, names in imports.items()]
        needed = self._leaving(path for path in self.order if self.home[path] != root)
        own = [self.shared[meant] for meant in needed if self.home[meant[0]] == root]
        own += [f"{self.shared[root, name]} as {name}" for name in self.modules[root].exported]
        exports = [f"export {{ {', '.join(own)} }};\n"] if own else []
        return "".join([*lines, *map(self._text, paths), *exports])

    def _take(self, path, root):
        """Put a module and what it needs into the file of ``root``, unless a file before has it."""
        if path not in self.modules:
            try:
                self.modules[path] = Module(path, (self.folder / path).read_text(encoding="utf-8"))
            except ValueError as error:
                raise ValueError(f"{self.folder / path}: {error}") from error
        if path not in self.home:
            self.home[path] = root
            for needed in self.modules[path].needs:
                self._take(needed, root)

    def _links(self, path):
        for node, name, meant in self.modules[path].links():
            if meant[0] != path and meant[1] not in (WHOLE, *self.modules[meant[0]].exported):
                raise ValueError(f"{self.folder / path}: {meant[0]} exports no {meant[1]}")
            yield node, name, meant

    def _leaving(self, paths):
        """What these modules need from other files than their own."""
        needed = [(path, meant) for path in paths for _, _, meant in self.links[path]]
        return list(dict.fromkeys(meant for path, meant in needed if self.home[meant[0]] != self.home[path]))

    def _name(self, meant):
        path, name = meant
        name = "all" if name == WHOLE else name
        return self.shared.get(meant) or f"{name}__{re.sub(r'[^A-Za-z0-9]', '_', path.removesuffix('.js'))}"

    def _text(self, path):
        """A module's text, with each name of a top level as the file knows it."""
        module = self.modules[path]
        changes = [(node, replaced(node, name, self._name(meant))) for node, name, meant in self.links[path]]
        whole = ""
        if any(meant == (path, WHOLE) for links in self.links.values() for _, _, meant in links):
            members = ", ".join(f"{name}: {self._name((path, name))}" for name in module.exported)
            whole = f"const {self._name((path, WHOLE))} = {{ {members} }};\n"
        return f"{module.script.changed([*changes, *module.cuts])}\n{whole}"


def join(folder, roots):
    """One file for each of ``roots``, by its path: itself and all that it imports and no root before it does."""
    bundle = Bundle(folder, roots)
    return {root: bundle.file(root) for root in roots}


def _from(root, other):
    path = relpath(other, dirname(root) or ".")
    return path if path.startswith(".") else f"./{path}"
