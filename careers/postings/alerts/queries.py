"""Read alerts by link or due time, and the new postings for an alert."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from careers.clock import now
from careers.database import db
from careers.mail.models import SENT, OutboundEmail
from careers.postings.alerts.criteria import filter_of
from careers.postings.alerts.models import (
    ACTIVE,
    ENDED,
    UNCONFIRMED,
    Alert,
    AlertDelivery,
    AlertEmail,
    Subscriber,
)
from careers.postings.alerts.tokens import read_token
from careers.postings.listing.queries import opened_postings
from careers.postings.models import Posting
from careers.postings.queries import with_places


def alert_by_token(token: str, *, any_age: bool = False) -> Alert | None:
    """Return the alert that a link opens, with its subscriber; None if the link is invalid or too old."""
    content = read_token(token)
    if content is None or not (content.is_recent or any_age):
        return None
    statement = select(Alert).filter_by(key=content.key).options(joinedload(Alert.subscriber, innerjoin=True))
    return db.session.scalar(statement)


def alert_by_id(alert_id: int) -> Alert | None:
    """Return the alert with its subscriber, or None."""
    return db.session.scalar(select(Alert).filter_by(id=alert_id).options(joinedload(Alert.subscriber, innerjoin=True)))


def alerts_of(subscriber_id: int) -> Sequence[Alert]:
    """Return all alerts of a subscriber, without unconfirmed ones: those might not be the owner's."""
    statement = select(Alert).where(Alert.subscriber_id == subscriber_id, Alert.state != UNCONFIRMED)
    return db.session.scalars(statement.order_by(Alert.id)).all()


def alerts_of_address(email_normalized: str) -> Sequence[Alert]:
    """Return all alerts of a normalized email address, without unconfirmed ones."""
    subscriber = db.session.scalar(select(Subscriber).filter_by(email_normalized=email_normalized))
    return alerts_of(subscriber.id) if subscriber else []


def alert_count(subscriber_id: int) -> int:
    """Return how many alerts a subscriber has, without ended ones."""
    statement = select(func.count()).select_from(Alert)
    return db.session.scalar(statement.where(Alert.subscriber_id == subscriber_id, Alert.state != ENDED)) or 0


def due_ids(limit: int) -> Sequence[int]:
    """Return the ids of due alerts, the longest overdue first."""
    due = select(Alert.id).where(Alert.state == ACTIVE, Alert.due_at <= now())
    return db.session.scalars(due.order_by(Alert.due_at, Alert.id).limit(limit)).all()


def due_alert(alert_id: int) -> Alert | None:
    """Return the alert if it is still due, with it and its subscriber locked until the transaction ends."""
    due = select(Alert).join(Alert.subscriber).options(contains_eager(Alert.subscriber))
    due = due.where(Alert.id == alert_id, Alert.state == ACTIVE, Alert.due_at <= now())
    return db.session.scalar(due.with_for_update().execution_options(populate_existing=True))


def locked_subscriber(email_normalized: str) -> Subscriber | None:
    """Return the subscriber with this address, locked until the transaction ends."""
    return db.session.scalar(select(Subscriber).filter_by(email_normalized=email_normalized).with_for_update())


def has_unsent_email(alert: Alert) -> bool:
    """Return whether an email of the alert has not been sent yet."""
    unsent = select(OutboundEmail.id).join(AlertEmail, AlertEmail.email_id == OutboundEmail.id)
    unsent = unsent.where(AlertEmail.alert_id == alert.id, OutboundEmail.state != SENT)
    return db.session.scalar(unsent.limit(1)) is not None


def new_postings_for(alert: Alert, limit: int) -> Sequence[int]:
    """Return the ids of matching open postings that the subscriber hasn't been sent yet, newest first.

    Call it inside ``report_timeouts()``, which turns a timeout into SearchTooSlow.
    """
    sent = select(AlertDelivery.posting_id).where(AlertDelivery.subscriber_id == alert.subscriber_id)
    return opened_postings(filter_of(alert.criteria), alert.since, sent, limit)


def postings_with(ids: Sequence[int]) -> list[Posting]:
    """Return the postings with these ids, in this order, with departments and locations loaded."""
    loaded = db.session.scalars(with_places(select(Posting).where(Posting.id.in_(ids))))
    by_id = {posting.id: posting for posting in loaded}
    return [by_id[posting_id] for posting_id in ids if posting_id in by_id]


def expired_ids(state: str, before: datetime, limit: int) -> Sequence[int]:
    """Return the ids of alerts that have been in this state since before ``before``."""
    old = select(Alert.id).where(Alert.state == state, Alert.changed_at < before)
    return db.session.scalars(old.order_by(Alert.changed_at).limit(limit)).all()
