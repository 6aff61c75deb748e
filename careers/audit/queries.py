"""Reading the record of who did what."""

from __future__ import annotations

from sqlalchemy import select

from careers.audit.models import AuditEntry
from careers.database import db


def recent_entries(before: int | None = None, limit: int = 50) -> list[AuditEntry]:
    """The newest entries first, at most ``limit``; with ``before``, those older than the entry of that id."""
    query = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)
    if before is not None:
        query = query.where(AuditEntry.id < before)
    return list(db.session.scalars(query))
