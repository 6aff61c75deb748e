"""Messages: what the hiring team and the candidate write to each other about an application."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.clock import now
from careers.database import Id, LongText, Model, UtcDateTime

WAITING, SENT, RETRACTED = "waiting", "sent", "retracted"


class Message(Model):
    """One message to or from the candidate. The email that carries it is a row of the ledger of its own.

    ``waiting`` until ``due_at``, when the worker lets it go; until then it can be taken back, together with the
    decision that it tells (``decision_id``). What candidates write is sent at once.
    """

    __tablename__ = "messages"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'sent', 'retracted')", name="state"),
        # The same words out of the same form are one message, however often they arrive.
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
    # The event of the decision that it tells; until it is sent, the candidate is not told of that either.
    decision_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("events.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Of a reply: when somebody on the staff said that it is read. Of a message to the candidate: when it was written.
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    email_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("outbound_emails.id", ondelete="SET NULL"), index=True
    )

    text: Mapped[MessageText] = relationship(lazy="raise", cascade="all, delete-orphan", passive_deletes=True)


class MessageText(Model):
    """The words of a message, as plain text, beside the row that lists read."""

    __tablename__ = "message_texts"

    message_id: Mapped[int] = mapped_column(
        Id, ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    body: Mapped[str] = mapped_column(LongText)
