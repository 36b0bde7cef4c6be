"""What a view stands behind: the methods that it answers, and a store that can be read."""

import logging
from functools import wraps

from django.db import DatabaseError, InterfaceError

from service.web import responses

RETRY_AFTER = "10"  # seconds, as a header has them
NOT_AVAILABLE = (DatabaseError, InterfaceError, OSError)  # of the database and the disk: it cannot be read or kept
_log = logging.getLogger(__name__)


def methods(*allowed):
    """Answer any other method with 405, in the site's shell."""

    def decorate(view):
        @wraps(view)
        def checked(request, *arguments, **options):
            if request.method in allowed:
                return view(request, *arguments, **options)
            response = responses.page("Not like this", "web/not_found.html", 405)
            response.headers["Allow"] = ", ".join(allowed)
            return response

        return checked

    return decorate


def while_down(view):
    """Answer 503 while the store cannot be read."""

    @wraps(view)
    def guarded(request, *arguments, **options):
        try:
            return view(request, *arguments, **options)
        except NOT_AVAILABLE:
            _log.exception("the store cannot be read")
            response = responses.page("Please try again in a moment", "web/down.html", 503)
            response.headers["Retry-After"] = RETRY_AFTER
            return response

    return guarded
