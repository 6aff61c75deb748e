"""Read ids from a query string or a form."""

from __future__ import annotations

MAX_ID = 2**63 - 1


def id_from(text: str | None) -> int | None:
    """An id out of a query string, or None."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > 19:
        return None
    return int(text) if 0 < int(text) <= MAX_ID else None
