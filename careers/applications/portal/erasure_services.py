"""Erasing: everything that the site holds about a candidacy or a person goes, and a number without a name stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select

from careers.applications.access_links.services import forget_draft_links
from careers.applications.models import Application, Attachment, Candidate, Draft
from careers.applications.portal.erasure_told import tell_of_erasure
from careers.applications.portal.queries import applications_of, candidate_with
from careers.applications.quarantine.fingerprint_services import forget_traces
from careers.applications.quarantine.queries import held_ids_of
from careers.applications.quarantine.services import erase_held
from careers.audit.services import record
from careers.database import db
from careers.documents.models import Document
from careers.documents.services import discard_document
from careers.documents.storage import FolderStorage
from careers.postings.alerts.services import forget_address

# What the session holds of these rows is expired by the commit that follows.
AS_ROWS: dict[str, Any] = {"synchronize_session": False}
BY_CANDIDATE, BY_TIME = "the candidate", "the retention period"


@dataclass(frozen=True)
class Erased:
    """How much was erased; nothing in it says whose it was."""

    applications: int
    files: int


def erase_address(email_normalized: str, *, by: str, storage: FolderStorage) -> Erased:
    """Erase all that came under an address: applications, what waits in quarantine, alerts."""
    person = candidate_with(email_normalized)
    numbers = [application.id for application in applications_of(person.id)] if person else []
    erase_held(held_ids_of(email_normalized), by=by, storage=storage)
    forget_traces(email_normalized)
    forget_address(email_normalized)
    return erase_applications(numbers, by=by, storage=storage)


def erase_applications(numbers: list[int], *, by: str, storage: FolderStorage) -> Erased:
    """Erase applications: rows, words, files, what was read out of them, messages, links and notes.

    The files are deleted once the transaction has committed. People who are left without an application are
    erased as well; rooms that hold something of them are told first. What stays is
    an entry in the record with two counts.
    """
    tell_of_erasure(numbers, by)
    files = sum(_erase(number, storage) for number in numbers)
    erased = Erased(len(numbers), files)
    # Most of it hangs on the application by foreign keys that delete with it; the rest was deleted above.
    people = list(
        db.session.scalars(select(Application.candidate_id).where(Application.id.in_(numbers)).distinct())
    )
    db.session.execute(delete(Application).where(Application.id.in_(numbers)).execution_options(**AS_ROWS))
    left = select(Application.id).where(Application.candidate_id == Candidate.id)
    alone = delete(Candidate).where(Candidate.id.in_(people), ~left.exists())
    db.session.execute(alone.execution_options(**AS_ROWS))
    if numbers:
        record(
            "erased applications", by=by, details={"applications": erased.applications, "files": erased.files}
        )
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
