"""A refusal: what was not taken, with its status and the reason beside each field."""

from dataclasses import dataclass, field


@dataclass
class ValidationRefusedError(Exception):
    """What a reader sent is not taken. ``errors`` is reasons by field; those under "" belong to no field."""

    status: int
    errors: dict
    headers: dict = field(default_factory=dict)
    draft: object = None  # the checked comment, where only a new token or some patience is missing
    token: str = ""  # the one to send it with; empty: a fresh one
