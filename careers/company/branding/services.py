"""Change logo and colors. Nothing here commits."""

import hashlib
from collections.abc import Mapping
from typing import Any

from careers.audit.kinds import AuditKind
from careers.audit.services import Actor, record
from careers.company.branding.colors import DARK, LIGHT
from careers.company.models import CompanyProfile, LogoImage
from careers.company.profile_services import saved_profile
from careers.database import db
from careers.documents.logos import Logo
from careers.errors import DomainError
from careers.http.catalog import touch_catalog
from careers.versions import claim


class NoLogo(DomainError):
    """There is no light-mode logo to go with a dark-mode one, or none to remove."""


def change_look(values: Mapping[str, Any], *, version: int, by: Actor) -> None:
    """Change logo letters and colors. Raises EditConflict."""
    profile = _claimed(version)
    for name, value in values.items():
        setattr(profile, name, value)
    _done("changed colors", dict(values), by)


def set_logo(scheme: str, logo: Logo, *, version: int, by: Actor) -> None:
    """Use this image as the logo in light or dark mode. Raises EditConflict and NoLogo."""
    profile = _claimed(version)
    if scheme == DARK and not profile.logo_light:
        raise NoLogo("The light-mode logo was just removed. Upload that one first.")
    # The icon counts as well: a URL must always return the same bytes.
    digest = hashlib.sha256(logo.picture + logo.icon).hexdigest()[:20]
    db.session.merge(LogoImage(scheme=scheme, digest=digest, picture=logo.picture, icon=logo.icon))
    setattr(profile, f"logo_{scheme}", f"{digest}.{logo.width}x{logo.height}")
    _done("changed logo", {"scheme": scheme, "digest": digest}, by)


def remove_logo(scheme: str, *, version: int, by: Actor) -> None:
    """Remove the logo of a scheme; the dark-mode one goes with the light-mode one. Raises EditConflict."""
    profile = _claimed(version)
    for removed in (LIGHT, DARK) if scheme == LIGHT else (DARK,):
        kept = db.session.get(LogoImage, removed)
        if kept is not None:
            db.session.delete(kept)
        setattr(profile, f"logo_{removed}", "")
    if scheme == LIGHT:
        profile.logo_has_name = False
    _done("removed logo", {"scheme": scheme}, by)


def _claimed(version: int) -> CompanyProfile:
    profile = saved_profile()
    claim(profile, version, column="branding_version")
    return profile


def _done(act: str, details: dict[str, Any], by: Actor) -> None:
    db.session.flush()
    record(act, by=by, kind=AuditKind.COMPANY, object_id=1, details=details)
    touch_catalog()
