"""How the desk's tests ask: press a button, read a list, read the words of a page."""

from service.record.models import Comment
from tests.html import Page

LOGIN = "/moderate/login/"
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def page(response):
    return Page(response.content.decode())


def words(response):
    return " ".join(page(response).words.split())


def listed(response):
    """The ids of the comments on a list, in its order."""
    return [int(found["data-comment"]) for found in page(response).find("article", class_="desk__comment")]


def status_of(comment):
    return Comment.objects.values_list("status", flat=True).get(pk=comment.pk)


def press(client, action, *comments, **fields):
    """Press the button of these comments."""
    return client.post("/moderate/decide/", {action: " ".join(str(one.pk) for one in comments)} | fields)


def press_in_list(client, action, comments, address="/moderate/", **fields):
    """Press a button of a list as a browser does, with all that the list's form sends; the page that it leads to."""
    form = page(client.get(address)).forms["desk-form"]
    sent = {name: form[name] for name in ("back", "order")}
    response = press(client, action, *comments, **sent, **fields)
    assert response.status_code == 303, response.content
    return client.get(response.headers["Location"].partition("#")[0])
