"""The public addresses of a posting: its number finds it, its slug is for people."""

from __future__ import annotations

from typing import Any

from werkzeug.routing import BaseConverter

from careers.config import current_settings
from careers.postings.models import Posting
from careers.text import slugify

GENERAL_PATH = "/apply"


class PostingConverter(BaseConverter):
    """``<posting:key>`` matches ``12-backend-developer``, and ``12`` alone; the value is (id, slug)."""

    regex = r"\d{1,15}(?:-[^/]*)?"
    part_isolating = True

    def to_python(self, value: str) -> tuple[int, str]:
        number, _, slug = value.partition("-")
        return int(number), slug

    def to_url(self, value: Any) -> str:
        number, slug = value
        return f"{number}-{super().to_url(slug)}"


def url_key(posting: Posting) -> tuple[int, str]:
    """What ``url_for`` needs to build an address of this posting."""
    return posting.id, posting.slug


def posting_path(posting: Posting) -> str:
    """The path of the posting's page; of the general application, which has none, that of its form."""
    return GENERAL_PATH if posting.is_general else path_for(posting.id, posting.slug)


def apply_path(posting: Posting) -> str:
    """The path of the posting's application form; those of its drafts begin with it."""
    return GENERAL_PATH if posting.is_general else f"{path_for(posting.id, posting.slug)}/apply"


def path_for(posting_id: int, slug: str) -> str:
    """The path of the page of a posting with this number and slug."""
    return f"/jobs/{posting_id}-{slug}"


def posting_url(posting: Posting) -> str:
    """The canonical address of the posting's page."""
    return f"{current_settings().site_url}{posting_path(posting)}"


SLUG_FALLBACK = "position"


def posting_slug(title: str) -> str:
    """Lower-case ASCII words joined by hyphens, at most 100 characters; "position" when none are left."""
    return slugify(title) or SLUG_FALLBACK
