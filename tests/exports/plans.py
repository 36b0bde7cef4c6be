"""A plan to export: Part Five after an interview on Monday, 31 August 2026, until 15:00 in New York."""

from copy import deepcopy
from datetime import UTC, datetime

NOW = int(datetime(2026, 8, 31, 23, tzinfo=UTC).timestamp() * 1000)
DEADLINE = int(datetime(2026, 9, 1, 19, tzinfo=UTC).timestamp() * 1000)
ENDED = int(datetime(2026, 8, 31, 19, tzinfo=UTC).timestamp() * 1000)

STEPS = [
    {"id": "contacts", "title": "Collect names before you go", "words": "Before you leave"},
    {"id": "thank-you-email", "via": "email", "title": "Thank each of them by email", "words": "within 24 hours"},
    {"id": "thank-you-card", "via": "post", "title": "Post a card as well", "words": "within 24 hours"},
    {
        "id": "check-in",
        "via": "email",
        "title": "Ask once how it stands",
        "words": "one to two weeks",
        "waits": True,
    },
    {"id": "second-check-in", "via": "email", "title": "Ask a second time", "words": "a week later"},
]
DATED = [
    {"id": "contacts", "earliest": "2026-08-31", "suggested": "2026-08-31", "latest": "2026-08-31", "status": "due"},
    {
        "id": "thank-you-email",
        "via": "email",
        "instant": True,
        "earliest": ENDED,
        "suggested": DEADLINE,
        "latest": DEADLINE,
        "status": "due",
    },
    {
        "id": "thank-you-card",
        "via": "post",
        "earliest": "2026-08-31",
        "suggested": "2026-09-01",
        "latest": "2026-09-01",
        "status": "due",
    },
    {
        "id": "check-in",
        "via": "email",
        "earliest": "2026-09-07",
        "suggested": "2026-09-08",
        "latest": "2026-09-14",
        "status": "upcoming",
    },
    {
        "id": "second-check-in",
        "via": "email",
        "earliest": "2026-09-15",
        "suggested": "2026-09-15",
        "latest": "2026-09-22",
        "status": "upcoming",
    },
]
OKAFOR = {"name": "Ms Okafor", "email": "okafor@example.org", "phone": "", "notes": "likes rye bread"}
LI = {"name": "Mr Li", "email": "li@example.org", "phone": "", "notes": ""}
INTERVIEW = {
    "id": "Zk3-9_aXq0LmPwR7",
    "date": "2026-08-31",
    "until": "",
    "time": "15:00",
    "start": "",
    "zone": "America/New_York",
    "region": "US",
    "decision": "",
    "collection": "17:00",
    "employer": "Night & Day Bakery",
    "role": "baker",
    "people": [OKAFOR],
    "notes": "second floor",
    "ticks": {},
    "shifts": {},
    "revision": 3,
}


def plan(status=None, **interview):
    """What `context` in the browser is made of: the interview with these changes, and these steps' status."""
    dated = [{**step, **(status or {}).get(step["id"], {})} for step in deepcopy(DATED)]
    return {"interview": {**INTERVIEW, **interview}, "dated": dated, "steps": STEPS, "now": NOW, "name": "Mara Voss"}
