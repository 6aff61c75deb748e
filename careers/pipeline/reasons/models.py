"""What a site calls its reasons, where that is not what they come with."""

from __future__ import annotations

from sqlalchemy import Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from careers.database import Id, Model


class DispositionReason(Model):
    """Another name of a reason, or a reason of the site's own. The key never changes; applications hold it.

    ``disposition`` is the one that a reason belongs to.
    """

    __tablename__ = "disposition_reasons"
    __table_args__ = (UniqueConstraint("disposition", "key"), Model.__table_args__)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    disposition: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(40))
    label: Mapped[str] = mapped_column(String(80))
    is_archived: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(Integer, default=1)
