"""Give the local names of a script short ones, as minifiers do, by the scopes they stand in.

What stays: names at the top level, which other files may import, properties, and names that the script does not
declare itself. Comments go. The grammar is tree-sitter's; ``var``, whose scope is not its block, is refused.
"""

import itertools
import string

import tree_sitter_javascript
from tree_sitter import Language, Parser

PARSER = Parser(Language(tree_sitter_javascript.language()))
FUNCTION_DECLARATIONS = {"function_declaration", "generator_function_declaration"}
FUNCTIONS = {*FUNCTION_DECLARATIONS, "function_expression", "generator_function", "arrow_function", "method_definition"}
BLOCKS = {"statement_block", "for_statement", "for_in_statement", "catch_clause", "switch_body", "class"}
SHORTHAND = {"shorthand_property_identifier", "shorthand_property_identifier_pattern"}
NAMES = {"identifier", *SHORTHAND}
BETWEEN_FILES = {"import_specifier", "export_specifier", "namespace_import"}
# in the order in which scripts use letters anyway: what repeats compresses better
LETTERS = "etnraoisclduphmfgybvkwxjqz" + string.ascii_uppercase
RESERVED = {"as", "do", "if", "in", "of"}


class Scope:
    """The names that a function, a block or the file declares, and the uses of names that stand right in it."""

    def __init__(self, outer=None):
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
                self.declared[pattern.text.decode()] = True
            case "assignment_pattern" | "object_assignment_pattern":
                self.declare(pattern.child_by_field_name("left"))
            case "pair_pattern":
                self.declare(pattern.child_by_field_name("value"))
            case _:
                for part in pattern.named_children:
                    self.declare(part)


def shortened(script):
    """The script with its local names shortened, without comments; ValueError if it cannot be read whole.

    >>> shortened("const sum = (first, { second }) => first + second.first; // why")
    'const sum = (e, { second:t }) => e + t.first; '
    """
    source = script.encode()
    root = PARSER.parse(source).root_node
    if root.has_error:
        raise ValueError(f"a script cannot be read: {_error(root)}")
    file, comments = Scope(), []
    _read(root, file, comments)
    changes = [(comment, "") for comment in comments]
    for scope in file.inner:
        changes += _renamed(scope)
    return _changed(source, changes)


def _read(node, scope, comments):
    for child in node.children:
        if child.type == "comment":
            comments.append(child)
        elif child.type == "variable_declaration":
            raise ValueError(f"line {child.start_point.row + 1}: write const or let, not var")
        elif child.type in NAMES and node.type not in BETWEEN_FILES:
            outside = node.type in FUNCTION_DECLARATIONS and child == node.child_by_field_name("name")
            (scope.outer if outside else scope).uses.append(child)
        if child.type in {*FUNCTION_DECLARATIONS, "class_declaration", "variable_declarator"}:
            scope.declare(child.child_by_field_name("name"))
        _read(child, _scope_of(child, node, scope), comments)


def _scope_of(node, parent, scope):
    """The scope of what stands in ``node``: one of its own for a function, and for a block that is no body of one."""
    field = node.child_by_field_name
    if node.type in FUNCTIONS:
        scope = Scope(scope)
        scope.declare(field("parameters") or field("parameter"))
        if node.type in {"function_expression", "generator_function"}:
            scope.declare(field("name"))
    elif node.type in BLOCKS and parent.type not in {*FUNCTIONS, "catch_clause"}:
        scope = Scope(scope)
        if node.type == "class":
            scope.declare(field("name"))
        elif node.type == "catch_clause":
            scope.declare(field("parameter"))
        elif node.type == "for_in_statement" and field("kind"):
            scope.declare(field("left"))
    return scope


def _renamed(scope, around=()):
    """Choose the short names of a scope and of all inside it; each use of one, with what is to stand there."""
    around = (*around, scope.outer)
    uses = [(use, name, at.owner(name)) for at in _all(scope) for use in at.uses for name in [use.text.decode()]]
    taken = {owner.short.get(name, name) if owner else name for _, name, owner in uses if owner in (None, *around)}
    free = (short for short in _short_names() if short not in taken)
    own = [(use, name) for use, name, owner in uses if owner is scope]
    used = {name for _, name in own}
    scope.short = {name: next(free) for name in scope.declared if name in used}
    for use, name in own:
        yield use, f"{name}:{scope.short[name]}" if use.type in SHORTHAND else scope.short[name]
    for inner in scope.inner:
        yield from _renamed(inner, around)


def _all(scope):
    yield scope
    for inner in scope.inner:
        yield from _all(inner)


def _short_names():
    names = ("".join(letters) for length in itertools.count(1) for letters in itertools.product(LETTERS, repeat=length))
    return (name for name in names if name not in RESERVED)


def _changed(source, changes):
    """The source, in bytes, as text with each of these nodes replaced."""
    pieces, done = [], 0
    for node, text in sorted(changes, key=lambda change: change[0].start_byte):
        pieces += [source[done : node.start_byte], text.encode()]
        done = node.end_byte
    return b"".join([*pieces, source[done:]]).decode()


def _error(node):
    """Where the grammar was left, and what stands there."""
    wrong = next((child for child in node.children if child.has_error), node)
    if wrong is not node and not (wrong.is_error or wrong.is_missing):
        return _error(wrong)
    return f"line {wrong.start_point.row + 1}: {wrong.text.decode()[:60]!r}"
