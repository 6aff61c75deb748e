"""Change a draft: what the applicant has typed and uploaded so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from careers.applications.draft_services import DRAFT_LIFETIME, remove_attachments
from careers.applications.models import Attachment, Draft
from careers.applications.questions.queries import Asked
from careers.clock import now
from careers.database import db
from careers.documents.models import RESUME, WORK_SAMPLE, Document
from careers.documents.storage import FolderStorage


@dataclass
class Changes:
    """The changes that one submitted form makes to a draft."""

    answers: dict[str, Any]
    resume: Document | None = None
    work_samples: Sequence[Document] = field(default=())
    # New files that answer questions of the posting, by the question's id.
    answer_files: Mapping[int, Document] = field(default_factory=dict)
    remove: int | None = None
    signs: dict[str, str] = field(default_factory=dict)
    # Answers to voluntary questions; None if the form didn't ask any, which leaves the saved answers unchanged.
    voluntary: dict[str, str] | None = None


def change_draft(draft: Draft, changes: Changes, *, asked: Asked, storage: FolderStorage) -> None:
    """Save the typed text and accepted files. A new resume, or a new answer to a question, replaces the old one."""
    draft.answers = _with_former(draft.answers, changes.answers, asked.retired_ids)
    # The first timestamp says when the form was opened; a honeypot that was filled in once stays filled in.
    draft.signs = changes.signs | {name: value for name, value in (draft.signs or {}).items() if value}
    draft.updated_at = now()
    draft.expires_at = now() + DRAFT_LIFETIME
    if changes.remove is not None:
        remove_attachments(
            draft,
            [attachment for attachment in draft.attachments if attachment.document_id == changes.remove],
            storage,
        )
    if changes.resume is not None:
        remove_attachments(draft, files_of(draft, RESUME), storage)
    answering = asked.files(draft.attachments)
    for question_id, document in changes.answer_files.items():
        remove_attachments(draft, answering.get(question_id, []), storage)
        _attach(draft, document, question_id)
    for document in [changes.resume, *changes.work_samples] if changes.resume else changes.work_samples:
        _attach(draft, document, None)
    db.session.flush()


def files_of(draft: Draft, kind: str) -> list[Attachment]:
    """Return the draft's files of one kind, without those that answer questions."""
    return [
        attachment
        for attachment in draft.attachments
        if attachment.document.kind == kind and attachment.question_id is None
    ]


def work_sample_count(draft: Draft | None, *, besides: int | None = None) -> int:
    """Return how many work samples the draft has, without the document ``besides``."""
    samples = files_of(draft, WORK_SAMPLE) if draft else []
    return sum(sample.document_id != besides for sample in samples)


def settle_questions(draft: Draft, asked: Asked, *, storage: FolderStorage) -> None:
    """Record the questions that are asked at submission, and delete files that answer any other question."""
    remove_attachments(draft, asked.unasked_files(draft.attachments), storage)
    current = [question.id for question in asked.current]
    said = {str(number): draft.answers.get("questions", {}).get(str(number)) for number in current}
    draft.answers = {
        **draft.answers,
        "questions": {key: value for key, value in said.items() if value},
        "asked": current,
    }
    db.session.flush()


def _with_former(old: dict[str, Any], new: dict[str, Any], retired: set[str]) -> dict[str, Any]:
    # Answers to changed or removed questions have no field in the form, but are kept.
    former = {key: value for key, value in old.get("questions", {}).items() if key in retired}
    seen = sorted({*old.get("seen", []), *new["seen"]})
    return {**new, "questions": {**former, **new["questions"]}, "seen": seen}


def _attach(draft: Draft, document: Document, question_id: int | None) -> None:
    db.session.add(document)
    db.session.flush()
    draft.attachments.append(
        Attachment(document_id=document.id, document=document, draft_id=draft.id, question_id=question_id)
    )
