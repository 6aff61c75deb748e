"""The files of one submitted form: stored before any row refers to them, or refused with an error."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from werkzeug.datastructures import FileStorage

from careers.config import Settings
from careers.documents.models import Document
from careers.documents.services import receive_upload
from careers.documents.storage import FolderStorage
from careers.documents.upload_errors import UploadRefused


@dataclass
class Received:
    """What was accepted and what was refused, with the errors for each field."""

    resume: Document | None = None
    work_samples: list[Document] = field(default_factory=list)
    resume_errors: list[str] = field(default_factory=list)
    sample_errors: list[str] = field(default_factory=list)
    # Files that answer questions of the posting, and their errors, by the question's id.
    answers: dict[int, Document] = field(default_factory=dict)
    answer_errors: dict[int, list[str]] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        """Return whether nothing was refused."""
        return not (self.resume_errors or self.sample_errors or any(self.answer_errors.values()))

    @property
    def documents(self) -> list[Document]:
        """Return all accepted documents."""
        others = [*self.work_samples, *self.answers.values()]
        return [self.resume, *others] if self.resume else others

    def keep_samples(self, room: int, limit: int, storage: FolderStorage) -> list[Document]:
        """Drop work samples beyond ``room``: others may have arrived since it was counted."""
        room = max(room, 0)
        for document in self.work_samples[room:]:
            self.sample_errors.append(_one_too_many(document.display_name, limit))
            storage.delete(document.storage_key)
        del self.work_samples[room:]
        return self.work_samples

    def forget(self, storage: FolderStorage) -> None:
        """Delete the stored files, because no row will refer to them."""
        for document in self.documents:
            storage.delete(document.storage_key)


def receive(
    resumes: Sequence[FileStorage],
    samples: Sequence[FileStorage],
    answers: Mapping[int, FileStorage | None] | None = None,
    *,
    room: int,
    settings: Settings,
    storage: FolderStorage,
) -> Received:
    """Store the files of a request, outside any transaction. ``room`` is how many more work samples are accepted.

    ``answers`` are files that answer questions, by the question's id; they may have the same types as work samples.
    """
    received = Received()
    for upload in _chosen(resumes):
        document = _received(upload, "resume", received.resume_errors, settings, storage)
        if document is not None and received.resume is None:
            received.resume = document
    for upload in _chosen(samples):
        if len(received.work_samples) >= room:
            received.sample_errors.append(_one_too_many(upload.filename, settings.max_work_samples))
            continue
        document = _received(upload, "work_sample", received.sample_errors, settings, storage)
        received.work_samples += [document] if document else []
    for question_id, answer in (answers or {}).items():
        for upload in _chosen([answer] if answer else []):
            errors = received.answer_errors.setdefault(question_id, [])
            document = _received(upload, "work_sample", errors, settings, storage)
            received.answers |= {question_id: document} if document else {}
    return received


def _one_too_many(name: str | None, limit: int) -> str:
    return f"“{name}” wasn’t saved: the limit is {limit} work samples."


def _chosen(uploads: Sequence[FileStorage]) -> list[FileStorage]:
    # A file field without a file sends an empty part without a name.
    return [upload for upload in uploads if isinstance(upload, FileStorage) and upload.filename]


def _received(
    upload: FileStorage,
    kind: Literal["resume", "work_sample"],
    errors: list[str],
    settings: Settings,
    storage: FolderStorage,
) -> Document | None:
    try:
        return receive_upload(upload, kind, settings.max_file_bytes, storage)
    except UploadRefused as refusal:
        errors.append(str(refusal))
        return None
