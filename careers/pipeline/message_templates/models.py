"""Templates for messages to candidates, and the delay of decision messages."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from careers.clock import now
from careers.database import Id, LongText, Model, UtcDateTime

REJECTION, UPDATE, INVITATION, OTHER = "rejection", "update", "invitation", "other"
PURPOSES = {
    REJECTION: "Rejection",
    UPDATE: "Update",
    INVITATION: "Invitation",
    OTHER: "Other",
}
# The default, which can be changed at /hr/settings/message-templates.
DEFAULT_DELAY_MINUTES = 10


class MessageTemplate(Model):
    """A text with merge fields to start a message from. ``stage`` is where it fits best, empty for any."""

    __tablename__ = "message_templates"
    __table_args__ = (
        CheckConstraint("purpose IN ('rejection', 'update', 'invitation', 'other')", name="purpose"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    purpose: Mapped[str] = mapped_column(String(10))
    stage: Mapped[str] = mapped_column(String(40), default="")
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(LongText)
    # Increased with every edit; edits of an older version are refused.
    version: Mapped[int] = mapped_column(Integer, default=1)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class MessageSettings(Model):
    """The settings of messages to candidates, a single row with id 1."""

    __tablename__ = "message_settings"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), Model.__table_args__)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, default=1, autoincrement=False)
    # The time between a decision and its message, during which both can be undone.
    delay_minutes: Mapped[int] = mapped_column(Integer, default=DEFAULT_DELAY_MINUTES)
