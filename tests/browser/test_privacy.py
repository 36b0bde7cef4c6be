"""What a reader types stays on the device."""

import re
from urllib.parse import unquote, urlsplit

from playwright.sync_api import expect

from tests.plan import reading
from tests.plan.reading import MONDAY, enter, plan, step, tick

article = reading.article
visit = reading.visit

NAMES = {"Name of the employer": "Night & Day Bakery", "Who interviewed you": "Ms Okafor", "Your own name": "Mara Voss"}
PRIVATE = re.compile(r"2026|0?8[-/]31|15:00|bakery|okafor|voss|new.york", re.IGNORECASE)
STATIC = re.compile(r"/static/|/(follow-up|plan)/$|/favicon")


def test_nothing_leaves_while_a_plan_is_made_exported_and_reloaded(visit, article):
    asked = []
    page = visit(before=lambda page: page.on("request", lambda request: asked.append(request)))
    reading.open_details(page)
    for label, text in NAMES.items():
        plan(page).get_by_label(label).fill(text)
    reading.zone(page).focus()
    reading.region(page).focus()
    reading.region(page).select_option("US-CA")
    enter(page, MONDAY, "15:00")
    tick(page, "contacts").check()
    row = step(page, "check-in")
    row.get_by_text("Add to calendar").click()
    with page.expect_download():
        row.locator("[data-export=ics]").click()
    with page.expect_download():
        plan(page).locator("[data-export=ics-all]").click()
    row.locator("[data-export=google]").hover()
    page.get_by_role("textbox", name="Message to Ms Okafor").first.press("a")
    page.reload()
    expect(tick(page, "contacts")).to_be_checked()
    page.goto(article.replace("follow-up", "plan"))
    expect(page.locator("#plan")).to_contain_text("Night & Day Bakery")
    page.reload()
    expect(page.locator("#plan")).to_contain_text("Night & Day Bakery")
    sent = [one for one in asked if not one.url.startswith("blob:")]
    assert len(sent) > 10
    for one in sent:
        address = urlsplit(one.url)
        assert one.method == "GET" and one.post_data is None
        assert address.netloc == urlsplit(article).netloc and STATIC.search(address.path), one.url
        told = [unquote(one.url), *one.headers.values(), *(cookie["value"] for cookie in page.context.cookies())]
        assert not any(PRIVATE.search(text) for text in told), one.url
