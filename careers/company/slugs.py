"""The readable parts of addresses, made from names."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 100  # characters


def slugify(name: str, longest: int = MAX_LENGTH) -> str:
    """Lower-case ASCII words joined by hyphens, at most ``longest`` characters; empty when none are left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-")


def free_slug(name: str, taken: set[str], fallback: str, longest: int = 80) -> str:
    """A slug that nothing has yet: that of the name, or with a number behind it."""
    slug = slugify(name, longest - 5) or fallback
    if slug not in taken:
        return slug
    return next(f"{slug}-{number}" for number in range(2, 10_000) if f"{slug}-{number}" not in taken)
