"""Whether a form was sent from our own pages."""

from urllib.parse import urlsplit

from django.conf import settings

from service.discussion.refused import RefusedError

FOREIGN = "This was sent from another site, so it was not posted. If these are your words, you can send them from here."


def check(request):
    """RefusedError if the browser says that another site sent this; a client that says nothing is taken at its word."""
    fetched_from = request.headers.get("Sec-Fetch-Site", "none")
    origin = request.headers.get("Origin")
    if fetched_from not in ("same-origin", "none") or (origin is not None and not is_ours(origin, request.get_host())):
        raise RefusedError(403, {"": FOREIGN})


def is_ours(origin, host):
    """Whether this is the origin of SITEURL, or that of the host that was asked."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    ours = parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()
    return ours or origin.lower() == settings.AFTERWORD.siteurl.lower()
