"""The names of a script by the scopes they stand in, as far as moving and renaming them asks for it.

The grammar is tree-sitter's. ``var``, whose scope is not its block, is refused.
"""

import tree_sitter_javascript
from tree_sitter import Language, Parser

PARSER = Parser(Language(tree_sitter_javascript.language()))
FUNCTION_DECLARATIONS = {"function_declaration", "generator_function_declaration"}
FUNCTIONS = {*FUNCTION_DECLARATIONS, "function_expression", "generator_function", "arrow_function", "method_definition"}
BLOCKS = {"statement_block", "for_statement", "for_in_statement", "catch_clause", "switch_body", "class"}
SHORTHAND = {"shorthand_property_identifier", "shorthand_property_identifier_pattern"}
NAMES = {"identifier", *SHORTHAND}
BETWEEN_FILES = {"import_specifier", "export_specifier", "namespace_import"}


def written(node):
    """What stands in the script for a node of its tree."""
    return node.text.decode()


class Scope:
    """The names that a function, a block or the file declares, and the uses of names that stand right in it."""

    def __init__(self, outer=None, is_for_in=False):
        self.is_for_in = is_for_in
        self.outer, self.inner, self.declared, self.uses, self.short = outer, [], {}, [], {}
        if outer:
            outer.inner.append(self)

    def owner(self, name):
        """The scope that declares ``name`` as seen from here, or None."""
        if name in self.declared or self.outer is None:
            return self if name in self.declared else None
        return self.outer.owner(name)

    def declare(self, pattern):
        """Take every name that a pattern binds; a property's key and a default bind none."""
        match pattern and pattern.type:
            case None:
                return
            case "identifier" | "shorthand_property_identifier_pattern":
                self.declared[written(pattern)] = True
            case "assignment_pattern" | "object_assignment_pattern":
                self.declare(pattern.child_by_field_name("left"))
            case "pair_pattern":
                self.declare(pattern.child_by_field_name("value"))
            case _:
                for part in pattern.named_children:
                    self.declare(part)

    def all_uses(self):
        """Every use of a name in here and in all scopes inside, as ``(node, name, the scope that declares it)``."""
        for node in self.uses:
            name = written(node)
            yield node, name, self.owner(name)
        for inner in self.inner:
            yield from inner.all_uses()


class Script:
    """A script that was read: its bytes, its tree, the scope of its file, and its comments."""

    def __init__(self, text):
        self.source, self.file, self.comments = text.encode(), Scope(), []
        self.root = PARSER.parse(self.source).root_node
        if self.root.has_error:
            raise ValueError(f"a script cannot be read: {_error(self.root)}")
        self._read(self.root, self.file)

    def changed(self, changes):
        """The text with each of these nodes replaced: ``(node, text)``, none inside another."""
        pieces, done = [], 0
        for node, text in sorted(changes, key=lambda change: change[0].start_byte):
            pieces += [self.source[done : node.start_byte], text.encode()]
            done = node.end_byte
        return b"".join([*pieces, self.source[done:]]).decode()

    def _read(self, node, scope):
        for child in node.children:
            if child.type == "comment":
                self.comments.append(child)
            elif child.type == "variable_declaration":
                raise ValueError(f"line {child.start_point.row + 1}: write const or let, not var")
            elif child.type in NAMES and node.type not in BETWEEN_FILES:
                outside = node.type in FUNCTION_DECLARATIONS and child == node.child_by_field_name("name")
                (scope.outer if outside else scope).uses.append(child)
            if child.type in {*FUNCTION_DECLARATIONS, "class_declaration", "variable_declarator"}:
                scope.declare(child.child_by_field_name("name"))
            self._read(child, _scope_of(child, node, scope))


def replaced(node, name, new):
    """What stands for a use of ``name`` that is now ``new``, whose property keeps its name."""
    return f"{name}:{new}" if node.type in SHORTHAND else new


def _scope_of(node, parent, scope):
    """The scope of what stands in ``node``: one of its own for a function, and for a block that is no body of one."""
    field = node.child_by_field_name
    if node.type in FUNCTIONS:
        scope = Scope(scope)
        scope.declare(field("parameters") or field("parameter"))
        if node.type in {"function_expression", "generator_function"}:
            scope.declare(field("name"))
    elif node.type in BLOCKS and parent.type not in {*FUNCTIONS, "catch_clause"}:
        scope = Scope(scope, is_for_in=node.type == "for_in_statement" and field("operator").type == "in")
        if node.type == "class":
            scope.declare(field("name"))
        elif node.type == "catch_clause":
            scope.declare(field("parameter"))
        elif node.type == "for_in_statement" and field("kind"):
            scope.declare(field("left"))
    return scope


def _error(node):
    """Where the grammar was left, and what stands there."""
    wrong = next((child for child in node.children if child.has_error), node)
    if wrong is not node and not (wrong.is_error or wrong.is_missing):
        return _error(wrong)
    return f"line {wrong.start_point.row + 1}: {written(wrong)[:60]!r}"
