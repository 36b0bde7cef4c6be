"""The characters of a text: which none may have, which show nothing, and one form in which it is kept. Pure."""

import re
import unicodedata

LONGEST_RUN_OF_MARKS = 10
# C0 and C1 controls but tab and line feed (some terminals obey them), lone surrogates, and what XML cannot carry
UNUSABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# as slides, PDF files and old systems write the end of a line (Unicode 5.8)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# where a picture was dictated, and where a line of a PDF file broke within a word (PDFium's sign for it)
_LEFT_BY_COPYING = re.compile("[\ufffc\ufffe]")
# letters and signs by name that leave no mark: Default_Ignorable_Code_Point, and blanks that are called something else
UNSEEN = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Thai to Tibetan and Burmese, Hangul, Khmer, Tai, Balinese, what is Chinese or Japanese, Javanese and Cham, full width
UNSPACED = re.compile(
    "[\u0e00-\u109f\u1100-\u11ff\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u1b00-\u1b7f\u2e80-\u2fff\u3001-\ua4cf"
    "\ua960-\ua9ff\uaa00-\uaadf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef\U00016fe0-\U00018dff"
    "\U0001aff0-\U0001b2ff\U00020000-\U0003ffff]"
)
"""A character of a script that sets no blank between words, or of Korean, which sets none before its particles."""


class UnreadableError(ValueError):
    """A text that cannot be taken; the message tells its writer why and what would help."""


def normalise(value: str) -> str:
    r"""The text as it is counted, compared and kept: NFC, each line break one ``\n``, nothing that only copying left.

    >>> normalise("e\u0301\r\n!\u000b?\ufffc")
    'é\n!\n?'
    """
    return unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", _LEFT_BY_COPYING.sub("", value)))


def is_blank(value: str) -> bool:
    r"""Whether there is nothing to see in it: white space, accents without a letter, and what shows nothing.

    >>> is_blank(" \u200b\u3164\u2800\u0301\n"), is_blank(" a ")
    (True, False)
    """
    return all(
        character.isspace() or UNSEEN.match(character) or unicodedata.category(character) in ("Cf", "Mn", "Me", "Mc")
        for character in value
    )


def check(value: str) -> None:
    """Refuse characters that no text has; :class:`UnreadableError` says which. The value is normalised."""
    if unusable := UNUSABLE.search(value):
        character = f"U+{ord(unusable[0]):04X}"
        raise UnreadableError(f"A character here cannot be shown ({character}). Please take it out or type it anew.")
    run = 0
    for character in value:
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if run > LONGEST_RUN_OF_MARKS:
            raise UnreadableError(f"More than {LONGEST_RUN_OF_MARKS} accents stand on one letter. Please use fewer.")


def printable(value: str) -> str:
    """The text with a sign of replacement for each character that no text has, as every store and page can keep it."""
    return UNUSABLE.sub("\ufffd", value)


def usable(value: str, longest: int) -> str:
    """The text as every store can keep it, cut to so many characters."""
    return printable(value)[:longest]
