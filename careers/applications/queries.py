"""Finding drafts and applications by their tokens, with what their pages show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload, selectinload

from careers.applications.models import Application, Attachment, Draft
from careers.applications.tokens import opened_by
from careers.clock import now
from careers.database import db
from careers.documents.models import RESUME, Document
from careers.postings.models import Posting


def draft_with(token: str, posting_id: int, *, to_change: bool = False) -> Draft | None:
    """The living draft that the token opens, of this posting.

    ``to_change`` holds its row until the transaction ends.
    """
    statement = (
        select(Draft)
        .where(opened_by(token, Draft.token_hash), Draft.posting_id == posting_id, Draft.expires_at > now())
        .options(selectinload(Draft.attachments).joinedload(Attachment.document))
    )
    if to_change:
        statement = statement.with_for_update(of=Draft)
    return db.session.scalar(statement)


def whole_application(application_id: int) -> Application | None:
    """An application with its posting, files and text, for composing mail about it."""
    return db.session.scalar(_with_all(select(Application).where(Application.id == application_id)))


def newest_applications_of(candidate_id: int, limit: int) -> Sequence[Application]:
    """A person's applications with their postings, newest first."""
    statement = select(Application).where(Application.candidate_id == candidate_id)
    posting = joinedload(Application.posting, innerjoin=True)
    return db.session.scalars(statement.options(posting).order_by(Application.id.desc()).limit(limit)).all()


def draft_to_mail(draft_id: int) -> Draft | None:
    """A draft with its posting, for composing the mail that brings somebody back to it."""
    return db.session.scalar(select(Draft).where(Draft.id == draft_id).options(joinedload(Draft.posting)))


def expired_drafts(before: datetime, limit: int) -> Sequence[Draft]:
    """Drafts that were never submitted and whose time is over."""
    statement = select(Draft).where(Draft.expires_at <= before, *_unsent()).limit(limit)
    return db.session.scalars(statement.options(selectinload(Draft.attachments))).all()


def _unsent() -> tuple[ColumnElement[bool], ...]:
    return Draft.application_id.is_(None), Draft.held_id.is_(None)


def resumes_first(attachments: Sequence[Attachment]) -> list[Document]:
    """The documents, resumes before work samples."""
    return sorted(
        (attachment.document for attachment in attachments), key=lambda document: document.kind != RESUME
    )


def _with_all(statement: Select[Any]) -> Select[Any]:
    return statement.options(
        joinedload(Application.posting, innerjoin=True).options(
            joinedload(Posting.department, innerjoin=True), selectinload(Posting.locations)
        ),
        joinedload(Application.text),
        selectinload(Application.answers),
        selectinload(Application.attachments).joinedload(Attachment.document),
    )
