"""What a reader may send, how often, and what waits for a moderator. Knows no page and no request."""
