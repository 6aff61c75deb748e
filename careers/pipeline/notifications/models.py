"""Applications of which somebody is told once a day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from careers.clock import now
from careers.database import Id, Model, UtcDateTime


class DigestEntry(Model):
    """One application for the next email of the day to one member of staff.

    Once that is owed it is *told*, and stays for a while, so that nobody is told of it again where a colleague leaves
    the team meanwhile. It is written in the transaction that submits, so that none is forgotten whatever commits in
    which order.
    """

    __tablename__ = "digest_entries"

    user_id: Mapped[int] = mapped_column(Id, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    application_id: Mapped[int] = mapped_column(
        Id, ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
