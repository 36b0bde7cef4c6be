"""What a reader may send: each field checked once, the same for everyone."""

import hashlib
import math
import re
import unicodedata
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from service import limits
from service.rules.refusal import ValidationRefusedError
from service.text import characters, markdown

ANSWER = "answer-"  # what the field of an answer begins with; the id of its question follows
DAYS_IN = {"hours": 1 / 24, "days": 1, "weeks": 7}
LONGEST_DURATION = 365
_NUMBER = re.compile(r"-?(?:[0-9]{1,15}(?:[.,][0-9]{1,15})?|[.,][0-9]{1,15})", re.ASCII)
_NO_WORDS = "Please write a few words first."
_PARENT = re.compile(r"[0-9]{1,18}", re.ASCII)
# they could turn round the text that follows; a name has no use for them
_DIRECTIONS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


@dataclass(frozen=True)
class AnswerDraft:
    question: str
    wording: str
    value: str
    unit: str = ""
    amount: float | None = None


@dataclass(frozen=True)
class Draft:
    """A comment that may be stored."""

    name: str
    email: str
    body: str
    parent: int | None
    answers: tuple
    trapped: bool = False

    @property
    def digest(self):
        """The same for the same words, whatever their case and spaces."""
        return hashlib.sha256(" ".join(self.body.casefold().split()).encode()).hexdigest()


def clean(values, questions):
    """A :class:`Draft` of these fields; :class:`ValidationRefusedError` with the reason beside each wrong field."""
    errors, cleaned = {}, {}
    for name, check in (("name", _name), ("email", _email), ("body", _body), ("parent", _parent)):
        _collect(errors, cleaned, name, check, characters.normalise(values.get(name, "")))
    answers = _answers(values, {question["id"]: question for question in questions}, errors)
    if errors:
        raise ValidationRefusedError(400, errors)
    return Draft(**cleaned, answers=tuple(answers), trapped=not characters.is_blank(values.get("topic", "")))


def parent(value):
    """The id of the comment replied to, None for none; ValidationRefusedError if it can be no id."""
    try:
        return _parent(value)
    except ValueError as error:
        raise ValidationRefusedError(400, {"parent": str(error)}) from None


def _collect(errors, cleaned, name, check, *arguments):
    try:
        cleaned[name] = check(*arguments)
    except ValueError as error:
        errors[name] = str(error)


def _one_line(value, longest):
    characters.check(value)
    shown = "" if characters.is_blank(value) else value.strip()
    if "\t" in shown or "\n" in shown:
        raise ValueError("Please keep this on one line.")
    if len(value) > longest:
        raise ValueError(f"This has {len(value):,} characters; {longest} is the most.")
    return shown


def _name(value):
    return _one_line(value.translate(_DIRECTIONS), limits.LONGEST_NAME)


def _email(value):
    line = _one_line(value, limits.LONGEST_EMAIL)
    value = characters.UNSEEN.sub("", line)  # contacts copy it with marks of its direction
    try:
        if value:
            validate_email(value)
    except ValidationError:
        raise ValueError("This is not an email address, such as name@example.org. You can also leave it out.") from None
    return value


def _body(value):
    characters.check(value)
    if characters.is_blank(value):
        raise ValueError(_NO_WORDS)
    if len(value) > limits.LONGEST_BODY:
        raise ValueError(
            f"This has {len(value):,} characters; {limits.LONGEST_BODY:,} is the most. Please shorten it a little."
        )
    markdown.check_shape(value)
    if characters.is_blank(markdown.words(value)):
        raise ValueError(_NO_WORDS)
    return value


def _parent(value):
    if not value:
        return None
    if not _PARENT.fullmatch(value):
        raise ValueError("The comment that you reply to could not be found.")
    return int(value)


def _answers(values, questions, errors):
    given = {name.removeprefix(ANSWER): value for name, value in values.items() if name.startswith(ANSWER)}
    cleaned = {}
    for question in questions.values():
        name = question["id"]
        value = given.pop(name, "")
        unit = given.pop(f"{name}-unit", "") if question["kind"] == "duration" else ""
        if unit and unit not in DAYS_IN:
            errors[f"{ANSWER}{name}-unit"] = "Please choose hours, days or weeks."
        if not characters.is_blank(value):
            check, value = ANSWER_KINDS[question["kind"]], unicodedata.normalize("NFC", value)
            _collect(errors, cleaned, ANSWER + name, check, value, question, unit or "days")
    for name, value in given.items():
        if not characters.is_blank(value):
            errors[ANSWER + name] = "The article does not ask this (any more)."
    return cleaned.values()


def _amount(value):
    characters.check(value)
    value = characters.UNSEEN.sub("", value).strip()
    if not _NUMBER.fullmatch(value):
        raise ValueError("Please give a number, such as 3 or 1.5.")
    amount = float(value.replace(",", "."))
    if not math.isfinite(amount):
        raise ValueError("Please give a number, such as 3 or 1.5.")
    return value.replace(",", "."), amount


def _duration(value, question, unit):
    written, amount = _amount(value)
    if not 0 <= amount <= LONGEST_DURATION or written.startswith("-"):
        raise ValueError(f"Please give a number from 0 to {LONGEST_DURATION}.")
    return AnswerDraft(question["id"], question["text"], written, unit, amount * DAYS_IN.get(unit, 1))


def _number(value, question, unit):
    written, amount = _amount(value)
    return AnswerDraft(question["id"], question["text"], written, amount=amount)


def _choice(value, question, unit):
    if value not in question["options"]:
        raise ValueError("Please choose one of the answers in the list.")
    return AnswerDraft(question["id"], question["text"], value)


def _words(value, question, unit):
    return AnswerDraft(question["id"], question["text"], _one_line(characters.normalise(value), limits.LONGEST_ANSWER))


# how an answer to each kind of question is read
ANSWER_KINDS = {"duration": _duration, "choice": _choice, "number": _number, "text": _words}
