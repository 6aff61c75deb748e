"""The email log: one row per outbound email."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from careers.clock import now
from careers.database import Id, LongText, Model, UtcDateTime
from careers.mail.kinds import KINDS

WAITING, SENT, FAILED = "waiting", "sent", "failed"


class OutboundEmail(Model):
    """An email to one person; its content is composed from ``kind`` and ``context`` when it is sent.

    ``waiting`` covers all attempts to come; ``failed`` waits for a person to retry. ``message_id`` is the same on
    every attempt, so that a mailbox can recognize a repeated delivery.
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
    # Attempts that the server answered by refusing this email; attempts that didn't reach a working server don't
    # count.
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
        """Return the name of the kind in the email log, such as "Interview reminder"; the subject if the
        kind no longer exists.
        """
        return KINDS[self.kind].label if self.kind in KINDS else self.subject or self.kind
