"""The moderators' list of words that hold a comment: one word or phrase a line, whole words, in any case."""

import re
from functools import lru_cache

from django.utils import timezone

from service.discussion import moderation, sql, text
from service.discussion.models import WordList
from service.discussion.refused import RefusedError

LONGEST_LINE, MOST_LINES = 100, 1000
THE_LIST = 1


def current():
    """The list as it stands."""
    return WordList.objects.filter(pk=THE_LIST).first() or WordList(pk=THE_LIST)


def clean(value):
    """The list as it is kept; RefusedError with the line that is wrong."""
    value = text.normalise(value)
    lines = list(dict.fromkeys(" ".join(line.split()) for line in value.split("\n") if not text.is_blank(line)))
    try:
        text.check(value)
        for line in lines:
            _check(line)
        if len(lines) > MOST_LINES:
            raise ValueError(f"These are {len(lines):,} lines; {MOST_LINES:,} are the most.")
    except ValueError as error:
        raise RefusedError(400, {"words": str(error)}) from None
    return "\n".join(lines)


def _check(line):
    if len(line) > LONGEST_LINE:
        raise ValueError(f"“{line[:30]}…” has {len(line):,} characters; {LONGEST_LINE} is the most in a line.")
    if not any(character.isalnum() for character in line):
        raise ValueError(f"“{line}” has no letter and no digit, so no comment could be found by it.")


def save(value, was, by):
    """Keep a cleaned list in place of the list ``was``; False if somebody has changed that meanwhile."""
    with moderation.writing():
        if not was:
            WordList.objects.get_or_create(pk=THE_LIST)
        rows = WordList.objects.filter(pk=THE_LIST, text=was)
        return bool(rows.update(text=value, by=moderation.usable(by, 150), at=timezone.now()))


def found(draft):
    """The words of the list that stand in what a reader wrote."""
    kept = sql.row("SELECT text FROM discussion_wordlist WHERE id = %s", THE_LIST)
    if not kept or not kept[0]:
        return []
    return _found(kept[0], "\n".join([draft.name, draft.body, *(answer.value for answer in draft.answers)]))


def _found(lines, written):
    """The lines whose words stand in a text, however it is spaced.

    >>> _found("casino\\nfree money\\nc++", "A Casino! FREE\\n  money, casinos, C++.")
    ['casino', 'free money', 'c++']
    >>> _found("casino", "casinos, mycasino")
    []
    """
    written = " ".join(written.casefold().split())
    return [line for line, folded in _folded(lines) if folded in written and _whole(folded).search(written)]


@lru_cache(maxsize=4)
def _folded(lines):
    return [(line, line.casefold()) for line in lines.split("\n")]


def _whole(phrase):
    before, after = (r"(?<!\w)" if phrase[0].isalnum() else ""), (r"(?!\w)" if phrase[-1].isalnum() else "")
    return re.compile(before + re.escape(phrase) + after)
