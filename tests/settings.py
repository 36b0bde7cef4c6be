"""The service's own settings, with a DATA folder that lasts as long as the test run."""

import atexit
import os
import shutil
import tempfile

os.environ["DATA"] = tempfile.mkdtemp(prefix="afterword-tests-")
atexit.register(shutil.rmtree, os.environ["DATA"], ignore_errors=True)

from service.settings import *  # noqa: E402, F403
