"""Notes on applications."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from careers.clock import now
from careers.database import Id, LongText, Model, UtcDateTime


class Note(Model):
    """A reviewer's note on an application; candidates never see it."""

    __tablename__ = "notes"
    __table_args__ = (Index("ix_notes_application", "application_id", "id"), Model.__table_args__)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    application_id: Mapped[int] = mapped_column(Id, ForeignKey("applications.id", ondelete="CASCADE"))
    author_id: Mapped[int | None] = mapped_column(Id, ForeignKey("users.id", ondelete="SET NULL"))
    author_name: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(LongText)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
