"""What the running service holds in memory: proportional (PSS), so that what its processes share counts once. Bytes."""

import re
from pathlib import Path

from harness.running import family

BUDGET = 150 * 1024 * 1024


def held(service):
    """Of all processes of ``serve`` together."""
    return sum(map(_pss, family(service.process)))


def _pss(pid):
    return 1024 * int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)[1])
