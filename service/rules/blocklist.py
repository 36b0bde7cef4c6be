"""The moderators' list of words that hold a comment: one word or phrase a line, whole words, in any case."""

import re
import unicodedata
from functools import lru_cache

from django.utils import timezone

from service import limits
from service.record import queries
from service.record.models import WordList
from service.record.writing import writing
from service.rules.refusal import ValidationRefusedError
from service.text import characters

LONGEST_LINE, MOST_LINES = 100, 1000
THE_LIST = 1


def current():
    """The list as it stands."""
    return WordList.objects.filter(pk=THE_LIST).first() or WordList(pk=THE_LIST)


def clean(value):
    """The list as it is kept; ValidationRefusedError with the line that is wrong."""
    value = characters.normalise(value)
    lines = list(dict.fromkeys(" ".join(line.split()) for line in value.split("\n") if not characters.is_blank(line)))
    try:
        characters.check(value)
        for line in lines:
            _check(line)
        if len(lines) > MOST_LINES:
            raise ValueError(f"These are {len(lines):,} lines; {MOST_LINES:,} are the most.")
    except ValueError as error:
        raise ValidationRefusedError(400, {"words": str(error)}) from None
    return "\n".join(lines)


def _check(line):
    if len(line) > LONGEST_LINE:
        raise ValueError(f"“{line[:30]}…” has {len(line):,} characters; {LONGEST_LINE} is the most in a line.")
    if not any(character.isalnum() for character in line):
        raise ValueError(f"“{line}” has no letter and no digit, so no comment could be found by it.")


def save(value, was, by):
    """Keep a cleaned list in place of the list ``was``; False if somebody has changed that meanwhile."""
    with writing():
        if not was:
            WordList.objects.get_or_create(pk=THE_LIST)
        rows = WordList.objects.filter(pk=THE_LIST, text=was)
        return bool(rows.update(text=value, by=characters.usable(by, limits.LONGEST_USERNAME), at=timezone.now()))


def found(draft):
    """The words of the list that stand in what a reader wrote."""
    lines = queries.word_list(THE_LIST)
    if not lines:
        return []
    return _found(lines, "\n".join([draft.name, draft.body, *(answer.value for answer in draft.answers)]))


def _found(lines, written):
    r"""The lines whose words stand in a text, however it is spaced.

    >>> _found("casino\nfree money\nc++", "A Casino! FREE\n  money, casinos, C++.")
    ['casino', 'free money', 'c++']
    >>> _found("casino", "casinos, mycasino")
    []
    >>> _found("赌博\nai", "在线赌博网站, J’ai attendu")
    ['赌博']
    """
    # what shows nothing may hide within a word as well as between two
    written = "\n".join({_fold(characters.UNSEEN.sub(between, written)) for between in ("", " ")})
    return [line for line, folded in _folded(lines) if folded and _stands_in(written, folded)]


@lru_cache(maxsize=4)
def _folded(lines):
    return [(line, _fold(characters.UNSEEN.sub("", line))) for line in lines.split("\n")]


def _fold(written):
    """The same for each way to write a word: case, width, apostrophes, and the signs that may be left out."""
    folded = unicodedata.normalize("NFKC", written.translate(_APOSTROPHES)).casefold()
    return " ".join(_LEFT_OUT.sub("", unicodedata.normalize("NFKC", folded)).translate(_LEFT_OUT_ON).split())


SHORTEST_BEHIND_AN_ELISION = 4
"""The "argent" of "l'argent" is a word by itself, the "ai" of "j'ai" is hardly meant."""
_ELISION = re.compile(r"(?<![^\W_])(?:[cdjlmnst]|qu|un|(?:a|da|de|ne|su)ll)'$")  # French, Italian, Catalan
# vowel signs of Hebrew and Arabic, and what is left of the Turkish capital I with a dot
_LEFT_OUT = re.compile("[\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc]|(?<=i)\u0307")
_LEFT_OUT_ON = str.maketrans("άέήίόύώёı", "αεηιουωеi")  # Greek capitals and Russian do without, Turkish knows two i
_APOSTROPHES = dict.fromkeys(map(ord, "‘’‛′ʼʻ`´"), "'")


def _stands_in(written, phrase):
    """Whether the phrase stands there as words of its own."""
    place = written.find(phrase)
    while place >= 0:
        if _begins_there(written, place, len(phrase)) and _ends_there(written, place + len(phrase)):
            return True
        place = written.find(phrase, place + 1)
    return False


def _begins_there(written, place, length):
    before = written[max(0, place - 6) : place]
    joined = before[-1:] == "'" and _is_spaced_letter(before[-2:-1])
    joined = joined and not (length >= SHORTEST_BEHIND_AN_ELISION and _ELISION.search(before))
    return not _is_spaced_letter(written[place]) or not (joined or _is_spaced_letter(before[-1:]))


def _ends_there(written, end):
    last, after = written[end - 1], written[end : end + 3]
    if not _is_spaced_letter(last):
        return not (last.isalnum() and _is_accent(after[:1]))
    # an apostrophe joins two parts of a word, as in "don't", but for the s of a genitive
    genitive = after[:2] == "'s" and not _is_spaced_letter(after[2:])
    joined = after[:1] == "'" and _is_spaced_letter(after[1:2]) and not genitive
    return not joined and not _is_spaced_letter(after[:1])


def _is_spaced_letter(character):
    """Whether it is a letter, a digit or an accent of a script that sets blanks between its words."""
    return (character.isalnum() or _is_accent(character)) and not characters.UNSPACED.match(character)


def _is_accent(character):
    return bool(character) and unicodedata.category(character)[0] == "M"
