"""Read the path of a request, strictly: what could mean two things to two readers of it is refused. Pure."""

from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes


@lru_cache(maxsize=1024)
def segments(raw_path):
    """The decoded parts of a path (bytes, as sent), or None if no file and no page can have such a path.

    A path of a folder ends in an empty part.

    >>> segments(b"/follow-up/comments/1/"), segments(b"/"), segments(b"/a%20b.css")
    (['follow-up', 'comments', '1', ''], [''], ['a b.css'])
    >>> [segments(path) for path in (b"//evil.example/", b"/a/../b", b"/a%2Fb", b"/.git/config", b"/a%00", b"*")]
    [None, None, None, None, None, None]
    """
    if not raw_path.startswith(b"/"):
        return None
    try:
        parts = [unquote_to_bytes(part).decode() for part in raw_path[1:].split(b"/")]
    except UnicodeDecodeError:
        return None
    *folders, last = parts
    if not all(map(_plain, folders)) or (last and not _plain(last)):
        return None
    return parts


def _plain(part):
    return bool(part) and part[0] != "." and len(part.encode()) < 256 and not any(_odd(letter) for letter in part)


def _odd(letter):
    return letter in "/\\" or letter < " " or letter == "\x7f"


def folder_address(parts, query):
    """Where a folder asked for without its last slash really is; always on this site.

    >>> folder_address(["follow-up"], b"a=1")
    '/follow-up/?a=1'
    """
    return moved_address([*parts, ""], query)


def moved_address(parts, query):
    """The address with these parts and this query.

    >>> moved_address(["new", "comments", "2", ""], b"")
    '/new/comments/2/'
    """
    address = "/" + "/".join(quote(part, safe="") for part in parts)
    return f"{address}?{query.decode('ascii', 'ignore')}" if query else address
