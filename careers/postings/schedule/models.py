"""When a draft is scheduled for publication."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.accounts.models import User
from careers.database import Id, Model, UtcDateTime


class PostingSchedule(Model):
    """The scheduled time of a draft; deleted once the posting is published, that fails, or it is canceled."""

    __tablename__ = "posting_schedules"

    posting_id: Mapped[int] = mapped_column(
        Id, ForeignKey("postings.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    publish_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    # The reason for publishing it without pay.
    pay_reason: Mapped[str] = mapped_column(String(400), default="")
    by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("users.id", ondelete="SET NULL"))

    by: Mapped[User | None] = relationship(lazy="joined")
