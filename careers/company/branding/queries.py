"""The current look, and the last one this process saw: error pages need it when the database is down."""

import sys
from typing import Any

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from careers.company.branding.stylesheet_presenters import Look, look_of
from careers.company.models import CompanyProfile, LogoImage
from careers.company.queries import logo_image, look_values

LAST, FILES = "look", "look_files"
FILE_NAMES = ("mark", "icon")
# Logo images to keep in memory; two are in use at a time.
MAX_FILES = 8


def current_look() -> Look:
    """Return the look for a page, from the profile that templates read once per request."""
    return remember(current_app.jinja_env.globals["company"])


def remember(company: CompanyProfile | Any) -> Look:
    """Return the profile's look, and keep it for when the database is down."""
    look = look_of(company)
    current_app.extensions[LAST] = look
    return look


def remembered_look() -> Look:
    """Return the look this process saw last, or else the database's, or else the default. Never raises."""
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
    """Return the URL of the icon that was seen last; empty for the site's own."""
    return remembered_look().icon


def logo_files(digest: str) -> dict[str, bytes] | None:
    """Return a logo's two files, from memory if possible; None if it is not a current logo."""
    kept: dict[str, dict[str, bytes]] = current_app.extensions.setdefault(FILES, {})
    if digest not in kept:
        row: LogoImage | None = logo_image(digest)
        if row is None:
            return None
        while len(kept) >= MAX_FILES:
            kept.pop(next(iter(kept)), None)
        kept[digest] = dict(zip(FILE_NAMES, (row.picture, row.icon), strict=True))
    return kept.get(digest)


def logo_of(look: Look) -> bytes | None:
    """Return the uploaded logo for light mode as PNG, or None."""
    files = logo_files(look.picture.digest) if look.picture else None
    return files["mark"] if files else None
