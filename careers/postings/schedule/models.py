"""When a draft is to be published by itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.accounts.models import User
from careers.database import Id, Model, UtcDateTime


class PostingSchedule(Model):
    """A draft's hour of publication: gone once the posting is published, or that failed, or somebody says so."""

    __tablename__ = "posting_schedules"

    posting_id: Mapped[int] = mapped_column(
        Id, ForeignKey("postings.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    publish_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    # Why it names no pay, as publishing asks for it.
    pay_reason: Mapped[str] = mapped_column(String(400), default="")
    by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("users.id", ondelete="SET NULL"))

    by: Mapped[User | None] = relationship(lazy="joined")
