"""Run the whole suite on the oldest promised Python found on this machine, and a short life on each other one.

Needs nothing but a Python; what is tried has environments of its own.
"""

import os
import subprocess
import sys
from pathlib import Path

import short_life

ROOT = Path(__file__).resolve().parents[1]
OLDEST, NEWEST = (3, 11), (3, 14)
TELL = (
    "import sys, ensurepip, venv; assert sys.implementation.name == 'cpython';"
    "print(*sys.version_info[:3]); print(sys.base_prefix)"
)


def main():
    """The exit status: 0 when every Python found is right."""
    pythons = found(candidates(os.environ["PATH"]))
    if not pythons:
        print("No CPython from 3.11 to 3.14 with venv was found in the PATH, in /usr/bin or under pyenv.")
        return 1
    (version, oldest), *others = pythons
    print(f"The whole suite with Python {version} ({oldest}); a short life with {len(others)} more.", flush=True)
    suite = subprocess.run(["make", "test", f"PYTHON={oldest}"], cwd=ROOT).returncode
    lives = [short_life.live(ROOT, version, python) for version, python in others]
    print("\n".join(short_life.table(lives)))
    print(f"The suite with Python {version}: {'failed' if suite else 'passed'}.")
    return 1 if suite or any(life.failed for life in lives) else 0


def candidates(path):
    """Every file that may be a Python: what the PATH offers, the system's own and pyenv's."""
    folders = [Path(folder) for folder in path.split(os.pathsep) if folder]
    folders += [Path("/usr/bin"), *sorted((Path.home() / ".pyenv/versions").glob("*/bin"))]
    return [python for folder in folders for python in sorted(folder.glob("python3*"))]


def found(candidates):
    """(version, path) of the promised Pythons among these, the oldest first; each only once.

    A name says nothing: a shim runs whatever is set elsewhere, or nothing. Each is asked.
    """
    known = {}
    for python in candidates:
        try:
            told = subprocess.run([python, "-c", TELL], capture_output=True, text=True, timeout=20)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if told.returncode == 0:
            version, prefix = told.stdout.splitlines()
            known.setdefault((tuple(map(int, version.split())), prefix), str(python))
    promised = [(version, python) for (version, _), python in known.items() if OLDEST <= version[:2] <= NEWEST]
    return [(".".join(map(str, version)), python) for version, python in sorted(promised)]


if __name__ == "__main__":
    sys.exit(main())
