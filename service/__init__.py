"""The part that runs: takes comments, lets people moderate them, and publishes them into the pages.

Where there is pysqlite3, its SQLite takes the place of the one that Python was built with: see ``configuration``.
Time zones are those of the tzdata that the lock pins, whatever the system's are: a build is the same on every machine.
"""

import sys
import zoneinfo
from contextlib import suppress

zoneinfo.reset_tzpath(to=())

with suppress(ImportError):  # absent, or of another system
    from pysqlite3 import dbapi2

    sys.modules["sqlite3"], sys.modules["sqlite3.dbapi2"] = sys.modules["pysqlite3"], dbapi2
