"""Kill the service ROUNDS (200) times, at moments that SEED chooses, and look for losses: part of `make soak`."""

import os
import secrets
import sys
import time
from tempfile import TemporaryDirectory

from tests.serving.killing import rounds


def main():
    seed, count = int(os.environ.get("SEED") or secrets.randbelow(10**9)), int(os.environ.get("ROUNDS") or 200)
    print(f"SEED={seed} ROUNDS={count}", flush=True)
    began, wrong = time.monotonic(), []
    with TemporaryDirectory() as data:
        for losses in rounds(data, seed, count, say=lambda words: print(words, flush=True)):
            wrong += losses
    print(*wrong[:20], sep="\n")
    print(f"{count} rounds, {len(wrong)} losses, SEED={seed}, {time.monotonic() - began:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
