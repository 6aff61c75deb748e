"""Tags that staff put on applications."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.clock import now
from careers.database import Id, Model, UtcDateTime

MAX_TAG_LENGTH = 40


class Tag(Model):
    """A tag, unique by its name ignoring case. It is created when it is first used."""

    __tablename__ = "tags"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(MAX_TAG_LENGTH))
    # Case folding can lengthen a name: ß becomes ss.
    folded_name: Mapped[str] = mapped_column(String(3 * MAX_TAG_LENGTH), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class ApplicationTag(Model):
    """A tag on an application."""

    __tablename__ = "application_tags"
    # For the list of applications with a tag, newest first.
    __table_args__ = (Index("ix_application_tags_tag", "tag_id", "application_id"), Model.__table_args__)

    application_id: Mapped[int] = mapped_column(Id, ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(Id, ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    tag: Mapped[Tag] = relationship(lazy="raise")
