"""Applying again: a draft for another posting that begins with what an earlier application holds."""

from __future__ import annotations

from dataclasses import dataclass, field

from careers.applications import drafts
from careers.applications.answers.asked import Asked
from careers.applications.models import Application
from careers.applications.own_page.document_services import current_files
from careers.documents.models import RESUME, WORK_SAMPLE, Document
from careers.documents.services import copy_document
from careers.documents.storage import FolderStorage, StorageError
from careers.postings.models import Posting

SOURCE = "earlier application"


@dataclass
class Copies:
    """The copied files, and the names of those that could not be copied."""

    resume: Document | None = None
    work_samples: list[Document] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def forget(self, storage: FolderStorage) -> None:
        """Delete the copies again, because no row will name them."""
        for document in [self.resume, *self.work_samples]:
            if document:
                storage.delete(document.storage_key)


def copy_files(application: Application, storage: FolderStorage) -> Copies:
    """Copies of the files that are in force, stored before any row names them; belongs outside any transaction.

    The attachments must be loaded. Each copy lives and dies by itself: erasing one application leaves the other whole.
    """
    copies = Copies()
    # What answered a question of the earlier posting stays with it.
    for document in (one.document for one in current_files(application) if one.question_id is None):
        try:
            copy = copy_document(document, storage)
        except StorageError:
            copies.missing.append(document.display_name)
            continue
        if document.kind == RESUME:
            copies.resume = copy
        elif document.kind == WORK_SAMPLE:
            copies.work_samples.append(copy)
    return copies


def draft_again(application: Application, posting: Posting, copies: Copies, storage: FolderStorage) -> str:
    """The token of a new draft for ``posting``. The application's text must be loaded.

    Consents are not copied: each application asks for its own.
    """
    draft, token = drafts.start_draft(posting)
    text = application.text
    answers = {
        "name": application.name,
        "email": application.email,
        "phone": application.phone,
        "links": text.links,
        "project_description": text.project_description,
        "cover_letter": text.cover_letter,
        "referred_by": "",
        "source": SOURCE,
        "consent": False,
        "keep_for_future": False,
        "questions": {},
        "seen": [],
    }
    changes = drafts.Changes(answers, copies.resume, copies.work_samples)
    drafts.change_draft(draft, changes, asked=Asked(), storage=storage)
    return token
