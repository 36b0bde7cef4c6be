#!/usr/bin/env bash
# minify-html 0.18.1 moves the statement before a for-in loop into the loop's head, although the name that the loop
# declares is another one's there, and not yet set: a sound script then ends in a ReferenceError. A for-of loop is left.
# Guess beforehand: whatever a minifier moves into a loop's head still means there what it meant before it.
# What we did: plugins/guidance/rename.py gives the name of such a loop to nothing that stands around it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check minify-html==0.18.1
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import minify_html

SCRIPT = "function list(name, all) {{ name(all); for (const name {} all) console.log(name); }}"


def minified(kind):
    page = minify_html.minify(f"<script>{SCRIPT.format(kind)}</script>", minify_js=True)
    return page.removeprefix("<script>").removesuffix("</script>")


print("minify-html", version("minify-html"))
for kind in ("in", "of"):
    print(f"  {SCRIPT.format(kind)}\n    gives {minified(kind)}")
seen = minified("in"), minified("of")
assert "for(let name in name(all),all)" in seen[0], "the statement stays before the loop now"
assert "name(all);for(let name of all)" in seen[1], "a for-of loop is changed too now"
PYTHON
echo "As seen: the call of the parameter stands where the loop's own name hides it."
