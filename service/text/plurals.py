"""Numbers of things in words. Pure."""


def count(number: int, noun: str) -> str:
    """How many there are, of what is counted by an s.

    >>> count(1, "comment"), count(0, "comment"), count(2, "page")
    ('1 comment', '0 comments', '2 pages')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
