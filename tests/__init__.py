"""The tests, which read the time zones that the lock pins, as the service does."""

import service  # noqa: F401  (imported before anything asks for a zone)
