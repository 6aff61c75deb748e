"""Email subscribers about new postings: once per period, and each posting once. Nothing here commits."""

from careers.clock import now
from careers.database import db
from careers.mail.kinds import EmailKind
from careers.postings.alerts.models import AlertDelivery
from careers.postings.alerts.queries import due_alert, has_unsent_message, new_postings_for
from careers.postings.alerts.services import next_due, queue_alert_message
from careers.search.query_timeout import report_timeouts

# The rest comes with the next email.
MAX_IN_MESSAGE = 25


def send_new_postings(alert_id: int, zone: str) -> bool:
    """Queue an email if there are new postings for the alert; return whether there were.

    The postings, the email, and the next time are written in one transaction that holds the subscriber's row, so that
    neither two alerts nor two workers send a posting twice. Raises SearchTooSlow.
    """
    alert = due_alert(alert_id)
    if alert is None:
        return False
    alert.due_at = next_due(alert.frequency, now(), zone)
    # Emails must not pile up while a mail server is down or a mailbox is gone.
    if has_unsent_message(alert):
        return False
    with report_timeouts():
        found = new_postings_for(alert, MAX_IN_MESSAGE)
    if found:
        db.session.add_all(
            AlertDelivery(subscriber_id=alert.subscriber_id, posting_id=posting_id) for posting_id in found
        )
        queue_alert_message(EmailKind.ALERT_NEW_POSTINGS, alert.subscriber, alert, found)
    return bool(found)


def postpone(alert_id: int, zone: str) -> None:
    """Try the alert again at its next time, because its search took too long."""
    alert = due_alert(alert_id)
    if alert is not None:
        alert.due_at = next_due(alert.frequency, now(), zone)
