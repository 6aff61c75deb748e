"""Uploaded files and their extracted text."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from careers.clock import now
from careers.database import Id, LongText, Model, UtcDateTime

RESUME, WORK_SAMPLE = "resume", "work_sample"
WAITING, DONE, UNREADABLE = "waiting", "done", "unreadable"


class Document(Model):
    """A stored file. Its bytes are under ``storage_key``; its original name is only shown, never used as a path."""

    __tablename__ = "documents"
    __table_args__ = (
        CheckConstraint("kind IN ('resume', 'work_sample')", name="kind"),
        CheckConstraint("text_state IN ('waiting', 'done', 'unreadable')", name="text_state"),
        CheckConstraint("size > 0", name="size"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    display_name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(120))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    storage_key: Mapped[str] = mapped_column(String(64), unique=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    # A sentence for candidates and staff, for example that the file is password-protected.
    warning: Mapped[str | None] = mapped_column(String(400))
    page_count: Mapped[int | None] = mapped_column(Integer)
    text_state: Mapped[str] = mapped_column(String(12), default=WAITING)
    preview_pages: Mapped[int] = mapped_column(Integer, default=0)


class DocumentText(Model):
    """The text of a document, next to the row that lists need, because it is large."""

    __tablename__ = "document_texts"

    document_id: Mapped[int] = mapped_column(Id, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    text: Mapped[str] = mapped_column(LongText)
