"""Erase everything the site holds about applications or a person; only anonymous counts stay in the audit log."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select

from careers.applications.draft_services import forget_draft_links
from careers.applications.models import Application, Attachment, Candidate, Draft
from careers.applications.quarantine.fingerprint_services import forget_fingerprints
from careers.applications.quarantine.queries import held_ids_of
from careers.applications.quarantine.services import erase_held
from careers.applications.queries import candidate_with
from careers.audit.services import record
from careers.database import db
from careers.documents.models import Document
from careers.documents.services import discard_document
from careers.documents.storage import FolderStorage
from careers.postings.alerts.services import forget_address
from careers.privacy.queries import applications_of
from careers.review.interviews.erasure_services import cancel_erased

# What the session holds of these rows is expired by the commit that follows.
AS_ROWS: dict[str, Any] = {"synchronize_session": False}


@dataclass(frozen=True)
class Erased:
    """How much was erased, without saying whose it was."""

    applications: int
    files: int


def erase_address(email_normalized: str, *, by: str, storage: FolderStorage) -> Erased:
    """Erase everything under a normalized address: applications, quarantined submissions, and job alerts."""
    person = candidate_with(email_normalized)
    numbers = [application.id for application in applications_of(person.id)] if person else []
    erase_held(held_ids_of(email_normalized), by=by, storage=storage)
    forget_fingerprints(email_normalized)
    forget_address(email_normalized)
    return erase_applications(numbers, by=by, storage=storage)


def erase_applications(numbers: list[int], *, by: str, storage: FolderStorage) -> Erased:
    """Erase applications with everything that belongs to them, and candidates who have no other application.

    Booked interviews are canceled first. Files are deleted once the transaction has committed. An entry with two
    counts stays in the audit log.
    """
    cancel_erased(numbers, by)
    files = sum(_erase(number, storage) for number in numbers)
    erased = Erased(len(numbers), files)
    # Foreign keys delete most of it together with the application.
    people = list(db.session.scalars(select(Application.candidate_id).where(Application.id.in_(numbers)).distinct()))
    db.session.execute(delete(Application).where(Application.id.in_(numbers)).execution_options(**AS_ROWS))
    left = select(Application.id).where(Application.candidate_id == Candidate.id)
    alone = delete(Candidate).where(Candidate.id.in_(people), ~left.exists())
    db.session.execute(alone.execution_options(**AS_ROWS))
    if numbers:
        record("erased applications", by=by, details={"applications": erased.applications, "files": erased.files})
    db.session.flush()
    return erased


def _erase(application_id: int, storage: FolderStorage) -> int:
    drafts = list(db.session.scalars(select(Draft.id).where(Draft.application_id == application_id)))
    forget_draft_links(drafts)
    statement = select(Attachment).where(Attachment.application_id == application_id)
    attachments = db.session.scalars(statement).all()
    documents: list[Document] = [attachment.document for attachment in attachments]
    for attachment in attachments:
        db.session.delete(attachment)
    db.session.flush()
    for document in documents:
        discard_document(document, storage)
    return len(documents)
