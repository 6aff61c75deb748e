"""Saved views: a named filter and search of the applications list."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.accounts.models import User
from careers.clock import now
from careers.database import Id, Model, UtcDateTime

MAX_NAME_LENGTH = 80


class SavedView(Model):
    """A saved query string. Users who open it see only what they are allowed to see."""

    __tablename__ = "saved_views"
    __table_args__ = (
        UniqueConstraint("owner_id", "name", name="uq_saved_views_owner_id_name"),
        Index("ix_saved_views_shared", "is_shared", "name"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    owner_id: Mapped[int] = mapped_column(Id, ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(MAX_NAME_LENGTH))
    # Whether colleagues see it too. They can't change it.
    is_shared: Mapped[bool] = mapped_column(default=False)
    filters: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # The posting that it is limited to, if any: the posting's sourcing search lists it.
    posting_id: Mapped[int | None] = mapped_column(Id, ForeignKey("postings.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    owner: Mapped[User] = relationship(lazy="joined", innerjoin=True)
