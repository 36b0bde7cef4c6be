"""The blog, with an article of its own whose steps come before the interview."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.plan.site import ROOT

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
    """Build the blog with that article in `folder`."""
    content, output = folder / "content", folder / "output"
    shutil.copytree(ROOT / "content", content)
    (content / "posts" / "getting-there.md").write_text(BEFORE, "utf-8")
    command = [sys.executable, "-m", "pelican", content, "--settings", "pelican.conf.py", "--output", output]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return output
