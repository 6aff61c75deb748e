"""Changed and additional disposition reasons."""

from sqlalchemy import Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from careers.database import Id, Model


class DispositionReason(Model):
    """A new name for a built-in reason, or a reason that the company added. The key, which applications store, never
    changes.

    ``disposition`` is the one that the reason belongs to.
    """

    __tablename__ = "disposition_reasons"
    __table_args__ = (UniqueConstraint("disposition", "key"), Model.__table_args__)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    disposition: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(40))
    label: Mapped[str] = mapped_column(String(80))
    is_archived: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(Integer, default=1)
