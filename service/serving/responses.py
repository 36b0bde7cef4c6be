"""Send short answers in words, with the headers that every answer carries."""

from service.headers import SECURITY

_SECURITY = [(name.lower().encode(), value.encode()) for name, value in SECURITY.items()]


async def start(send, status, headers):
    """Begin an answer; the security headers are added."""
    pairs = [(name.lower().encode(), str(value).encode("latin-1", "replace")) for name, value in headers]
    await send({"type": "http.response.start", "status": status, "headers": pairs + _SECURITY})


async def say(send, status, words, *more, method="GET", html=False):
    """A whole answer: text or a page, never kept by a cache."""
    body = words.encode()
    kind = "text/html" if html else "text/plain"
    headers = [("Content-Type", f"{kind}; charset=utf-8"), ("Content-Length", len(body)), ("Cache-Control", "no-store")]
    await start(send, status, [*headers, *more])
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else body})
