"""The desk's pages, in the site's shell."""

from django.http import HttpResponse
from django.middleware.csrf import get_token

from service.layout import pages

HEAD = '<script type="module" src="/static/desk.js"></script>\n'


HEADLESS = {"counts": {}, "query": None, "results": None, "last": ""}  # what the desk's own head can do without


def page(request, title, template, status=200, **context):
    """An answer with the desk's script, and with what each of its templates may show: a token and who is signed in."""
    main = pages.render(template, csrf_token=get_token(request), user=request.user, **HEADLESS | context)
    html = pages.in_shell(title, main, head=HEAD)
    return HttpResponse(html, status=status, headers={"X-Robots-Tag": "noindex"})


def stale(request, reason=""):
    """Django's CSRF failure: a page from before the last signing in, or another site."""
    return page(request, "Please press the button again", "desk/stale.html", 403)
