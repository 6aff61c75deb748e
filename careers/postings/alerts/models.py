"""Job alerts, their subscribers, and the postings sent to each subscriber."""

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
    """An email address with alerts. Neither an account nor a candidate."""

    __tablename__ = "alert_subscribers"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    email_normalized: Mapped[str] = mapped_column(String(254), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    alerts: Mapped[list[Alert]] = relationship(
        lazy="raise", back_populates="subscriber", passive_deletes=True, order_by="Alert.id"
    )


class Alert(Model):
    """A search whose new postings someone wants by email. ``criteria`` have the form of ``criteria.criteria_of``.

    It covers postings that opened after ``since``. Only active alerts have a ``due_at``, the earliest time of the next
    email.
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
    # Random, for links in emails. Ids can be reused, and old links would then open another alert.
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
    """A request for an alert, or for links if it has no ``criteria``; kept until the worker has answered it."""

    __tablename__ = "alert_requests"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    address: Mapped[str] = mapped_column(String(254))
    criteria: Mapped[Criteria | None] = mapped_column(JSON)
    frequency: Mapped[str] = mapped_column(String(10), default=WEEKLY)


class AlertDelivery(Model):
    """A posting that was sent to a subscriber by any alert. The key prevents sending it twice."""

    __tablename__ = "alert_deliveries"

    subscriber_id: Mapped[int] = mapped_column(
        Id, ForeignKey("alert_subscribers.id", ondelete="CASCADE"), primary_key=True
    )
    posting_id: Mapped[int] = mapped_column(
        Id, ForeignKey("postings.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class AlertEmail(Model):
    """An email to a subscriber, so that it can be deleted with the subscriber."""

    __tablename__ = "alert_emails"

    email_id: Mapped[int] = mapped_column(
        Id, ForeignKey("outbound_emails.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    subscriber_id: Mapped[int] = mapped_column(Id, ForeignKey("alert_subscribers.id", ondelete="CASCADE"), index=True)
    # Null if the email is about all alerts of the address.
    alert_id: Mapped[int | None] = mapped_column(Id, ForeignKey("alerts.id", ondelete="CASCADE"), index=True)
