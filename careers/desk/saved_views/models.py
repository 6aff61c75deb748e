"""Views that somebody keeps: a filter and a search of the list of applications, under a name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.accounts.models import User
from careers.clock import now
from careers.database import Id, Model, UtcDateTime

MAX_NAME_LENGTH = 80


class SavedView(Model):
    """What is asked for, as the query string says it. Whoever opens it sees of it what they may see."""

    __tablename__ = "saved_views"
    __table_args__ = (
        UniqueConstraint("owner_id", "name", name="uq_saved_views_owner_id_name"),
        Index("ix_saved_views_shared", "is_shared", "name"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    owner_id: Mapped[int] = mapped_column(Id, ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(MAX_NAME_LENGTH))
    # Whether colleagues see it as well. They cannot change it.
    is_shared: Mapped[bool] = mapped_column(default=False)
    filters: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # The posting that it narrows to, if any: its searches are listed on its workbench.
    posting_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("postings.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    owner: Mapped[User] = relationship(lazy="joined", innerjoin=True)
