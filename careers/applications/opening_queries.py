"""Who on the staff opened an application or downloaded one of its files, read from the audit log."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, ScalarSelect, select

from careers.audit.kinds import AuditKind
from careers.audit.models import AuditEntry
from careers.clock import now
from careers.database import db

# The kinds of objects, and the actions, in the audit log.
APPLICATION, HELD_SUBMISSION = AuditKind.APPLICATION, AuditKind.QUARANTINED_SUBMISSION
OPENED, DOWNLOADED = "opened application", "downloaded document"
MAX_OPENINGS = 200


def openings_of_held(quarantined_id: int) -> Sequence[AuditEntry]:
    """Return each time a staff member opened a quarantined submission, newest first."""
    statement = select(AuditEntry).where(*is_opening(quarantined_id, HELD_SUBMISSION))
    return db.session.scalars(statement.order_by(AuditEntry.id.desc()).limit(MAX_OPENINGS)).all()


def is_opened(application_id: int) -> bool:
    """Return whether any staff member has opened the application."""
    statement = select(AuditEntry.id).where(*is_opening(application_id)).limit(1)
    return db.session.scalar(statement) is not None


def is_opened_today_by(object_id: int, user_id: int, kind: str = APPLICATION) -> bool:
    """Return whether the staff member opened the object in the last 24 hours: openings are logged once a day."""
    recent = AuditEntry.actor_id == user_id, AuditEntry.at > now() - timedelta(days=1)
    statement = select(AuditEntry.id).where(*is_opening(object_id, kind), *recent, AuditEntry.action == OPENED)
    return db.session.scalar(statement.limit(1)) is not None


def is_opening(object_id: int | ScalarSelect[int], kind: str = APPLICATION) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for the openings and downloads of an object in the audit log."""
    return (
        AuditEntry.object_kind == kind,
        AuditEntry.object_id == object_id,
        AuditEntry.action.in_((OPENED, DOWNLOADED)),
    )
