"""The part that runs: takes comments, lets people moderate them, and publishes them into the pages.

Where there is pysqlite3, its SQLite takes the place of the one that Python was built with: see ``configuration``.
"""

import sys
from importlib.util import find_spec

if find_spec("pysqlite3"):
    from pysqlite3 import dbapi2

    sys.modules["sqlite3"], sys.modules["sqlite3.dbapi2"] = sys.modules["pysqlite3"], dbapi2
