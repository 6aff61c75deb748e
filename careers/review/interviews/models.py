"""Interviews: offered times, the booked time, and the participants."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.accounts.models import User
from careers.applications.models import Application
from careers.clock import now
from careers.database import Id, LongText, Model, UtcDateTime

OFFERED, BOOKED, DECLINED, CANCELED = "offered", "booked", "declined", "canceled"


class Interview(Model):
    """An interview: *offered* with several times, then *booked* at one, *declined*, or *canceled*.

    ``uid`` identifies it in calendars forever (RFC 5545), ``sequence`` increases with every change sent to calendars
    (RFC 5546). ``version`` increases with every change; actions on an older one are refused.
    """

    __tablename__ = "interviews"
    __table_args__ = (
        CheckConstraint("state IN ('offered', 'booked', 'declined', 'canceled')", name="state"),
        CheckConstraint("state <> 'booked' OR starts_at IS NOT NULL", name="starts_at"),
        Index("ix_interviews_application_id", "application_id", "id"),
        Index("ix_interviews_state", "state", "starts_at"),
        # For Today, for users who only see some postings.
        Index("ix_interviews_posting", "posting_id", "state", "starts_at", "application_id"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    application_id: Mapped[int] = mapped_column(Id, ForeignKey("applications.id", ondelete="CASCADE"))
    # The application's posting, which never changes.
    posting_id: Mapped[int] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(String(120))
    place: Mapped[str] = mapped_column(String(300))
    note: Mapped[str] = mapped_column(LongText, default="")
    minutes: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(10), default=OFFERED)
    starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # The time that the candidate had accepted, until the new one is accepted too.
    rescheduled_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    uid: Mapped[str] = mapped_column(String(64), unique=True)
    sequence: Mapped[int] = mapped_column(Integer, default=0)
    version: Mapped[int] = mapped_column(Integer, default=1)
    # The candidate's page opens with a token: its hash to find it, and an encrypted copy for emails and links.
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    sealed_token: Mapped[str] = mapped_column(LongText)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    created_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("users.id", ondelete="SET NULL"))

    application: Mapped[Application] = relationship(lazy="raise")
    slots: Mapped[list[InterviewSlot]] = relationship(
        lazy="raise",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="InterviewSlot.starts_at",
    )
    interviewers: Mapped[list[Interviewer]] = relationship(
        lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def ends_at(self) -> datetime | None:
        """Return the end of a booked interview."""
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def is_past(self) -> bool:
        """Return whether a booked interview is over."""
        return self.ends_at is not None and self.ends_at <= now()


class InterviewSlot(Model):
    """A time that the candidate can choose."""

    __tablename__ = "interview_slots"
    __table_args__ = (
        Index("ix_interview_slots_interview_id", "interview_id", "starts_at", unique=True),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    interview_id: Mapped[int] = mapped_column(Id, ForeignKey("interviews.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Interviewer(Model):
    """A staff member who takes part."""

    __tablename__ = "interviewers"

    interview_id: Mapped[int] = mapped_column(Id, ForeignKey("interviews.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)
