"""Applying again: a draft for another posting that begins with what an earlier application holds.

One that waits in quarantine is such an earlier application as well, or its sender could tell that it waits.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from careers.applications.apply import draft_services
from careers.applications.draft_services import start_draft
from careers.applications.fields import FIELDS, NAMES
from careers.applications.models import Application, Attachment
from careers.applications.portal.document_services import current_files
from careers.applications.portal.queries import Sent
from careers.applications.questions.queries import Asked
from careers.documents.models import RESUME, WORK_SAMPLE, Document
from careers.documents.services import copy_document
from careers.documents.storage import FolderStorage, StorageError
from careers.postings.models import Posting

SOURCE = "earlier application"


@dataclass(frozen=True)
class Earlier:
    """What is handed on, words by the names of their fields and files in force, and for which posting it was."""

    posting_id: int
    texts: dict[str, str]
    files: list[Attachment]


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


def earlier_of(sent: Sent) -> Earlier:
    """What may be handed on of an application, whose text must be loaded, or of a submission that waits."""
    copied = [row for row in FIELDS if row.is_copied_when_reapplying]
    if isinstance(sent, Application):
        texts = {row.name: row.value_of(sent) for row in copied}
        return Earlier(sent.posting_id, texts, current_files(sent))
    texts = {row.name: str(sent.draft.answers.get(row.name) or "") for row in copied}
    return Earlier(sent.submission.posting_id, texts, list(sent.draft.attachments))


def copy_files(earlier: Earlier, storage: FolderStorage) -> Copies:
    """Copies of the files that are in force, stored before any row names them; belongs outside any transaction.

    Each copy lives and dies by itself: erasing one application leaves the other whole.
    """
    copies = Copies()
    # What answered a question of the earlier posting stays with it.
    for document in (file.document for file in earlier.files if file.question_id is None):
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


def reapply(earlier: Earlier, posting: Posting, copies: Copies, storage: FolderStorage) -> str:
    """The token of a new draft for ``posting``. Consents are not copied: each application asks for its own."""
    draft, token = start_draft(posting)
    answers = {
        **dict.fromkeys(NAMES, ""),
        **earlier.texts,
        "source": SOURCE,
        "consent": False,
        "keep_for_future": False,
        "questions": {},
        "seen": [],
    }
    changes = draft_services.Changes(answers, copies.resume, copies.work_samples)
    draft_services.change_draft(draft, changes, asked=Asked(), storage=storage)
    return token
