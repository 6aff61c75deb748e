"""Log who opens an application or downloads one of its files; candidates can see it on their page."""

from sqlalchemy import update

from careers.applications.models import Application
from careers.applications.opening_queries import APPLICATION, DOWNLOADED, HELD_SUBMISSION, OPENED
from careers.audit.models import AuditEntry
from careers.audit.services import Actor, record
from careers.clock import now
from careers.database import db


def record_opening(application_id: int, *, by: Actor, role: str) -> AuditEntry:
    """Log that a staff member opened an application, with the role they have at this moment."""
    unread = update(Application).where(Application.id == application_id, Application.first_read_at.is_(None))
    db.session.execute(unread.values(first_read_at=now()).execution_options(synchronize_session=False))
    return record(OPENED, by=by, kind=APPLICATION, object_id=application_id, details={"role": role})


def record_held_opening(quarantined_id: int, *, by: Actor, role: str) -> AuditEntry:
    """Log that a staff member opened a quarantined submission. This does not start its review."""
    return record(OPENED, by=by, kind=HELD_SUBMISSION, object_id=quarantined_id, details={"role": role})


def record_download(application_id: int, document_id: int, *, by: Actor, role: str) -> AuditEntry:
    """Log that a staff member downloaded a file."""
    details = {"document": document_id, "role": role}
    return record(DOWNLOADED, by=by, kind=APPLICATION, object_id=application_id, details=details)
