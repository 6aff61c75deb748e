"""The public URLs of a posting. Only the id identifies it; the slug is for people."""

from typing import Any

from werkzeug.routing import BaseConverter

from careers.config import current_settings
from careers.postings.models import Posting
from careers.text import slugify

GENERAL_PATH = "/apply"


class PostingConverter(BaseConverter):
    """``<posting:key>`` matches ``12-backend-developer`` and ``12``; the value is (id, slug)."""

    regex = r"\d{1,15}(?:-[^/]*)?"
    part_isolating = True

    def to_python(self, value: str) -> tuple[int, str]:
        number, _, slug = value.partition("-")
        return int(number), slug

    def to_url(self, value: Any) -> str:
        number, slug = value
        return f"{number}-{super().to_url(slug)}"


def url_key(posting: Posting) -> tuple[int, str]:
    """Return what ``url_for`` needs for this posting."""
    return posting.id, posting.slug


def posting_path(posting: Posting) -> str:
    """Return the path of the posting's page; for the general posting, the path of its form."""
    return GENERAL_PATH if posting.is_general else path_for(posting.id, posting.slug)


def apply_path(posting: Posting) -> str:
    """Return the path of the posting's application form; the paths of its drafts begin with it."""
    return GENERAL_PATH if posting.is_general else f"{path_for(posting.id, posting.slug)}/apply"


def path_for(posting_id: int, slug: str) -> str:
    """Return the path of the page of a posting with this id and slug."""
    return f"/jobs/{posting_id}-{slug}"


def posting_url(posting: Posting) -> str:
    """Return the canonical URL of the posting's page."""
    return f"{current_settings().site_url}{posting_path(posting)}"


def posting_slug(title: str) -> str:
    """Return the title as a slug; "position" if none of its characters can be used."""
    return slugify(title) or "position"
