"""Who is asked to review which application."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.accounts.models import User
from careers.clock import now
from careers.database import Id, Model, UtcDateTime


class Assignment(Model):
    """A member of staff who is asked to review an application. Interviewers see only what is assigned to them."""

    __tablename__ = "assignments"
    __table_args__ = (
        # For a person's own list, newest application first, and for what still waits for their card.
        Index("ix_assignments_user", "user_id", "application_id", "posting_id"),
        Index(
            "ix_assignments_open", "user_id", "is_disposed", "application_id", "posting_id", "has_scorecard"
        ),
        Model.__table_args__,
    )

    application_id: Mapped[int] = mapped_column(
        Id, ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    assigned_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    assigned_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("users.id", ondelete="SET NULL"))
    # Whether the person's scorecard is in, so that what waits is found without reading all that was ever asked.
    has_scorecard: Mapped[bool] = mapped_column(default=False)
    # Set with a decision and taken off when it is reopened, so that years of work are not read for what is left of it.
    # What candidates withdrew themselves may be without it: whether something is active, the application says.
    is_disposed: Mapped[bool] = mapped_column(default=False)

    # The application's, which never changes: what is asked of somebody beyond their postings is passed over unread.
    posting_id: Mapped[int] = mapped_column(BigInteger)

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True, foreign_keys=[user_id])
