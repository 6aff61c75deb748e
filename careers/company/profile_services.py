"""Change the company's profile and the retention period. Nothing here commits."""

from collections.abc import Mapping
from typing import Any

from careers.audit.kinds import AuditKind
from careers.audit.services import Actor, record
from careers.company.markdown import render
from careers.company.models import CompanyProfile
from careers.company.queries import company_profile
from careers.database import db
from careers.http.catalog import touch_catalog
from careers.versions import claim


def saved_profile() -> CompanyProfile:
    """Return the profile's row, creating it if the site has none yet."""
    profile = company_profile()
    if profile not in db.session:
        db.session.add(profile)
        db.session.flush()
    return profile


def change_profile(values: Mapping[str, Any], *, version: int, by: Actor) -> None:
    """Save an edit of ``version``. Raises EditConflict and TextTooLong."""
    profile = saved_profile()
    claim(profile, version)
    changed = [name for name, value in values.items() if getattr(profile, name) != value]
    for name in changed:
        setattr(profile, name, values[name])
    profile.about_html = render(profile.about_markdown)
    db.session.flush()
    record("changed company profile", by=by, kind=AuditKind.COMPANY, object_id=1, details={"fields": changed})
    touch_catalog()


def change_retention(values: Mapping[str, Any], *, version: int, by: Actor) -> None:
    """Change how long applications are kept. Raises EditConflict."""
    profile = saved_profile()
    claim(profile, version, column="retention_version")
    before = profile.retention_months
    for name, value in values.items():
        setattr(profile, name, value)
    db.session.flush()
    record(
        "changed retention period",
        by=by,
        kind=AuditKind.COMPANY,
        object_id=1,
        details={"before": before, **values},
    )
