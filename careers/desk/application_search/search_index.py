"""The search index of applications: what can be found, and how it is kept up to date.

A task updates the index a moment after a change, never the request that makes the change.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import ForeignKey, Text, func, select
from sqlalchemy.dialects import mysql
from sqlalchemy.orm import Mapped, joinedload, mapped_column, selectinload

from careers.applications.fields import FIELDS
from careers.applications.models import Application, Attachment
from careers.database import Id, Model, db
from careers.documents.models import RESUME, Document, DocumentText
from careers.review.notes.models import Note
from careers.search.registry import Index
from careers.search.services import index_texts
from careers.search.tables import Field, TextTable
from careers.tasks import enqueue
from careers.tasks.names import TaskName

# Characters of each file; a page of a resume has about 3,000.
MAX_CHARACTERS = 100_000
# Encoded words are plain ASCII, which servers compare several times faster if the column says so.
EncodedWords = Text().with_variant(mysql.MEDIUMTEXT(charset="ascii", collation="ascii_bin"), "mysql", "mariadb")


class ApplicationSearch(Model):
    """The encoded words of an application. The migration creates the full-text index on them."""

    __tablename__ = "application_search"

    application_id: Mapped[int] = mapped_column(
        Id, ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    words: Mapped[str] = mapped_column(EncodedWords)


APPLICATION_TEXTS = TextTable(
    model=ApplicationSearch,
    owner=ApplicationSearch.application_id,
    words=ApplicationSearch.words,
    fields=(
        Field("name", "n"),
        Field("email", "e", aliases=("mail", "address")),
        Field("phone", "p"),
        Field("reference", "f"),
        Field("source", "s"),
        Field("resume", "r", aliases=("cv",)),
        Field("samples", "w", aliases=("sample", "work", "files")),
        Field("answers", "a", aliases=("answer", "project", "letter")),
        Field("links", "l", aliases=("link", "url")),
        Field("notes", "o", aliases=("note",)),
    ),
)


def index_later(application_id: int) -> None:
    """Update the application's search index once this transaction has committed."""
    # Without a deduplication key: a running task may have read the old text.
    enqueue(TaskName.INDEX_APPLICATION, {"application_id": application_id})


def index_those_of_document(document_id: int) -> None:
    """Do the same for the application that a document belongs to, if there is one yet."""
    statement = select(Attachment.application_id).where(Attachment.document_id == document_id)
    for application_id in db.session.scalars(statement):
        if application_id is not None:
            index_later(application_id)


def index_applications(ids: Sequence[int]) -> None:
    """Update the search index of the applications; ids that no longer exist are ignored."""
    # Locked first, so that of two tasks for one application the later reads what the earlier wrote.
    locked = select(Application).where(Application.id.in_(ids)).order_by(Application.id)
    loaded = locked.options(joinedload(Application.text), selectinload(Application.answers)).with_for_update(
        of=Application
    )
    applications = db.session.scalars(loaded.execution_options(populate_existing=True)).all()
    files, notes = _file_texts(ids), _note_texts(ids)
    for application in applications:
        index_texts(
            APPLICATION_TEXTS,
            application.id,
            _texts(application, files.get(application.id, {}), notes.get(application.id, "")),
        )


def _texts(application: Application, files: dict[str, str], notes: str) -> dict[str, str]:
    texts: dict[str, list[str]] = {
        "reference": [application.reference],
        "source": [application.source],
        "resume": [files.get("resume", "")],
        "samples": [files.get("samples", "")],
        "notes": [notes],
    }
    for row in FIELDS:
        texts.setdefault(row.search, []).append(row.value_of(application))
    texts.setdefault("answers", []).extend(answer.text for answer in application.answers)
    return {name: "\n".join(found) for name, found in texts.items()}


def _file_texts(ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """Return the extracted texts and names of the current files, by application and field."""
    beginning = func.substr(DocumentText.text, 1, MAX_CHARACTERS)
    statement = (
        select(Attachment.application_id, Document.kind, Document.display_name, beginning)
        .join(Document, Document.id == Attachment.document_id)
        .outerjoin(DocumentText, DocumentText.document_id == Document.id)
        .where(Attachment.application_id.in_(ids), Attachment.replaced_at.is_(None))
        .order_by(Attachment.id)
    )
    texts: dict[int, dict[str, str]] = {}
    for application_id, kind, name, text in db.session.execute(statement):
        fields = texts.setdefault(application_id, {})
        field = "resume" if kind == RESUME else "samples"
        fields[field] = f"{fields.get(field, '')}\n{text or ''}\n{name}"
    return texts


def _note_texts(ids: Iterable[int]) -> dict[int, str]:
    statement = select(Note.application_id, Note.body).where(Note.application_id.in_(ids)).order_by(Note.id)
    texts: dict[int, str] = {}
    for application_id, body in db.session.execute(statement):
        texts[application_id] = f"{texts.get(application_id, '')}\n{body}"
    return texts


def _ids_after(last: int, limit: int) -> Sequence[int]:
    return db.session.scalars(
        select(Application.id).where(Application.id > last).order_by(Application.id).limit(limit)
    ).all()


APPLICATIONS_INDEX = Index("Applications", _ids_after, index_applications)
