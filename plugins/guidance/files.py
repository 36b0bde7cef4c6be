"""Write a file of the site and no other: with `STATIC_CREATE_LINKS` the one in its place may be an author's source."""


def put(path, text):
    """A new file with this text in the place of whatever stands there, and never an unfinished one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.new")
    aside.unlink(missing_ok=True)
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)
