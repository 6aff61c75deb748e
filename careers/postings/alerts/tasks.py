"""Background work for job alerts: answer requests, send new postings, and delete what has expired."""

import logging
from functools import partial
from typing import Any

from careers.company.queries import company_profile
from careers.database import in_transaction, is_conflict, is_unavailable, transaction
from careers.postings.alerts import services
from careers.postings.alerts.queries import due_ids
from careers.tasks import task
from careers.tasks.names import TaskName

log = logging.getLogger(__name__)
BATCH_SIZE = 500


@task(TaskName.ANSWER_ALERT_REQUEST)
def answer(payload: dict[str, Any]) -> None:
    """Answer a request for an alert or for links, by email if at all."""
    in_transaction(partial(services.answer_request, payload["request_id"]))


@task(TaskName.SEND_ALERTS, queue="bulk", every=600)
def send_alerts(_payload: dict[str, Any]) -> None:
    """Send the emails of all due alerts, in a transaction for each alert."""
    zone = company_profile().time_zone
    while ids := due_ids(BATCH_SIZE):
        for alert_id in ids:
            _send(alert_id, zone)


def _send(alert_id: int, zone: str) -> None:
    try:
        in_transaction(partial(services.send_new_postings, alert_id, zone))
    except Exception as error:
        if is_unavailable(error) or is_conflict(error):
            raise
        # A failing alert must not delay the others. The error's text is not logged: it may contain search terms.
        log.error("Alert %d will be tried again at its next time: %s", alert_id, type(error).__name__)  # noqa: TRY400
        in_transaction(partial(services.postpone, alert_id, zone))


@task(TaskName.DELETE_OLD_ALERTS, every=3600)
def sweep_alerts(_payload: dict[str, Any]) -> None:
    """Delete expired alerts and old emails, in short transactions."""
    for delete_batch in (services.delete_expired_alerts, services.delete_old_emails):
        deleted = BATCH_SIZE
        while deleted >= BATCH_SIZE:
            with transaction():
                deleted = delete_batch(BATCH_SIZE)
