"""Texts as a search compares them, so that what is found depends neither on a keyboard nor on the database.

SQLite takes ``Ü`` and ``ü`` for two letters, PostgreSQL goes by its locale, and neither knows that ’ is typed as '.
So what is searched is kept folded beside what was written, and both databases have nothing to do but to compare.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models

_SIGNS = str.maketrans(
    dict.fromkeys("‘’‚‛ʻʼʹ′´＇", "'")
    | dict.fromkeys("“”„‟«»″〝〞＂", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"}  # letters that no normal form takes apart
)
# accents, the points and vowels of Hebrew and Arabic and its letter stretcher; marks of other scripts are letters
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0640\u064b-\u065f\u0670\ufe00-\ufe0f]")


def fold(value: str) -> str:
    r"""The text without what two people may type differently: case, accents, kinds of quotes, dashes and blanks.

    >>> fold("ÜBERRASCHT"), fold("I don’t\u00a0know"), fold("Straße"), fold("İstanbul ＡＢＣ Ёлка")
    ('uberrascht', "i don't know", 'strasse', 'istanbul abc елка')
    """
    value = value.replace("`", "'")
    if not value.isascii():
        value = unicodedata.normalize("NFKD", value.translate(_SIGNS)).casefold().translate(_SIGNS)
        value = _MARKS.sub("", unicodedata.normalize("NFKD", value))
        seen = (character for character in value if unicodedata.category(character) != "Cf")  # nobody types the others
        value = unicodedata.normalize("NFC", "".join(seen))
    return " ".join(value.lower().split())


class FoldedField(models.TextField):  # type: ignore[type-arg]  # Django's own takes no arguments when it runs
    """Other fields of the same row, folded, each on a line of its own; written with them by itself.

    A QuerySet's ``update`` and a ``save`` of some fields write what they are told: ``of`` gives what belongs there.
    """

    def __init__(self, *names: str, **options: Any) -> None:
        self.names = names
        super().__init__(**{"default": "", "editable": False, **options})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _, nothing, options = super().deconstruct()
        return name, "django.db.models.TextField", nothing, options  # all that a table knows of it

    def of(self, values: Mapping[str, str]) -> str:
        """What belongs into this field beside these values, a dict of the fields' names."""
        return "\n".join(fold(values[name]) for name in self.names)

    def pre_save(self, instance: models.Model, add: bool) -> str:
        return self.of({name: getattr(instance, name) for name in self.names})
