"""The tests, the build and the service read the zones of the one tzdata that the lock pins, and no system's."""

import os
import re
import subprocess
import sys
import zoneinfo
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKED = re.search(r"^tzdata==(\S+)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)[1]
PARTS = {
    "service": "import service",
    "tests": "import tests",
    "build": "from pelican.settings import read_settings; read_settings('pelican.conf.py')",
}


def test_the_tests_read_the_zones_of_the_locked_tzdata():
    assert zoneinfo.TZPATH == ()
    assert version("tzdata") == LOCKED


@pytest.mark.parametrize("part", PARTS)
def test_no_zone_of_the_system_reaches(part, tmp_path):
    (tmp_path / "America").mkdir()
    (tmp_path / "America/Havana").write_bytes(b"not a zone")
    asked = f"{PARTS[part]}; import zoneinfo; print(zoneinfo.ZoneInfo('America/Havana').key, zoneinfo.TZPATH)"
    environment = os.environ | {"PYTHONTZPATH": str(tmp_path)}
    said = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert said.stdout == "America/Havana ()\n", said.stderr


@pytest.mark.parametrize(
    ("zone", "hours"),
    [("America/Vancouver", -7), ("America/Edmonton", -6), ("America/Winnipeg", -5), ("America/Havana", -4)],
)
def test_summer_time_that_2026_made_lasting_is_known(zone, hours):
    winter = datetime(2026, 12, 10, 15, tzinfo=zoneinfo.ZoneInfo(zone))
    assert winter.utcoffset() == timedelta(hours=hours)
