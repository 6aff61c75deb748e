"""Scorecards with their scores and earlier versions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.clock import now
from careers.database import Id, LongText, Model, UtcDateTime


class Scorecard(Model):
    """A reviewer's scorecard for an application. ``average`` is in hundredths; ``revision`` counts its versions."""

    __tablename__ = "scorecards"
    __table_args__ = (
        CheckConstraint("recommendation IN ('strong_yes', 'yes', 'no', 'strong_no')", name="recommendation"),
        UniqueConstraint("application_id", "author_id", name="uq_scorecards_application_id_author_id"),
        Index("ix_scorecards_author", "author_id", "application_id"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    application_id: Mapped[int] = mapped_column(Id, ForeignKey("applications.id", ondelete="CASCADE"))
    author_id: Mapped[int | None] = mapped_column(Id, ForeignKey("users.id", ondelete="SET NULL"))
    author_name: Mapped[str] = mapped_column(String(200))
    recommendation: Mapped[str] = mapped_column(String(12))
    summary: Mapped[str] = mapped_column(LongText, default="")
    average: Mapped[int] = mapped_column(Integer)
    revision: Mapped[int] = mapped_column(Integer, default=1)
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    scores: Mapped[list[Score]] = relationship(
        lazy="raise", cascade="all, delete-orphan", passive_deletes=True, order_by="Score.position"
    )
    earlier: Mapped[list[ScorecardRevision]] = relationship(
        lazy="raise", passive_deletes=True, order_by="ScorecardRevision.revision.desc()"
    )


class Score(Model):
    """A score on a scorecard, with the criterion's wording at the time."""

    __tablename__ = "scores"
    __table_args__ = (CheckConstraint("value BETWEEN 1 AND 4", name="value"), Model.__table_args__)

    scorecard_id: Mapped[int] = mapped_column(Id, ForeignKey("scorecards.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    # The criterion, if it still exists; the scorecard doesn't depend on it.
    criterion_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("posting_criteria.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[str] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(String(300), default="")
    value: Mapped[int] = mapped_column(Integer)
    # ``document:<id>``, the name of an answer, or one of ``scoring.SPOKEN``.
    evidence: Mapped[str] = mapped_column(String(60))
    comment: Mapped[str] = mapped_column(String(500))


class ScorecardRevision(Model):
    """The whole content of an earlier version of a scorecard."""

    __tablename__ = "scorecard_revisions"

    scorecard_id: Mapped[int] = mapped_column(Id, ForeignKey("scorecards.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
