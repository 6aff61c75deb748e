"""Scores of work samples, given before the resume is read."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from careers.clock import now
from careers.database import Id, Model, UtcDateTime


class WorkSampleScore(Model):
    """A reviewer's score of the work sample, which unlocks the resume for them and can't be undone."""

    __tablename__ = "work_sample_scores"
    __table_args__ = (
        CheckConstraint("value BETWEEN 1 AND 4", name="value"),
        Index("ix_work_sample_scores_user", "user_id", "application_id"),
        Model.__table_args__,
    )

    application_id: Mapped[int] = mapped_column(Id, ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    author_name: Mapped[str] = mapped_column(String(200))
    value: Mapped[int] = mapped_column(Integer)
    comment: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
