"""What an article's head says, as plain words: some write it as YAML, with quotes around a value."""


def value(content, name):
    """The words after this name, on one line; "" where there are none.

    >>> from types import SimpleNamespace
    >>> value(SimpleNamespace(metadata={"comments": ' "off" '}), "comments")
    'off'
    """
    return unquoted(" ".join(str(content.metadata.get(name, "")).split()))


def unquoted(text):
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1].strip() if quoted else text
