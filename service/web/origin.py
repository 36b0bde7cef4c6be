"""Whether a form was sent from our own pages."""

from urllib.parse import urlsplit

from django.conf import settings
from django.middleware import csrf

from service import site_name
from service.rules.refusal import ValidationRefusedError

FOREIGN = "This was sent from another site, so it was not posted. If these are your words, you can send them from here."


def check(request):
    """ValidationRefusedError if the browser says that another site sent this.

    A client that says nothing is taken at its word.
    """
    if not is_own(request):
        raise ValidationRefusedError(403, {"": FOREIGN})


def is_own(request):
    """Whether nothing that the browser says of the sender is against it.

    ``Origin: null`` is what a ``Referrer-Policy: no-referrer`` leaves of our own origin, as of any other. Only with the
    browser's own word for it, which no page can write, is it ours.
    """
    fetched_from, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if origin == "null":
        return fetched_from == "same-origin"
    return fetched_from in (None, "same-origin", "none") and (origin is None or is_ours(origin, request.get_host()))


def is_ours(origin, host):
    """Whether this is the origin of SITEURL, or that of the host that was asked, however each is written.

    >>> [is_ours(f"https://{name}", "bücher.example:443") for name in ("xn--bcher-kva.example", "Bücher.example.", "b")]
    [True, True, False]
    """
    scheme, _, place = origin.partition("://")
    ours = urlsplit(settings.AFTERWORD.siteurl)
    try:
        sent_from = site_name.host_and_port(scheme, place)
        return scheme in site_name.DEFAULT_PORTS and (
            sent_from == site_name.host_and_port(scheme, host)
            or (scheme, sent_from) == (ours.scheme, site_name.host_and_port(*ours[:2]))
        )
    except ValueError:
        return False


class CsrfViewMiddleware(csrf.CsrfViewMiddleware):
    """Django's check of a form's token, with this module's word on where the form was sent from."""

    def process_view(self, request, callback, callback_args, callback_kwargs):
        if is_own(request):
            request.META.pop("HTTP_ORIGIN", None)  # Django would compare it letter by letter, and with one scheme alone
        else:
            request.META.setdefault("HTTP_ORIGIN", "null")
        return super().process_view(request, callback, callback_args, callback_kwargs)
