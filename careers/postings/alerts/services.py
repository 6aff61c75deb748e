"""Request, confirm, change, send, pause, end, and delete job alerts. Nothing here commits.

Anyone can type anyone's address. Until someone has followed the link in the confirmation, an address gets nothing
else, and the site's response is the same for every address.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Delete, delete, select

from careers.accounts.throttle import TooManyAttemptsError, count_request
from careers.clock import now, to_local
from careers.company.queries import company_profile
from careers.database import db
from careers.errors import DomainError
from careers.mail.addresses import normalized
from careers.mail.kinds import EmailKind
from careers.mail.models import OutboundEmail
from careers.mail.services import forget_emails, queue_email, withdraw_waiting
from careers.postings.alerts.criteria import criteria_hash
from careers.postings.alerts.models import (
    ACTIVE,
    ENDED,
    PAUSED,
    UNCONFIRMED,
    WEEKLY,
    Alert,
    AlertDelivery,
    AlertEmail,
    AlertRequest,
    Criteria,
    Subscriber,
)
from careers.postings.alerts.queries import (
    alert_count,
    alerts_of,
    due_alert,
    expired_ids,
    has_unsent_email,
    locked_subscriber,
    new_postings_for,
)
from careers.postings.alerts.tokens import new_key
from careers.search.query_timeout import report_timeouts
from careers.tasks import enqueue
from careers.tasks.names import TaskName

MORNING, MONDAY = time(8), 0
MAX_ALERTS = 10  # of one address
MAX_IN_EMAIL = 25  # postings; the rest comes with the next email
# How long a new alert can be confirmed, and an ended alert resumed.
UNCONFIRMED_LIFETIME, ENDED_LIFETIME = timedelta(days=7), timedelta(days=30)
# There may be thousands of emails a day, and old ones in the log are of no use.
SENT_EMAIL_LIFETIME = timedelta(days=90)
# The state after each action of the subscriber, by the state before; in any other state, the action does nothing.
TRANSITIONS = {
    "confirm": {UNCONFIRMED: ACTIVE},
    "pause": {ACTIVE: PAUSED},
    "resume": {PAUSED: ACTIVE, ENDED: ACTIVE},
    "end": {UNCONFIRMED: ENDED, ACTIVE: ENDED, PAUSED: ENDED},
}


class TooManyAlerts(DomainError):
    """The address already has the maximum number of alerts."""

    def __init__(self) -> None:
        super().__init__(f"This address already has {MAX_ALERTS} alerts. End one first.")


def record_request(address: str, remote: str, *, criteria: Criteria | None = None, frequency: str = WEEKLY) -> None:
    """Record a request for an alert, or, without ``criteria``, for links to existing ones.

    Requests over the limit are dropped silently, so as not to reveal those of others. The worker looks the address up,
    so that neither the response nor its timing reveals whether the address has alerts.
    """
    try:
        count_request("alerts", normalized(address), remote)
    except TooManyAttemptsError:
        return
    request = AlertRequest(address=address.strip(), criteria=criteria, frequency=frequency)
    db.session.add(request)
    db.session.flush()
    enqueue(TaskName.ANSWER_ALERT_REQUEST, {"request_id": request.id})


def answer_request(request_id: int) -> None:
    """Queue the email that fits the state of the address, if any. Running twice sends it once."""
    request = db.session.get(AlertRequest, request_id)
    if request is None:
        return
    subscriber = locked_subscriber(normalized(request.address))
    if request.criteria is not None:
        _ask_to_confirm(subscriber or _new_subscriber(request.address), request)
    elif subscriber is not None:
        _send_links(subscriber)
    db.session.delete(request)
    db.session.flush()


def confirm(alert: Alert) -> None:
    """Activate the alert; its first email covers what has opened since it was requested."""
    if _apply(alert, "confirm"):
        alert.confirmed_at = now()


def pause(alert: Alert) -> None:
    """Pause the alert; after ``resume``, its next email covers what opened in the meantime and is still open."""
    _apply(alert, "pause")


def resume(alert: Alert) -> None:
    """Resume a paused alert, or restart an ended alert for what opens from now on. Raises TooManyAlerts."""
    if alert.state == ENDED:
        if alert_count(alert.subscriber_id) >= MAX_ALERTS:
            raise TooManyAlerts
        alert.since = now()
    if _apply(alert, "resume"):
        alert.confirmed_at = alert.confirmed_at or now()


def end(alert: Alert) -> None:
    """End the alert and withdraw its queued emails. Running twice changes nothing."""
    if _apply(alert, "end"):
        _withdraw(alert)


def change_frequency(alert: Alert, frequency: str) -> None:
    """Change how often emails are sent."""
    alert.frequency = frequency
    _schedule(alert)
    db.session.flush()


def delete_subscriber(subscriber: Subscriber) -> None:
    """Delete an address with its alerts, deliveries, and emails."""
    _delete_emails(AlertEmail.subscriber_id == subscriber.id)
    _delete(delete(Subscriber).where(Subscriber.id == subscriber.id))


def forget_address(email_normalized: str) -> None:
    """Delete everything about an address, if it has alerts."""
    subscriber = locked_subscriber(email_normalized)
    if subscriber is not None:
        delete_subscriber(subscriber)


def delete_expired_alerts(limit: int) -> int:
    """Delete old unconfirmed and ended alerts, and addresses left without alerts; return the number of alerts."""
    expired = [*expired_ids(UNCONFIRMED, now() - UNCONFIRMED_LIFETIME, limit)]
    expired += expired_ids(ENDED, now() - ENDED_LIFETIME, limit)
    subscribers = set(db.session.scalars(select(Alert.subscriber_id).where(Alert.id.in_(expired))))
    _delete_emails(AlertEmail.alert_id.in_(expired))
    _delete(delete(Alert).where(Alert.id.in_(expired)))
    with_alerts = db.session.scalars(select(Alert.subscriber_id).where(Alert.subscriber_id.in_(subscribers)))
    _delete(delete(Subscriber).where(Subscriber.id.in_(subscribers.difference(with_alerts))))
    return len(expired)


def delete_old_emails(limit: int) -> int:
    """Delete old sent emails from the log; return how many."""
    statement = select(AlertEmail.email_id).join(OutboundEmail, OutboundEmail.id == AlertEmail.email_id)
    statement = statement.where(OutboundEmail.sent_at < now() - SENT_EMAIL_LIFETIME)
    old = db.session.scalars(statement.order_by(AlertEmail.email_id).limit(limit)).all()
    forget_emails(old)
    return len(old)


def send_new_postings(alert_id: int, zone: str) -> bool:
    """Queue an email if there are new postings for the alert; return whether there are any.

    The postings, the email, and the next time are written in one transaction that holds the subscriber's row, so that
    neither two alerts nor two workers can send a posting twice. Raises SearchTooSlow.
    """
    alert = due_alert(alert_id)
    if alert is None:
        return False
    alert.due_at = next_due(alert.frequency, now(), zone)
    # Emails must not pile up while a mail server is down or a mailbox is gone.
    if has_unsent_email(alert):
        return False
    with report_timeouts():
        posting_ids = new_postings_for(alert, MAX_IN_EMAIL)
    if posting_ids:
        db.session.add_all(
            AlertDelivery(subscriber_id=alert.subscriber_id, posting_id=posting_id) for posting_id in posting_ids
        )
        _queue_email(EmailKind.ALERT_NEW_POSTINGS, alert.subscriber, alert, posting_ids)
    return bool(posting_ids)


def postpone(alert_id: int, zone: str) -> None:
    """Move a due alert to its next time, because it could not be processed."""
    alert = due_alert(alert_id)
    if alert is not None:
        alert.due_at = next_due(alert.frequency, now(), zone)


def _queue_email(kind: str, subscriber: Subscriber, alert: Alert | None, posting_ids: Sequence[int] = ()) -> None:
    context: dict[str, Any] = {"subscriber_id": subscriber.id}
    context |= {"alert_id": alert.id, "posting_ids": list(posting_ids)} if alert else {}
    email = queue_email(kind, to_name="", to_address=subscriber.email, context=context)
    link = AlertEmail(email_id=email.id, subscriber_id=subscriber.id, alert_id=alert and alert.id)
    db.session.add(link)
    db.session.flush()


def _new_subscriber(address: str) -> Subscriber:
    subscriber = Subscriber(email=address, email_normalized=normalized(address))
    db.session.add(subscriber)
    db.session.flush()
    return subscriber


def _ask_to_confirm(subscriber: Subscriber, request: AlertRequest) -> None:
    assert request.criteria is not None  # noqa: S101  # nosec B101
    key = {"subscriber_id": subscriber.id, "criteria_hash": criteria_hash(request.criteria)}
    alert = db.session.scalar(select(Alert).filter_by(**key))
    is_confirmed = alert is not None and alert.state in (ACTIVE, PAUSED)
    is_new = alert is None or alert.state == ENDED
    if is_confirmed or (is_new and alert_count(subscriber.id) >= MAX_ALERTS):
        _send_links(subscriber)
        return
    if alert is None:
        alert = Alert(key=new_key(), criteria=request.criteria, **key)
        db.session.add(alert)
    alert.state, alert.frequency, alert.due_at = UNCONFIRMED, request.frequency, None
    alert.since = alert.changed_at = request.at
    db.session.flush()
    _queue_email(EmailKind.ALERT_CONFIRMATION, subscriber, alert)


def _send_links(subscriber: Subscriber) -> None:
    # Unconfirmed addresses might belong to someone else, and get no links.
    if alerts_of(subscriber.id):
        _queue_email(EmailKind.ALERT_LINKS, subscriber, None)


def _apply(alert: Alert, action: str) -> bool:
    state = TRANSITIONS[action].get(alert.state)
    if state is None:
        return False
    alert.state, alert.changed_at = state, now()
    _schedule(alert)
    db.session.flush()
    return True


def _schedule(alert: Alert) -> None:
    zone = company_profile().time_zone
    alert.due_at = next_due(alert.frequency, now(), zone) if alert.state == ACTIVE else None


def _withdraw(alert: Alert) -> None:
    ids = list(db.session.scalars(select(AlertEmail.email_id).where(AlertEmail.alert_id == alert.id)))
    for email in withdraw_waiting(ids):
        is_unsent = AlertDelivery.posting_id.in_(email.context.get("posting_ids", []))
        _delete(delete(AlertDelivery).where(AlertDelivery.subscriber_id == alert.subscriber_id, is_unsent))


def _delete_emails(condition: ColumnElement[bool]) -> None:
    forget_emails(db.session.scalars(select(AlertEmail.email_id).where(condition)).all())


def _delete(statement: Delete) -> None:
    db.session.execute(statement.execution_options(synchronize_session=False))


def next_due(frequency: str, after: datetime, zone: str) -> datetime:
    """Return the next morning after the instant, in UTC; for weekly alerts, the next Monday's."""
    local = to_local(after, zone)
    day = local.date() + timedelta(days=local.time() >= MORNING)
    if frequency == WEEKLY:
        day += timedelta(days=(MONDAY - day.weekday()) % 7)
    return datetime.combine(day, MORNING, ZoneInfo(zone)).astimezone(UTC)
