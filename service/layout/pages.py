"""Pages of the service in the look of the site: Jinja templates with autoescape, put into the built shell."""

import html
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service import limits
from service.layout.splice import MarkError, splice

ROOT = Path(__file__).resolve().parents[2]
SHELL = "shell.html"  # the frame of later pages, as the build leaves it
TEMPLATES = (ROOT / "theme/templates", ROOT / "plugins/guidance/templates", ROOT / "service/templates")
# what stands in for the shell before there is a build
BARE = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<title><!--shell:title--><!--/shell--></title>\n"
    '<link rel="stylesheet" href="/static/site.css">\n</head>\n'
    '<body><main class="page" id="main"><!--shell:main--><!--/shell--></main></body>\n</html>\n'
)
STYLES = '<link rel="stylesheet" href="/static/service.css">\n'  # of the service's own pages; articles never ask for it


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.globals["limits"] = limits
    return environment


class Fields(dict[str, str]):
    """Values or errors by the names of fields; empty for a field that has none, since a form looks at each."""

    def __missing__(self, name: str) -> str:
        return ""


def render(template: str, **context: Any) -> str:
    """The template's HTML, every plain value escaped; jinja2.UndefinedError for a name that the context has not."""
    return _environment().get_template(template).render(**context)


def in_shell(title: str, main_html: str, head: str = "") -> str:
    """The whole page: the site's shell with this title (plain text) and this main part (HTML)."""
    data, head = settings.AFTERWORD.data, STYLES + head
    for folder in (data / "current/pristine", data / "output"):
        try:
            return fill(folder.joinpath(SHELL).read_text(encoding="utf-8"), title, main_html, head)
        except (OSError, MarkError):
            continue
    return fill(BARE, title, main_html, head)


def fill(shell: str, title: str, main_html: str, head: str = "") -> str:
    """This shell with a title (plain text), a main part (HTML) and what else belongs in its head (HTML)."""
    before, end, rest = shell.partition("</head>")
    parts = {"shell:title": html.escape(title), "shell:main": main_html}
    return splice(f"{before}{head}{end}{rest}", parts)
