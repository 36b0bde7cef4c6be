"""How long a reader waits for a plan: from the `input` event to the finished layout, on a slow device. Seconds.

Part Five in Chromium at a quarter of this machine's speed, with 50 interviews stored. The dates come first; the
picture, the drafts and the exports come with the next task, and are measured too.
"""

import json
import re
from datetime import date, timedelta

from playwright.sync_api import expect

from harness.folder import serve

SLOWED = 4
STORED = 50
ROUNDS = 100
KEY = "afterword.plan"
FIRST = date(2026, 3, 2)
# the dates are drawn in microtasks, so nothing but them is waited for; asking for the height finishes the layout
DATE_IT = """(value) => {
    const field = document.querySelector('#timeline [name=date]');
    const row = document.querySelector('#timeline [data-step=contacts]');
    field.value = value;
    const started = performance.now();
    field.dispatchEvent(new Event('input', { bubbles: true }));
    const drawn = async () => {
        for (let turn = 0; row.dataset.latest !== value; turn += 1) {
            if (turn > 10_000) throw new Error(`no plan for ${value}`);
            await null;
        }
        document.documentElement.getBoundingClientRect();
        const dates = performance.now() - started;
        await new Promise((done) => setTimeout(done)); // after the task that the plan asked for
        document.documentElement.getBoundingClientRect();
        const all = performance.now() - started;
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done))); // as a reader sees it
        return [dates / 1000, all / 1000];
    };
    return drawn();
}"""


def measure(output, browser):
    """The seconds of each round on the built site in `output`: ``{"dates": [...], "all": [...]}``."""
    context = browser.new_context(locale="en-US", timezone_id="America/New_York")
    with serve(output) as address:
        page = context.new_page()
        page.add_init_script(f"localStorage.setItem({json.dumps(KEY)}, {json.dumps(json.dumps(state()))})")
        page.goto(f"{address}/follow-up/")
        page.get_by_label("My interview is on").fill(FIRST.isoformat())
        page.get_by_label("and ends at").fill("15:00")
        expect(page.locator("[data-step=thank-you-email]")).to_have_attribute("data-latest", re.compile("T.*Z$"))
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        days = [(FIRST + timedelta(number)).isoformat() for number in range(1, ROUNDS + 1)]
        rounds = [page.evaluate(DATE_IT, day) for day in days]
    context.close()
    return dict(zip(("dates", "all"), zip(*rounds, strict=True), strict=True))


def state():
    """What the device keeps of a reader with many interviews, each with people and notes."""
    return {"version": 2, "name": "Ada", "chosen": "interview-0", "interviews": [_interview(n) for n in range(STORED)]}


def _interview(number):
    person = {"name": f"Person {number}", "email": f"person{number}@example.org", "phone": "", "notes": "kind " * 20}
    return {
        "id": f"interview-{number}",
        "date": (FIRST + timedelta(number)).isoformat(),
        **dict.fromkeys(["until", "start", "decision", "after"], ""),
        "time": "15:00",
        "zone": "America/New_York",
        "region": "US",
        "collection": "17:00",
        "mayCall": False,
        "employer": f"Employer {number}",
        "role": "archivist",
        "people": [person, person],
        "notes": "bring the drawings " * 10,
        "ticks": {"contacts": (FIRST + timedelta(number)).isoformat()},
        "shifts": {},
        "revision": 3,
        "status": "open",
    }
