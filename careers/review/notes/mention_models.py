"""Mentions of colleagues in notes, until they dismiss them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.clock import now
from careers.database import Id, Model, UtcDateTime
from careers.review.notes.models import Note


class Mention(Model):
    """A staff member mentioned in a note. ``seen_at`` is null until they dismiss it."""

    __tablename__ = "mentions"
    __table_args__ = (Index("ix_mentions_user", "user_id", "seen_at", "note_id"), Model.__table_args__)

    note_id: Mapped[int] = mapped_column(Id, ForeignKey("notes.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    note: Mapped[Note] = relationship(lazy="raise")
