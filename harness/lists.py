"""A site of many articles, in lists of ten; each page is that of `harness.small`."""

import json

from harness import small

ON_A_LIST = 10
SLUG = "article-0"


def write(output, articles):
    """Write the built site of so many articles into a folder."""
    slugs = [f"article-{number}" for number in range(articles)]
    small.write(output, slugs)
    told = small.manifest(slugs)
    del told["moved"]
    told["lists"] = {}
    for first in range(0, articles, ON_A_LIST):
        name, shown = f"list-{first}.html", slugs[first : first + ON_A_LIST]
        marks = "".join(f"<li><!--count:{slug}-->none<!--/count--></li>" for slug in shown)
        (output / name).write_text(f"{small.HEAD.format(title=name)}<body><ul>{marks}</ul></body></html>")
        told["lists"][name] = shown
    (output / "discussions.json").write_text(json.dumps(told))
