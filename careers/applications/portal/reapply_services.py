"""Apply again: start a draft for another posting with the data of an earlier application.

A submission in quarantine can be reused too; otherwise its sender could tell that it is there.
"""

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
    """What is copied: texts by field name, and current files; and the posting it was for."""

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
        """Delete the copies, because no row will refer to them."""
        for document in [self.resume, *self.work_samples]:
            if document:
                storage.delete(document.storage_key)


def earlier_of(sent: Sent) -> Earlier:
    """Return what can be copied from an application, whose text must be loaded, or from a quarantined submission."""
    copied = [row for row in FIELDS if row.is_copied_when_reapplying]
    if isinstance(sent, Application):
        texts = {row.name: row.value_of(sent) for row in copied}
        return Earlier(sent.posting_id, texts, current_files(sent))
    texts = {row.name: str(sent.draft.answers.get(row.name) or "") for row in copied}
    return Earlier(sent.submission.posting_id, texts, list(sent.draft.attachments))


def copy_files(earlier: Earlier, storage: FolderStorage) -> Copies:
    """Copy the current files, outside any transaction, before any row refers to the copies.

    Each copy is independent: erasing one application leaves the other complete.
    """
    copies = Copies()
    # A file that answers a question of the earlier posting is not copied.
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
    """Create a draft for ``posting`` and return its token. Consents are not copied: each application asks again."""
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
