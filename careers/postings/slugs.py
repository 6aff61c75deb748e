"""The readable part of a posting's address, made from its title."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 100  # characters
FALLBACK = "position"


def slugify(title: str) -> str:
    """Lower-case ASCII words joined by hyphens, at most 100 characters; "position" when none are left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or FALLBACK
