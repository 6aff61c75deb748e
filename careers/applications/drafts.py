"""Drafts: what somebody has typed and uploaded so far, kept until it is submitted or expires."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import delete

from careers.applications.link_services import forget_draft_links
from careers.applications.models import Attachment, Draft
from careers.applications.tokens import new_token, token_hash
from careers.clock import now
from careers.database import db
from careers.documents.models import RESUME, WORK_SAMPLE, Document
from careers.documents.services import discard_document
from careers.documents.storage import FolderStorage
from careers.postings.models import Posting

LIFETIME = timedelta(days=30)


@dataclass
class Changes:
    """What one sending of the form does to a draft."""

    answers: dict[str, Any]
    resume: Document | None = None
    work_samples: Sequence[Document] = field(default=())
    remove: int | None = None
    signs: dict[str, str] = field(default_factory=dict)


def start_draft(posting: Posting) -> tuple[Draft, str]:
    """A new, empty draft and the token that opens it, which is told here and never again."""
    token = new_token()
    draft = Draft(
        token_hash=token_hash(token), posting_id=posting.id, answers={}, expires_at=now() + LIFETIME
    )
    draft.attachments = []
    db.session.add(draft)
    db.session.flush()
    return draft, token


def change_draft(draft: Draft, changes: Changes, *, storage: FolderStorage) -> None:
    """Keep typed words and accepted files. A new resume takes the place of the old one."""
    draft.answers = changes.answers
    # The first mark says when somebody began; a trap that was touched once stays touched.
    draft.signs = changes.signs | {name: value for name, value in (draft.signs or {}).items() if value}
    draft.updated_at = now()
    draft.expires_at = now() + LIFETIME
    if changes.remove is not None:
        _remove(draft, [one for one in draft.attachments if one.document_id == changes.remove], storage)
    if changes.resume is not None:
        _remove(draft, files_of(draft, RESUME), storage)
    new = [changes.resume, *changes.work_samples] if changes.resume else list(changes.work_samples)
    for document in new:
        db.session.add(document)
        db.session.flush()
        draft.attachments.append(Attachment(document_id=document.id, document=document, draft_id=draft.id))
    db.session.flush()


def files_of(draft: Draft, kind: str) -> list[Attachment]:
    """The draft's accepted files of one kind."""
    return [one for one in draft.attachments if one.document.kind == kind]


def work_sample_count(draft: Draft | None, *, besides: int | None = None) -> int:
    """How many work samples are accepted so far; ``besides`` is the document that is about to go."""
    samples = files_of(draft, WORK_SAMPLE) if draft else []
    return sum(one.document_id != besides for one in samples)


def discard_draft(draft: Draft, *, storage: FolderStorage) -> None:
    """Delete a draft that was never submitted, with its files."""
    forget_draft_links([draft.id])
    _remove(draft, list(draft.attachments), storage)
    db.session.execute(delete(Draft).where(Draft.id == draft.id))


def _remove(draft: Draft, attachments: list[Attachment], storage: FolderStorage) -> None:
    for attachment in attachments:
        draft.attachments.remove(attachment)
        db.session.delete(attachment)
        db.session.flush()
        discard_document(attachment.document, storage)
