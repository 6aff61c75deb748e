"""Remembering who opened an application or took one of its files, so that the candidate can be told."""

from __future__ import annotations

from careers.applications.candidate_queries import DOWNLOADED, KIND, OPENED
from careers.audit.models import AuditEntry
from careers.audit.services import Actor, record


def record_opening(application_id: int, *, by: Actor, role: str) -> AuditEntry:
    """Somebody read the application's page. The role is kept as it is now; people change theirs."""
    return record(OPENED, by=by, kind=KIND, object_id=application_id, details={"role": role})


def record_download(application_id: int, document_id: int, *, by: Actor, role: str) -> AuditEntry:
    """Somebody took a file as it was sent."""
    details = {"document": document_id, "role": role}
    return record(DOWNLOADED, by=by, kind=KIND, object_id=application_id, details=details)
