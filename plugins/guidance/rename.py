"""Give the names of a script short ones, as minifiers do.

What stays: properties, names that the script does not declare itself, and names at the top level that begin with
``$``, by which files know each other. Comments go.
"""

import itertools
import string

from .scopes import Script, replaced

# in the order in which scripts use letters anyway: what repeats compresses better
LETTERS = "etnraoisclduphmfgybvkwxjqz" + string.ascii_uppercase
RESERVED = {"as", "do", "if", "in", "of"}


def shortened(text):
    """The script with short names and without comments; ValueError if it cannot be read whole.

    >>> shortened("const $sum = (first, { second }) => first + second.first; // why")
    'const $sum = (e, { second:t }) => e + t.first; '
    """
    script = Script(text)
    comments = [(comment, "") for comment in script.comments]
    return script.changed([*comments, *_renamed(script.file)])


def _renamed(scope, around=()):
    """Choose the short names of a scope and of all inside it; each use of one, with what is to stand there."""
    uses = list(scope.all_uses())
    taken = {owner.short.get(name, name) if owner else name for _, name, owner in uses if owner in (None, *around)}
    if scope.is_for_in:  # oxc moves the statement before one into its head, where the loop's own name is not set yet
        taken |= {*scope.outer.short.values()}
    free = (short for short in short_names() if short not in taken)
    own = [(node, name) for node, name, owner in uses if owner is scope and not name.startswith("$")]
    used = {name for _, name in own}
    scope.short = {name: next(free) for name in scope.declared if name in used}
    for node, name in own:
        yield node, replaced(node, name, scope.short[name])
    for inner in scope.inner:
        yield from _renamed(inner, (*around, scope))


def short_names():
    names = ("".join(letters) for length in itertools.count(1) for letters in itertools.product(LETTERS, repeat=length))
    return (name for name in names if name not in RESERVED)
