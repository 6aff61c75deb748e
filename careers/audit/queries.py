"""Read the audit log."""

from datetime import datetime

from sqlalchemy import func, select

from careers.audit.models import AuditEntry
from careers.database import db


def recent_entries(before: int | None = None, limit: int = 50) -> list[AuditEntry]:
    """Return the newest entries first, at most ``limit``; with ``before``, those older than the entry with that id."""
    query = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)
    if before is not None:
        query = query.where(AuditEntry.id < before)
    return list(db.session.scalars(query))


def first_time(action: str, kind: str, object_id: int) -> datetime | None:
    """Return when this action was first done to an object, or None."""
    of_it = AuditEntry.object_kind == kind, AuditEntry.object_id == object_id
    return db.session.scalar(select(func.min(AuditEntry.at)).where(*of_it, AuditEntry.action == action))
