"""The ledger: one row for each email that the site owes somebody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from careers.clock import now
from careers.database import Id, LongText, Model, UtcDateTime
from careers.mail.kinds import KINDS

WAITING, SENT, FAILED = "waiting", "sent", "failed"


class OutboundEmail(Model):
    """One email to one person; what it says is composed when it is sent, from ``kind`` and ``context``.

    ``waiting`` covers every attempt still to come; ``failed`` waits for a person to press retry.
    ``message_id`` stays the same on every attempt, so that a mailbox can recognise a repeated delivery.
    """

    __tablename__ = "outbound_emails"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'sent', 'failed')", name="state"),
        Index("ix_outbound_emails_state", "state", "id"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(80))
    to_name: Mapped[str] = mapped_column(String(200), default="")
    to_address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(400), default="")
    context: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    state: Mapped[str] = mapped_column(String(10), default=WAITING)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    # Tries that the server answered by refusing this message; tries that never reached a working server do
    # not count.
    refusals: Mapped[int] = mapped_column(Integer, default=0)
    last_error: Mapped[str | None] = mapped_column(LongText)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    last_attempt_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    next_attempt_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    application_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )

    @property
    def kind_label(self) -> str:
        """The kind as the email log names it, such as "Interview reminder"; the subject for a kind that is gone."""
        return KINDS[self.kind].label if self.kind in KINDS else self.subject or self.kind
