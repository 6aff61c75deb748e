"""Request, confirm, change, pause, end, and delete job alerts. Nothing here commits.

Anyone can type anyone's address. Until someone has followed the link in the confirmation, an address gets nothing
else, and the site's response is the same for every address.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, delete, select

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
    expired_ids,
    subscriber_to_change,
)
from careers.postings.alerts.tokens import new_key
from careers.tasks import enqueue
from careers.tasks.names import TaskName

MORNING, MONDAY = time(8), 0
MAX_ALERTS = 10  # of one address
# How long an alert can be confirmed, and how long an ended one can be resumed.
UNCONFIRMED_LIFETIME, ENDED_LIFETIME = timedelta(days=7), timedelta(days=30)
# There may be thousands of these a day; nobody looks for older ones in the email log.
SENT_MESSAGE_LIFETIME = timedelta(days=90)
# What each action of the subscriber does to the state; anything else changes nothing.
STEPS = {
    "confirm": {UNCONFIRMED: ACTIVE},
    "pause": {ACTIVE: PAUSED},
    "begin": {PAUSED: ACTIVE, ENDED: ACTIVE},
    "end": {UNCONFIRMED: ENDED, ACTIVE: ENDED, PAUSED: ENDED},
}


class TooManyAlerts(DomainError):
    """The address has as many alerts as it may have."""

    def __init__(self) -> None:
        super().__init__(f"This address already has {MAX_ALERTS} alerts. End one first.")


def take_request(
    address: str, remote: str, *, criteria: Criteria | None = None, frequency: str = WEEKLY
) -> None:
    """Record a request for an alert, or, without ``criteria``, for links to existing ones.

    Too many requests are dropped silently, so as not to reveal that someone else asked. The worker looks the address
    up, so that the response neither says nor takes longer if it is known.
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
    """Queue the one email that is right for the address, if any. Running twice sends it once."""
    request = db.session.get(AlertRequest, request_id)
    if request is None:
        return
    subscriber = subscriber_to_change(normalized(request.address))
    if request.criteria is not None:
        _ask_to_confirm(subscriber or _new_subscriber(request.address), request)
    elif subscriber is not None:
        _send_links(subscriber)
    db.session.delete(request)
    db.session.flush()


def confirm(alert: Alert) -> None:
    """Activate the alert; what opened since it was requested is new to it."""
    if _step(alert, "confirm"):
        alert.confirmed_at = now()


def pause(alert: Alert) -> None:
    """Send nothing until ``resume``, which then covers what opened meanwhile and is still open."""
    _step(alert, "pause")


def resume(alert: Alert) -> None:
    """Continue after a pause, or start again after an end, with what opens from now on. Raises TooManyAlerts."""
    if alert.state == ENDED:
        if alert_count(alert.subscriber_id) >= MAX_ALERTS:
            raise TooManyAlerts
        alert.since = now()
    if _step(alert, "begin"):
        alert.confirmed_at = alert.confirmed_at or now()


def end(alert: Alert) -> None:
    """Send nothing more, not even what is already queued. Running twice does nothing more."""
    if _step(alert, "end"):
        _withdraw(alert)


def change_frequency(alert: Alert, frequency: str) -> None:
    """Change how often emails are sent."""
    alert.frequency = frequency
    _schedule(alert)
    db.session.flush()


def delete_subscriber(subscriber: Subscriber) -> None:
    """Delete an address with its alerts, deliveries, and emails."""
    _forget(AlertEmail.subscriber_id == subscriber.id)
    _delete_subscribers([subscriber.id])


def forget_address(email_normalized: str) -> None:
    """Delete everything about an address, if it has alerts."""
    subscriber = subscriber_to_change(email_normalized)
    if subscriber is not None:
        delete_subscriber(subscriber)


def sweep(at_most: int) -> int:
    """Delete old unconfirmed and ended alerts, and addresses without any; return how many alerts."""
    old = [*expired_ids(UNCONFIRMED, now() - UNCONFIRMED_LIFETIME, at_most)]
    old += expired_ids(ENDED, now() - ENDED_LIFETIME, at_most)
    people = list(db.session.scalars(select(Alert.subscriber_id).where(Alert.id.in_(old)).distinct()))
    _forget(AlertEmail.alert_id.in_(old))
    db.session.execute(delete(Alert).where(Alert.id.in_(old)).execution_options(synchronize_session=False))
    left = select(Alert.subscriber_id).where(Alert.subscriber_id.in_(people))
    staying = set(db.session.scalars(left))
    _delete_subscribers([number for number in people if number not in staying])
    return len(old)


def sweep_messages(at_most: int) -> int:
    """Delete old sent emails from the log; return how many."""
    statement = select(AlertEmail.email_id).join(OutboundEmail, OutboundEmail.id == AlertEmail.email_id)
    statement = statement.where(OutboundEmail.sent_at < now() - SENT_MESSAGE_LIFETIME).order_by(
        AlertEmail.email_id
    )
    old = db.session.scalars(statement.limit(at_most)).all()
    forget_emails(old)
    return len(old)


def queue_alert_message(
    kind: str, subscriber: Subscriber, alert: Alert | None, posting_ids: Sequence[int] = ()
) -> None:
    """Queue an email to a subscriber, and record that it is theirs."""
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
    wanted = criteria_hash(request.criteria)
    alert = db.session.scalar(select(Alert).filter_by(subscriber_id=subscriber.id, criteria_hash=wanted))
    if alert is not None and alert.state in (ACTIVE, PAUSED):
        _send_links(subscriber)
        return
    if (alert is None or alert.state == ENDED) and alert_count(subscriber.id) >= MAX_ALERTS:
        _send_links(subscriber)
        return
    if alert is None:
        alert = Alert(
            key=new_key(), subscriber_id=subscriber.id, criteria=request.criteria, criteria_hash=wanted
        )
        db.session.add(alert)
    alert.state, alert.frequency, alert.due_at = UNCONFIRMED, request.frequency, None
    alert.since = alert.changed_at = request.at
    db.session.flush()
    queue_alert_message(EmailKind.ALERT_CONFIRMATION, subscriber, alert)


def _send_links(subscriber: Subscriber) -> None:
    """Send links, unless nobody has confirmed the address yet."""
    if alerts_of(subscriber.id):
        queue_alert_message(EmailKind.ALERT_LINKS, subscriber, None)


def _step(alert: Alert, step: str) -> bool:
    state = STEPS[step].get(alert.state)
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
    for message in withdraw_waiting(ids):
        untold = AlertDelivery.posting_id.in_(message.context.get("posting_ids", []))
        gone = delete(AlertDelivery).where(AlertDelivery.subscriber_id == alert.subscriber_id, untold)
        db.session.execute(gone.execution_options(synchronize_session=False))


def _forget(which: ColumnElement[bool]) -> None:
    forget_emails(db.session.scalars(select(AlertEmail.email_id).where(which)).all())


def _delete_subscribers(ids: Sequence[int]) -> None:
    gone = delete(Subscriber).where(Subscriber.id.in_(ids))
    db.session.execute(gone.execution_options(synchronize_session=False))


def next_due(frequency: str, after: datetime, zone: str) -> datetime:
    """Return the next morning after the instant, in UTC; for weekly alerts, the next Monday's."""
    local = to_local(after, zone)
    day = local.date() + timedelta(days=local.time() >= MORNING)
    if frequency == WEEKLY:
        day += timedelta(days=(MONDAY - day.weekday()) % 7)
    return datetime.combine(day, MORNING, ZoneInfo(zone)).astimezone(UTC)
