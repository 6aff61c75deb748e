"""Alerts: who is told of new postings, of which, how often, and what each of them was told of already."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.clock import now
from careers.database import Id, Model, UtcDateTime

UNCONFIRMED, ACTIVE, PAUSED, ENDED = "unconfirmed", "active", "paused", "ended"
DAILY, WEEKLY = "daily", "weekly"
Criteria = dict[str, Any]


class Subscriber(Model):
    """An e-mail address with alerts. Not an account, and not a candidate."""

    __tablename__ = "alert_subscribers"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    email_normalized: Mapped[str] = mapped_column(String(254), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    alerts: Mapped[list[Alert]] = relationship(
        lazy="raise", back_populates="subscriber", passive_deletes=True, order_by="Alert.id"
    )


class Alert(Model):
    """A search whose new postings somebody is told of. ``criteria`` are in the form of ``alert_criteria``.

    Postings that opened after ``since`` are new to it; ``due_at`` is when the next message may go out, and only
    active ones have it.
    """

    __tablename__ = "alerts"
    __table_args__ = (
        CheckConstraint("state IN ('unconfirmed', 'active', 'paused', 'ended')", name="state"),
        CheckConstraint("frequency IN ('daily', 'weekly')", name="frequency"),
        UniqueConstraint("subscriber_id", "criteria_hash"),
        Index("ix_alerts_due", "state", "due_at", "id"),
        Index("ix_alerts_changed", "state", "changed_at"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    # Random, and part of the links in its messages: a number that is used again would let old links open it.
    key: Mapped[str] = mapped_column(String(20), unique=True)
    subscriber_id: Mapped[int] = mapped_column(Id, ForeignKey("alert_subscribers.id", ondelete="CASCADE"))
    criteria: Mapped[Criteria] = mapped_column(JSON, default=dict)
    criteria_hash: Mapped[str] = mapped_column(String(64))
    frequency: Mapped[str] = mapped_column(String(10), default=WEEKLY)
    state: Mapped[str] = mapped_column(String(12), default=UNCONFIRMED)
    since: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    subscriber: Mapped[Subscriber] = relationship(lazy="raise", back_populates="alerts")


class AlertRequest(Model):
    """Somebody asked for an alert, or, without ``criteria``, for links; kept until the worker has answered."""

    __tablename__ = "alert_requests"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    address: Mapped[str] = mapped_column(String(254))
    criteria: Mapped[Criteria | None] = mapped_column(JSON)
    frequency: Mapped[str] = mapped_column(String(10), default=WEEKLY)


class AlertDelivery(Model):
    """A posting that a subscriber was told of, by whichever alert. The key keeps it from happening twice."""

    __tablename__ = "alert_deliveries"

    subscriber_id: Mapped[int] = mapped_column(
        Id, ForeignKey("alert_subscribers.id", ondelete="CASCADE"), primary_key=True
    )
    posting_id: Mapped[int] = mapped_column(
        Id, ForeignKey("postings.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class AlertEmail(Model):
    """An e-mail to a subscriber, so that it is forgotten together with the subscriber."""

    __tablename__ = "alert_emails"

    email_id: Mapped[int] = mapped_column(
        Id, ForeignKey("outbound_emails.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    subscriber_id: Mapped[int] = mapped_column(
        Id, ForeignKey("alert_subscribers.id", ondelete="CASCADE"), index=True
    )
    # Empty where it is about all alerts of the address.
    alert_id: Mapped[int | None] = mapped_column(Id, ForeignKey("alerts.id", ondelete="CASCADE"), index=True)
