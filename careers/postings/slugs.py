"""The readable part of a posting's address, made from its title."""

from __future__ import annotations

from careers.company.slugs import slug_of

FALLBACK = "position"


def slugify(title: str) -> str:
    """Lower-case ASCII words joined by hyphens, at most 100 characters; "position" when none are left."""
    return slug_of(title) or FALLBACK
