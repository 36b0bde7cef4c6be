"""What must hold on every page of the desk: tokens, headers, labels, and that text stays text."""

import pytest
from django.test import Client

from service.decisions import moderation
from service.record.models import Answer
from tests.desk.asking import HOSTILE, LOGIN, page, press, status_of, words
from tests.desk.conftest import PASSWORD
from tests.factories import write

PAGES = ["/moderate/", "/moderate/?status=deleted", "/moderate/?q=words", "{}/", "{}/edit/", "/moderate/rules/"]
PAGES += ["/moderate/password/", "/moderate/decide/", LOGIN]


@pytest.fixture
def strict(moderator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(moderator)
    return client


def test_a_decision_needs_the_token_of_its_page(strict, thread):
    comment = write()
    assert press(strict, "approve", comment).status_code == 403
    assert press(strict, "approve", comment, csrfmiddlewaretoken="a" * 64).status_code == 403
    assert status_of(comment) == "pending"
    tokens = {field["value"] for field in page(strict.get("/moderate/")).find(name="csrfmiddlewaretoken")}
    assert press(strict, "approve", comment, csrfmiddlewaretoken=tokens.pop()).status_code == 303
    assert status_of(comment) == "accepted"


ADDRESSES = ["login/", "logout/", "password/", "undo/", "rules/words/", "rules/blocks/1/end/", "1/edit/", "1/block/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_everything_else_that_changes_something_needs_it_too(strict, address):
    assert strict.post(f"/moderate/{address}", {"username": "mo", "password": PASSWORD}).status_code == 403


def test_another_site_decides_nothing_even_with_a_token(strict, thread):
    comment = write()
    token = page(strict.get("/moderate/")).find(name="csrfmiddlewaretoken")[0]["value"]
    sent = {"csrfmiddlewaretoken": token, "approve": comment.pk}
    response = strict.post("/moderate/decide/", sent, headers={"Origin": "https://evil.example"})
    assert response.status_code == 403 and status_of(comment) == "pending"


def test_a_page_from_before_signing_in_is_answered_in_the_site_s_words(strict, thread):
    response = press(strict, "approve", write())
    assert response.status_code == 403 and "nothing has changed" in words(response)


@pytest.mark.parametrize("status", ["pending", "rejected", "latest"])
def test_hostile_text_is_shown_as_text(desk, thread, status):
    thread.title = HOSTILE
    thread.save()
    comment = write(name=HOSTILE[:80], body=HOSTILE, email=HOSTILE, held=[HOSTILE, f"word:{HOSTILE}"])
    Answer.objects.create(comment=comment, question="advice", wording=HOSTILE, value=HOSTILE)
    name = ""
    if status != "pending":
        name = moderation.decide_all("reject", [comment.pk], HOSTILE, HOSTILE).name
    query = f"status={status}&done={name}&already={comment.pk}&at={comment.pk}"
    for address in (f"/moderate/{comment.pk}/", f"/moderate/?{query}", f"/moderate/?q={HOSTILE}"):
        shown = page(desk.get(address))
        assert shown.words.count("<script>alert(1)</script>") >= 6
        assert [script["src"] for script in shown.find("script")] == ["/static/desk.js"]
        assert not shown.find("img")
        assert not any(name.startswith("on") for _, attributes, _ in shown.elements for name in attributes)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_the_desk_is_kept_and_found_by_nobody_and_has_no_style_or_script_of_its_own(
    desk, client, thread, address
):
    asking = client if address == LOGIN else desk
    response = asking.get(address.format(f"/moderate/{write().pk}"))
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    shown = page(response)
    assert not shown.find("style") and not any("style" in attributes for _, attributes, _ in shown.elements)
    assert {script.get("src") for script in shown.find("script")} == {"/static/desk.js"}
    assert {"/static/site.css", "/static/service.css"} == {
        link["href"] for link in shown.find("link", rel="stylesheet")
    }


@pytest.mark.parametrize("address", PAGES)
def test_every_field_has_a_name_and_every_id_is_there_once(desk, client, thread, address):
    write()
    comment = write()
    asking = client if address == LOGIN else desk
    shown = page(asking.get(address.format(f"/moderate/{comment.pk}")))
    ids = [attributes["id"] for _, attributes, _ in shown.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    labelled = {label["for"] for label in shown.find("label") if "for" in label}
    fields = [
        (attributes, above)
        for tag, attributes, above in shown.elements
        if tag in ("input", "textarea", "select") and attributes.get("type") != "hidden" and "hidden" not in attributes
    ]
    assert all(field.get("id") in labelled or "label" in above for field, above in fields)
    pointed = {name for _, attributes, _ in shown.elements for name in attributes.get("aria-describedby", "").split()}
    assert pointed <= set(ids)
