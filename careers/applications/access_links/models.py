"""Requests for links by email, counted so that they can be throttled."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from careers.clock import now
from careers.database import Id, Model, UtcDateTime


class AccessLinkRequest(Model):
    """A request for links, counted per address and per network within a time window.

    The address may be a stranger's, so it is kept only until the worker has looked it up.
    """

    __tablename__ = "access_link_requests"
    __table_args__ = (
        Index("ix_access_link_requests_subject", "subject", "at"),
        Index("ix_access_link_requests_at", "at"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    # A keyed hash of the email address or network: neither is stored in plain text.
    subject: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    address: Mapped[str | None] = mapped_column(String(254))
