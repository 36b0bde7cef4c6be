"""Where the tests of weight leave what they weighed, for the table at the end of a run: (what, bytes, budget) each."""

import pytest

FOUND = pytest.StashKey[list]()
