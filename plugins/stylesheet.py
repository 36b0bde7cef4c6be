"""Join the style files of the theme and of the guidance plugin into one, `static/site.css`, without comments.

The files say themselves in which cascade layer they belong, so their order does not matter but for
`tokens.css`, which names the layers and comes first. A folder of the theme's style files is a sheet of its own,
`static/<folder>.css`, for the pages that ask for it.
"""

from pathlib import Path

import minify_html
from pelican import signals

FIRST = "tokens.css"


def stylesheet(folders):
    """The text of one style sheet made of every ``*.css`` file in these folders, minified."""
    files = [file for folder in folders for file in sorted(Path(folder).glob("*.css"))]
    files.sort(key=lambda file: file.name != FIRST)
    return "".join(_minified(file.read_text(encoding="utf-8")) for file in files)


def _minified(style):
    # minify-html takes pages, so the sheet goes in as one of a page's own
    page = minify_html.minify(f"<style>{style}</style>", minify_css=True)
    return page.removeprefix("<style>").removesuffix("</style>")


def write(pelican):
    """Write the site's sheet, and that of each folder of the theme."""
    theme = Path(pelican.theme) / "static" / "css"
    target = Path(pelican.output_path) / pelican.settings["THEME_STATIC_DIR"]
    target.mkdir(parents=True, exist_ok=True)
    sheets = {folder.name: [folder] for folder in theme.glob("*/")}
    sheets["site"] = [theme, Path(__file__).parent / "guidance" / "static" / "guidance"]
    for name, folders in sheets.items():
        sheet = target / f"{name}.css"
        sheet.unlink(missing_ok=True)  # never through a link, such as STATIC_CREATE_LINKS makes to an author's file
        sheet.write_text(stylesheet(folders), encoding="utf-8")


def register():
    signals.finalized.connect(write)
