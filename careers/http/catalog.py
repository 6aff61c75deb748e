"""The catalog version: a number that increases with every change that visitors can see."""

from sqlalchemy import CheckConstraint, Integer, update
from sqlalchemy.orm import Mapped, mapped_column

from careers.database import Model, db


class CatalogVersion(Model):
    """A single row with id 1, created by the first migration."""

    __tablename__ = "catalog_version"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), Model.__table_args__)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, default=1, autoincrement=False)
    version: Mapped[int] = mapped_column(Integer, default=1)


def touch_catalog() -> None:
    """Invalidate every cached public page once the caller's transaction commits."""
    db.session.execute(update(CatalogVersion).values(version=CatalogVersion.version + 1))
