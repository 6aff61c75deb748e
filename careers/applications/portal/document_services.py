"""Add and replace files of an application until review begins; older versions are kept. Nothing here commits."""

from careers.applications.event_kinds import EventKind
from careers.applications.messages.queries import seems_active
from careers.applications.models import Application, Attachment
from careers.applications.opening_queries import is_opened
from careers.applications.portal.presenters import may_change_files
from careers.applications.services import record_candidate_event
from careers.clock import now
from careers.database import db
from careers.documents.models import WAITING, WORK_SAMPLE, Document
from careers.errors import DomainError
from careers.search.signals import text_changed
from careers.tasks import enqueue
from careers.tasks.names import TaskName
from careers.versions import count_up

MAX_VERSIONS = 30  # files of one application, replaced ones included


class FilesAreFixed(DomainError):
    """Review has begun, or the application has the maximum number of files."""


def current_files(application: Application) -> list[Attachment]:
    """Return the current files: those that no newer version has replaced."""
    return [attachment for attachment in application.attachments if attachment.replaced_at is None]


def room_for_samples(application: Application, most: int) -> int:
    """Return how many more work samples the application can have."""
    return most - sum(
        attachment.document.kind == WORK_SAMPLE and attachment.question_id is None
        for attachment in current_files(application)
    )


def require_changeable(application: Application) -> None:
    """Raise FilesAreFixed unless files can still be added and replaced."""
    if not may_change_files(application, is_opened=is_opened(application.id), is_active=seems_active(application)):
        raise FilesAreFixed(
            "Someone on the hiring team has opened this application, so you can’t change its files anymore."
        )
    if len(application.attachments) >= MAX_VERSIONS:
        raise FilesAreFixed("This application has reached the limit of file versions.")


def attach(application: Application, document: Document, *, replaces: int | None) -> Attachment:
    """Add a received file, replacing the current file with the document id ``replaces`` if given.

    Raises FilesAreFixed. The attachments and answers must be loaded.
    """
    require_changeable(application)
    old = next((file for file in current_files(application) if file.document_id == replaces), None)
    db.session.add(document)
    db.session.flush()
    attachment = Attachment(
        document_id=document.id,
        document=document,
        application_id=application.id,
        question_id=old.question_id if old else None,
    )
    db.session.add(attachment)
    count_up(application)
    if old is not None:
        old.replaced_at = now()
        for answer in application.answers:
            if answer.document_id == old.document_id:
                answer.document_id, answer.text = document.id, document.display_name
        details = {"old": old.document.display_name, "name": document.display_name}
        record_candidate_event(application, EventKind.DOCUMENT_REPLACED, details)
    else:
        record_candidate_event(application, EventKind.DOCUMENT_ADDED, {"name": document.display_name})
    if document.text_state == WAITING:
        enqueue(TaskName.READ_DOCUMENT, {"document_id": document.id})
    db.session.flush()
    text_changed.send("application", object_id=application.id)
    return attachment
