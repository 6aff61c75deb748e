"""Deliver emails in the worker."""

from dataclasses import dataclass
from email.message import EmailMessage
from functools import partial
from typing import Any

from flask import Flask, current_app

from careers.config import Settings
from careers.database import is_conflict, is_unavailable, transaction
from careers.mail import queries, services
from careers.mail.composition import CannotCompose, compose
from careers.mail.models import WAITING, OutboundEmail
from careers.mail.services import REFUSED_FOR_GOOD, REFUSED_FOR_NOW, SERVER_UNAVAILABLE, Waits
from careers.mail.transport import NotSent, RefusedForGood, ServerUnavailable, send
from careers.tasks import Postpone, task
from careers.tasks.names import TaskName
from careers.tasks.registry import Record

BATCH = 500
GIVEN_UP = "Delivery kept failing because of a problem on our side: {}"


@dataclass
class ServerHealth:
    """How many times in a row this process found the mail server unavailable."""

    failures: int = 0


def init_health(app: Flask) -> None:
    """Start without failures."""
    app.extensions["mail_server"] = ServerHealth()


def record_failure(payload: dict[str, Any], error: str) -> None:
    """Mark the email as failed, because its task was given up and the log must not promise a delivery."""
    email = queries.email_by_id(payload["email_id"])
    if email is not None and email.state == WAITING:
        services.mark_failed(email, GIVEN_UP.format(error))


@task(TaskName.DELIVER_EMAIL, queue="mail", lease=30, retries="patient", on_failure=record_failure)
def deliver(payload: dict[str, Any]) -> Record | None:
    """Compose the email, send it, and record the outcome together with the task's.

    Does nothing if it was already sent or has failed. Raises Postpone if it should be retried.
    """
    email_id: int = payload["email_id"]
    begun = _begin(email_id)
    if begun is None:
        return None
    email, refusals = begun
    health: ServerHealth = current_app.extensions["mail_server"]
    try:
        send(email, _settings().mail)
    except ServerUnavailable as error:
        health.failures += 1
        seconds = SERVER_UNAVAILABLE.after(health.failures)
        record = partial(_record_delay, email_id, str(error), seconds, refused=False)
        raise Postpone(seconds, str(error), pause=seconds, record=record) from error
    except NotSent as error:
        health.failures = 0
        waits = REFUSED_FOR_GOOD if isinstance(error, RefusedForGood) else REFUSED_FOR_NOW
        return _retry_or_fail(email_id, error, refusals + 1, waits)
    health.failures = 0
    return partial(_record_sent, email_id)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def _begin(email_id: int) -> tuple[EmailMessage, int] | None:
    """Compose the email and count the attempt. Return it with its refusals so far; None if there is nothing to do."""
    try:
        with transaction():
            outbound = _waiting(email_id)
            if outbound is None:
                return None
            email = compose(outbound, _settings().mail_from)
            services.begin_attempt(outbound, str(email["Subject"]))
            return email, outbound.refusals
    except Exception as error:
        if is_unavailable(error) or is_conflict(error):
            raise
        reason = str(error) if isinstance(error, CannotCompose) else f"{type(error).__name__}: {error}"
    with transaction():
        outbound = _waiting(email_id)
        if outbound is not None:
            services.begin_attempt(outbound)
            services.mark_failed(outbound, f"The message couldn’t be composed. {reason}")
    return None


def _waiting(email_id: int) -> OutboundEmail | None:
    email = queries.email_by_id(email_id)
    return email if email is not None and email.state == WAITING else None


def _retry_or_fail(email_id: int, error: NotSent, refusals: int, waits: Waits) -> Record:
    if waits.limit is not None and refusals >= waits.limit:
        return partial(_record_failed, email_id, str(error))
    seconds = waits.after(refusals)
    record = partial(_record_delay, email_id, str(error), seconds, refused=True)
    raise Postpone(seconds, str(error), record=record) from error


# The email may be gone when its outcome is recorded: its application was erased in the meantime.
def _record_sent(email_id: int) -> None:
    email = queries.email_by_id(email_id)
    if email is not None:
        services.record_sent(email)


def _record_delay(email_id: int, error: str, seconds: float, *, refused: bool) -> None:
    email = _waiting(email_id)
    if email is not None:
        services.record_delay(email, error, seconds, refused=refused)


def _record_failed(email_id: int, error: str) -> None:
    email = _waiting(email_id)
    if email is not None:
        services.mark_failed(email, error)


@task(TaskName.REQUEUE_EMAILS, every=900)
def sweep(_payload: dict[str, Any]) -> None:
    """Make sure that every waiting email has a task, in short transactions."""
    after: int | None = 0
    while after is not None:
        with transaction():
            after = services.enqueue_missing(after, BATCH)
