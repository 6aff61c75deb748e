"""The entries of daily digests."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from careers.clock import now
from careers.database import Id, Model, UtcDateTime


class DigestEntry(Model):
    """An application for a user's next digest.

    After sending, it is marked as *told* and kept for a while, so that nobody is notified again if a colleague leaves
    the team. It is written in the transaction that submits the application, so none is ever lost.
    """

    __tablename__ = "digest_entries"

    user_id: Mapped[int] = mapped_column(Id, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    application_id: Mapped[int] = mapped_column(
        Id, ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
