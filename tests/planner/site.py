"""Part Five, and an article of the tests' own whose steps come before the interview."""

import re
import subprocess
import sys
from pathlib import Path

from tests.plan.site import ROOT, modules

PART_FIVE = ROOT / "content" / "posts" / "follow-up.md"
LINK = re.compile(r"\[([^\]]*)\]\(\{filename\}[^)]*\)")  # to parts that are not here
BEFORE = """Title: Getting There
Slug: getting-there
Date: 2012-08-01
Category: The Interview Series
Summary: What comes first.

### Leave the house {: .step #set-out }

Ring the bell *ten minutes before*{: .when from=start }, not sooner.

### Pack your bag {: .step #pack }

Pack *the evening before*{: .when }.

### Read about them {: .step #research }

Read *three days before*{: .when from=day }.
"""


def build(folder: Path) -> Path:
    """Build a blog of the two in `folder`."""
    posts, output = folder / "content" / "posts", folder / "output"
    posts.mkdir(parents=True)
    for part, words in {
        "follow-up.md": LINK.sub(r"\1", PART_FIVE.read_text("utf-8")),
        "getting-there.md": BEFORE,
    }.items():
        (posts / part).write_text(words, "utf-8")
    command = [sys.executable, "-m", "pelican", posts.parent, "--settings", "pelican.conf.py", "--output", output]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return modules(output)
