"""Background work for job alerts: answer requests, send new postings, and delete what has expired."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from careers.company.queries import company_profile
from careers.database import in_transaction, is_conflict, is_unavailable, transaction
from careers.postings.alerts import services
from careers.postings.alerts.delivery_services import postpone, send_new_postings
from careers.postings.alerts.queries import due_ids
from careers.tasks import task
from careers.tasks.names import TaskName

log = logging.getLogger(__name__)
AT_ONCE = 500


@task(TaskName.ANSWER_ALERT_REQUEST)
def answer(payload: dict[str, Any]) -> None:
    """Answer a request for an alert or for links, by email or not at all."""
    in_transaction(partial(services.answer_request, payload["request_id"]))


@task(TaskName.SEND_ALERTS, queue="bulk", every=600)
def send_alerts(_payload: dict[str, Any]) -> None:
    """Email everyone whose alert is due, in one transaction each."""
    zone = company_profile().time_zone
    while ids := due_ids(AT_ONCE):
        for alert_id in ids:
            _send(alert_id, zone)


def _send(alert_id: int, zone: str) -> None:
    try:
        in_transaction(partial(send_new_postings, alert_id, zone))
    except Exception as error:
        if is_unavailable(error) or is_conflict(error):
            raise
        # One alert that fails must not keep all others waiting.
        # Its text is left out, because it may contain search terms.
        log.error("Alert %d is tried again at its next time: %s", alert_id, type(error).__name__)  # noqa: TRY400
        in_transaction(partial(postpone, alert_id, zone))


@task(TaskName.DELETE_OLD_ALERTS, every=3600)
def sweep_alerts(_payload: dict[str, Any]) -> None:
    """Delete expired alerts and old emails, in short transactions."""
    for swept in (services.sweep, services.sweep_messages):
        _until_none(swept)


def _until_none(sweep: Callable[[int], int]) -> None:
    deleted = AT_ONCE
    while deleted >= AT_ONCE:
        with transaction():
            deleted = sweep(AT_ONCE)
