"""The service's own settings, with a DATA folder that lasts as long as the test run."""

import os
import tempfile

os.environ["DATA"] = tempfile.mkdtemp(prefix="afterword-tests-")

from service.settings import *  # noqa: F403
