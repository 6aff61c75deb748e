"""Messages between the hiring team and the candidate about an application."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.clock import now
from careers.database import Id, LongText, Model, UtcDateTime

WAITING, SENT, RETRACTED = "waiting", "sent", "retracted"


class Message(Model):
    """A message to or from the candidate. The email that carries it is a row of its own in the email log.

    ``waiting`` until ``due_at``, when the worker sends it; until then it can be retracted, together with the decision
    it announces (``decision_id``). Candidates' messages are sent at once.
    """

    __tablename__ = "messages"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'sent', 'retracted')", name="state"),
        # The same text from the same form is one message, however often it arrives.
        UniqueConstraint("application_id", "fingerprint", name="uq_messages_application_id_fingerprint"),
        Index("ix_messages_due", "state", "due_at", "id"),
        Index("ix_messages_unread", "read_at", "id"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    application_id: Mapped[int] = mapped_column(Id, ForeignKey("applications.id", ondelete="CASCADE"))
    is_reply: Mapped[bool] = mapped_column(default=False)
    author_id: Mapped[int | None] = mapped_column(Id, ForeignKey("users.id", ondelete="SET NULL"))
    author_name: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(String(200), default="")
    fingerprint: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(10), default=SENT)
    # The event of the decision it announces; the candidate doesn't see the decision before the message is sent.
    decision_id: Mapped[int | None] = mapped_column(Id, ForeignKey("events.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # For a reply: when a staff member marked it as read. For a message to the candidate: when it was written.
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    email_id: Mapped[int | None] = mapped_column(Id, ForeignKey("outbound_emails.id", ondelete="SET NULL"), index=True)

    text: Mapped[MessageText] = relationship(lazy="raise", cascade="all, delete-orphan", passive_deletes=True)


class MessageText(Model):
    """The subject and plain text of a message, next to the row that lists read."""

    __tablename__ = "message_texts"

    message_id: Mapped[int] = mapped_column(
        Id, ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    body: Mapped[str] = mapped_column(LongText)
