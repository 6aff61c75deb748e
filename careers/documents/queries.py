"""Find documents and their texts."""

from collections.abc import Collection

from sqlalchemy import func, select

from careers.database import db
from careers.documents.models import Document, DocumentText


def document_by_id(document_id: int) -> Document | None:
    """Return the document with this id, or None."""
    return db.session.get(Document, document_id)


def text_of(document: Document) -> str:
    """Return the document's extracted text; empty if there is none."""
    return db.session.scalar(select(DocumentText.text).where(DocumentText.document_id == document.id)) or ""


def beginning_of(document: Document, length: int) -> str | None:
    """Return the first characters of the document's text; None if it has not been read."""
    beginning = func.substr(DocumentText.text, 1, length)
    return db.session.scalar(select(beginning).where(DocumentText.document_id == document.id))


def keys_in_use(keys: Collection[str]) -> set[str]:
    """Return the storage keys, out of ``keys``, that a document uses."""
    return set(db.session.scalars(select(Document.storage_key).where(Document.storage_key.in_(keys))))
