"""Print the measurements, or those named in ONLY: `make bench ONLY="isso desk"`."""

import os
import sys

from bench import approving, beside, desk, first


def line(what, ours, theirs):
    """A line of the table; ``theirs`` is None where there is no peer."""
    compared = "" if theirs is None else f"{theirs:12,.1f} {ours / theirs:9.2f}"
    print(f"  {what:66} {ours:12,.1f} {compared}", flush=True)


def approvals(line):
    for row in approving.rows(approving.measure()):
        line(*row)


PARTS = {"first": first.show, "isso": beside.show, "approval": approvals, "desk": desk.show}

only = os.environ.get("ONLY", "").split() or PARTS
if unknown := set(only) - set(PARTS):
    sys.exit(f"ONLY names {', '.join(sorted(unknown))}; it may name {', '.join(PARTS)}.")
for part in only:
    if part == "isso":
        print(f"{'beside Isso and nginx, medians':68} {'ours':>12} {'theirs':>12} {'ratio':>9}")
    PARTS[part](line)
