"""Names that no reader may take: those under which the site's hosts have written, and the words of their badge."""

import re
import unicodedata

from unidecode import unidecode

from service.record import queries
from service.rules.refusal import ValidationRefusedError

WORDS = {"host", "moderator"}
_ALIKE = str.maketrans("01i|", "olll")
_TAKEN = "This name belongs to somebody who runs this site. Please choose another one, or leave it empty."


def check(name):
    """ValidationRefusedError if a reader may not write under this name."""
    words = folded(name)
    if words and ("".join(words) in _hosts() or WORDS & {*words, "".join(words)}):
        raise ValidationRefusedError(400, {"name": _TAKEN})


def folded(name):
    """The words of a name, the same for names that look alike, in whatever script, case and dress.

    >>> folded("Ada L."), folded("ÀDА ʟ"), folded("A-da")
    (['ada', 'l'], ['ada', 'l'], ['a', 'da'])
    """
    plain = unidecode(unicodedata.normalize("NFKC", name)).casefold().translate(_ALIKE)
    return re.findall(r"[a-z0-9]+", plain)


def _hosts():
    return {"".join(folded(name)) for name in queries.staff_names()}
