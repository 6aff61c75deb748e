"""Reviewers assigned to applications."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.accounts.models import User
from careers.clock import now
from careers.database import Id, Model, UtcDateTime


class Assignment(Model):
    """A reviewer assigned to an application. Interviewers only see applications assigned to them."""

    __tablename__ = "assignments"
    __table_args__ = (
        # For a user's own list, newest application first, and for missing scorecards.
        Index("ix_assignments_user", "user_id", "application_id", "posting_id"),
        Index("ix_assignments_open", "user_id", "is_disposed", "application_id", "posting_id", "has_scorecard"),
        Model.__table_args__,
    )

    application_id: Mapped[int] = mapped_column(Id, ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    assigned_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    assigned_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("users.id", ondelete="SET NULL"))
    # Whether the reviewer's scorecard is submitted, so that missing ones are found without reading old assignments.
    has_scorecard: Mapped[bool] = mapped_column(default=False)
    # Set with a decision and cleared when it is reopened, so that old assignments need not be read. Applications that
    # candidates withdrew may lack it: the application decides whether it is active.
    is_disposed: Mapped[bool] = mapped_column(default=False)

    # The application's posting, which never changes: assignments outside the user's postings are skipped without
    # reading the application.
    posting_id: Mapped[int] = mapped_column(BigInteger)

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True, foreign_keys=[user_id])
