"""The fields of a posted form, read strictly: no guessed encodings, no field twice, no end of fields.

Django's own reading is lenient (it replaces bytes that are not UTF-8 and lets the last of two values win). Here such
a form is refused, and what could be read is kept, so that its writer does not lose it.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from service import limits
from service.rules.forms import ANSWER
from service.rules.refusal import ValidationRefusedError

KNOWN = frozenset({"name", "email", "body", "parent", "topic", "token", "preview"})
# of these, as of the answers, forms.py says beside the field what is no text
CHECKED = frozenset({"name", "email", "body", "parent"})
_HALF = re.compile(rb"%[0-9A-Fa-f]?\Z")
_BYTES = "".join(map(chr, range(0xDC80, 0xDD00)))  # how bytes that are no text are kept among text
NOT_A_FORM = "This is not a form that can be read here. Please use the form on this page."
NOT_TEXT = "Some of this is not text that can be read (it is not UTF-8). Please look it over and send it again."
TOO_MUCH = f"This is more than can be taken at once. A comment may have {limits.LONGEST_BODY:,} characters."
TOO_SLOW = (
    "This came too slowly to be waited for, so it was not posted. What came of it is below. To have the rest, go back: "
    "your browser still has what you wrote; please send it again, perhaps where the connection is better."
)
TOO_MANY_FIELDS = f"A form may have {limits.MOST_FIELDS} fields at most."
TWICE = "This was sent twice, and it is not clear which one counts. Please look it over and send it again."


@dataclass(frozen=True)
class Sent:
    """The known fields of a form, and why it is refused as a whole (None: it is not)."""

    values: dict
    refusal: ValidationRefusedError | None = None


def read(request):
    """The form in this request, a :class:`Sent`; never an exception for what a reader may send."""
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        return Sent({}, ValidationRefusedError(415, {"": NOT_A_FORM}))
    if (request.content_params or {}).get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        return Sent({}, ValidationRefusedError(415, {"": NOT_A_FORM}))
    readers = {"application/x-www-form-urlencoded": _urlencoded, "multipart/form-data": _multipart}
    reader = readers.get(request.content_type)
    if not reader:
        return Sent({}, ValidationRefusedError(415, {"": NOT_A_FORM}))
    arrived = getattr(request, "scope", {}).get("arrived")
    if arrived is not None:
        return Sent(_cut(request, arrived), ValidationRefusedError(408, {"": TOO_SLOW}))
    try:
        raw = request.body
    except (RequestDataTooBig, UnreadablePostError):
        return Sent({}, ValidationRefusedError(413, {"": TOO_MUCH}))
    if len(raw) > limits.LARGEST_FORM:
        return Sent({}, ValidationRefusedError(413, {"": TOO_MUCH}))
    return reader(request, raw)


def _urlencoded(request, raw):
    pairs = parse_qsl(
        raw.decode("utf-8", "surrogateescape"), keep_blank_values=True, encoding="utf-8", errors="surrogateescape"
    )
    return _sent(pairs)


def _cut(request, raw):
    """The fields of a form that broke off, up to the last whole character."""
    values = _urlencoded(request, _HALF.sub(b"", raw)).values
    return {name: value.rstrip(_BYTES) for name, value in values.items()}


def _multipart(request, raw):
    # Django also takes what stands before the first boundary for a field
    if not raw.startswith(b"--" + (request.content_params or {}).get("boundary", "\n").encode()):
        return Sent({}, ValidationRefusedError(400, {"": NOT_A_FORM}))
    try:
        raw.decode("utf-8")
        readable = True
    except UnicodeDecodeError:
        readable = False
    try:
        pairs = [(name, value) for name, values in request.POST.lists() for value in values]
        files = [(name, "") for name, values in request.FILES.lists() for _ in values]
    except (TooManyFieldsSent, TooManyFilesSent):
        return Sent({}, ValidationRefusedError(400, {"": TOO_MANY_FIELDS}))
    except (MultiPartParserError, UnreadablePostError, RequestDataTooBig, ValueError):
        return Sent({}, ValidationRefusedError(400, {"": NOT_A_FORM}))
    sent = _sent(pairs, files)
    return sent if readable else Sent(sent.values, ValidationRefusedError(400, {"": NOT_TEXT}))


def _sent(pairs, files=()):
    values, twice = {}, []
    for name, value in pairs:
        if name in KNOWN or name.startswith(ANSWER):
            twice += [name] if name in values else []
            values.setdefault(name, value)
    if len(pairs) + len(files) > limits.MOST_FIELDS:
        return Sent(values, ValidationRefusedError(400, {"": TOO_MANY_FIELDS}))
    if twice:
        return Sent(values, ValidationRefusedError(400, dict.fromkeys(twice, TWICE)))
    if any(name in KNOWN or name.startswith(ANSWER) for name, _ in files):
        return Sent(values, ValidationRefusedError(400, {"": NOT_A_FORM}))
    if not all(_is_text(name) and (_is_told(name) or _is_text(value)) for name, value in pairs):
        return Sent(values, ValidationRefusedError(400, {"": NOT_TEXT}))
    return Sent(values)


def _is_told(name):
    return name in CHECKED or name.startswith(ANSWER)


def _is_text(value):
    return not any("\ud800" <= character <= "\udfff" for character in value)
