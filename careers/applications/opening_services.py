"""Remembering who opened an application or took one of its files, so that the candidate can be told."""

from __future__ import annotations

from sqlalchemy import update

from careers.applications.models import Application
from careers.applications.portal.queries import DOWNLOADED, HELD_KIND, KIND, OPENED
from careers.audit.models import AuditEntry
from careers.audit.services import Actor, record
from careers.clock import now
from careers.database import db


def record_opening(application_id: int, *, by: Actor, role: str) -> AuditEntry:
    """Somebody read the application's page. The role is kept as it is now; people change theirs."""
    unread = update(Application).where(Application.id == application_id, Application.first_read_at.is_(None))
    db.session.execute(unread.values(first_read_at=now()).execution_options(synchronize_session=False))
    return record(OPENED, by=by, kind=KIND, object_id=application_id, details={"role": role})


def record_held_opening(held_id: int, *, by: Actor, role: str) -> AuditEntry:
    """Somebody read a submission in quarantine. It is told like any opening, and begins no review."""
    return record(OPENED, by=by, kind=HELD_KIND, object_id=held_id, details={"role": role})


def record_download(application_id: int, document_id: int, *, by: Actor, role: str) -> AuditEntry:
    """Somebody took a file as it was sent."""
    details = {"document": document_id, "role": role}
    return record(DOWNLOADED, by=by, kind=KIND, object_id=application_id, details=details)
