"""What a browser fetches on a first visit to an article, before the reader touches anything, in bytes after gzip."""

import gzip
import re
from pathlib import Path

IMPORT = re.compile(r"""(?:from|^import|[;}\n]import)\s*["'](\.[^"']+)["']""")
BUDGET = {"scripts": 7 * 1024, "styles": 5 * 1024}


def gzipped(path):
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def scripts(entry):
    """The entry module and all that it imports statically, in order of discovery, as a list of paths.

    A dynamic ``import()`` is not followed: it runs when the reader does something.
    """
    found = [entry]
    for module in found:
        for name in IMPORT.findall(module.read_text(encoding="utf-8")):
            path = (module.parent / name).resolve()
            if path not in found:
                found.append(path)
    return found


def first_visit(output, article):
    """``{"page": bytes, "scripts": bytes, "styles": bytes}`` of this article in a built site."""
    output = Path(output)
    static = output / "static"
    return {
        "page": gzipped(output / article / "index.html"),
        "scripts": sum(map(gzipped, scripts((static / "guidance/main.js").resolve()))),
        "styles": gzipped(static / "site.css"),
    }


def all_scripts(output):
    """Bytes of every script of the site, with all that comes on use."""
    return sum(map(gzipped, Path(output, "static").rglob("*.js")))
