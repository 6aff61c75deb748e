"""Questions about stored files."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select

from careers.database import db
from careers.documents.models import Document, DocumentText


def document_by_id(document_id: int) -> Document | None:
    """The document with this id, or None when it is gone."""
    return db.session.get(Document, document_id)


def text_of(document: Document) -> str:
    """The text that was read out of the document; empty when there is none."""
    return db.session.scalar(select(DocumentText.text).where(DocumentText.document_id == document.id)) or ""


def beginning_of(document: Document, length: int) -> str | None:
    """The first characters of the document's text; None when it has not been read."""
    beginning = func.substr(DocumentText.text, 1, length)
    return db.session.scalar(select(beginning).where(DocumentText.document_id == document.id))


def keys_in_use(keys: Collection[str]) -> set[str]:
    """Which of these storage keys a document names."""
    return set(db.session.scalars(select(Document.storage_key).where(Document.storage_key.in_(keys))))
