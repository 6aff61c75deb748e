"""The look of this request, and what this process last saw of it: error pages need one when the database is away."""

from __future__ import annotations

import sys
from typing import Any

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from careers.company.look.stylesheet_presenters import Look, look_of
from careers.company.models import CompanyProfile, MarkPicture
from careers.company.queries import look_values, mark_picture

LAST, FILES = "look", "look_files"
FILE_NAMES = ("mark", "icon")
# Of pictures by their digest; two are in use at a time.
MAX_FILES = 8


def current_look() -> Look:
    """The look for a page. The profile comes from the one that templates read, which is loaded once in a request."""
    return remember(current_app.jinja_env.globals["company"])


def remember(company: CompanyProfile | Any) -> Look:
    """The look that a profile asks for, kept for when the database is away."""
    look = look_of(company)
    current_app.extensions[LAST] = look
    return look


def remembered_look() -> Look:
    """What was seen last by this process; before anything was, what the database says, or the default. Never fails."""
    if LAST not in current_app.extensions and not isinstance(sys.exception(), SQLAlchemyError):
        _recall()
    look: Look = current_app.extensions.get(LAST) or Look()
    return look


def _recall() -> None:
    try:
        seen = look_values()
    except SQLAlchemyError:
        return
    if seen is not None:
        remember(seen)


def remembered_icon() -> str:
    """The address of the icon that was seen last; empty where it is the site's own."""
    return remembered_look().icon


def picture_files(digest: str) -> dict[str, bytes] | None:
    """The two files of a mark, from memory where they were sent before; None where it is not today's mark."""
    kept: dict[str, dict[str, bytes]] = current_app.extensions.setdefault(FILES, {})
    if digest not in kept:
        row: MarkPicture | None = mark_picture(digest)
        if row is None:
            return None
        while len(kept) >= MAX_FILES:
            kept.pop(next(iter(kept)), None)
        kept[digest] = dict(zip(FILE_NAMES, (row.picture, row.icon), strict=True))
    return kept.get(digest)


def mark_of(look: Look) -> bytes | None:
    """The uploaded mark for light grounds, as PNG; None where there is none."""
    files = picture_files(look.picture.digest) if look.picture else None
    return files["mark"] if files else None
