"""Where a request ends: what a proxy before this service could see otherwise is refused, or is its connection's last.

The server reads a body by its chunks and hides a Content-Length beside them, so the two cannot be told apart from
here. But whoever asks in chunks gets his connection closed, and what follows is never taken for another request.
"""

CLOSE = (b"connection", b"close")


def is_odd(headers):
    """Whether the body is coded in any way but in chunks, once."""
    codings = [value.strip().lower() for name, value in headers if name == b"transfer-encoding"]
    return codings not in ([], [b"chunked"])


def closing(scope, send):
    """``send``, which also ends the connection where the body came in chunks."""
    return last(send) if any(name == b"transfer-encoding" for name, _ in scope["headers"]) else send


def last(send):
    """``send``, which also ends the connection."""

    async def send_last(message):
        if message["type"] == "http.response.start":
            others = [pair for pair in message["headers"] if pair[0].lower() != CLOSE[0]]
            message = message | {"headers": [*others, CLOSE]}
        await send(message)

    return send_last
