"""Queue emails and record what happens to them. Nothing here commits."""

import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from flask import current_app
from sqlalchemy import CursorResult, delete, select, update

from careers.clock import now
from careers.database import db
from careers.mail.composition import header_line, queue_of
from careers.mail.models import FAILED, SENT, WAITING, OutboundEmail
from careers.tasks import enqueue
from careers.tasks.models import Task
from careers.tasks.names import TaskName

MAX_ERROR_LENGTH = 1000


@dataclass(frozen=True)
class Waits:
    """Seconds between attempts, doubling from ``first`` to ``longest``; ``limit`` attempts, or None for unlimited."""

    first: float
    longest: float
    limit: int | None = None

    def after(self, tries: int) -> float:
        """Return the seconds to wait after so many attempts: a random 50 to 100% of the step."""
        step = min(self.longest, self.first * 2 ** min(tries - 1, 30))
        return step * random.uniform(0.5, 1)  # noqa: S311


SERVER_UNAVAILABLE = Waits(first=2, longest=30)
# 960 attempts, on average seven and a half minutes apart: five days.
REFUSED_FOR_NOW = Waits(first=10, longest=600, limit=960)
REFUSED_FOR_GOOD = Waits(first=10, longest=600, limit=3)


def queue_email(
    kind: str,
    *,
    to_name: str,
    to_address: str,
    context: dict[str, Any],
    application_id: int | None = None,
) -> OutboundEmail:
    """Queue an email in the caller's transaction: it is sent if and only if that commits.

    ``kind`` names the ``@composes`` function that writes it when it is sent; ``context`` is JSON for that function,
    preferably only ids. With ``application_id``, the email is erased together with the application. Delivery is at
    least once: after a crash between the server's acceptance and the record of it, the same Message-ID is sent again.
    """
    email = OutboundEmail(
        kind=kind,
        to_name=header_line(to_name, 200),
        to_address=to_address.strip(),
        context=context,
        message_id=_new_message_id(),
        next_attempt_at=now(),
        application_id=application_id,
    )
    db.session.add(email)
    db.session.flush()
    _enqueue_delivery(email)
    return email


def _new_message_id() -> str:
    domain = current_app.extensions["settings"].mail_from.rpartition("@")[2]
    return f"<{now():%Y%m%dT%H%M%S}.{secrets.token_hex(12)}@{domain.encode('idna').decode('ascii')}>"


def _key(email_id: int) -> str:
    return f"{TaskName.DELIVER_EMAIL}:{email_id}"


def _enqueue_delivery(email: OutboundEmail) -> None:
    enqueue(
        TaskName.DELIVER_EMAIL,
        {"email_id": email.id},
        queue=queue_of(email.kind),
        unique_key=_key(email.id),
        run_at=email.next_attempt_at,
    )


def begin_attempt(email: OutboundEmail, subject: str = "") -> None:
    """Record that an attempt starts; it counts even if the worker dies during it."""
    email.attempts += 1
    email.last_attempt_at = now()
    email.subject = subject or email.subject
    db.session.flush()


def record_sent(email: OutboundEmail) -> None:
    """Record that the server has accepted the email."""
    email.state, email.sent_at = SENT, now()
    email.next_attempt_at = email.last_error = None
    db.session.flush()


def record_delay(email: OutboundEmail, error: str, seconds: float, *, refused: bool) -> None:
    """Record that the email was not accepted and will be retried in so many seconds."""
    email.last_error = error[:MAX_ERROR_LENGTH]
    email.next_attempt_at = now() + timedelta(seconds=seconds)
    email.refusals += refused
    db.session.flush()


def mark_failed(email: OutboundEmail, error: str) -> None:
    """Record that the email will not be retried until a person asks for it."""
    email.state, email.next_attempt_at = FAILED, None
    email.last_error = error[:MAX_ERROR_LENGTH]
    db.session.flush()


def retry(email: OutboundEmail) -> bool:
    """Send an email again now, with a full set of attempts. Return False if it was already sent."""
    if email.state == SENT:
        return False
    email.state, email.refusals, email.next_attempt_at = WAITING, 0, now()
    db.session.flush()
    _enqueue_delivery(email)
    return True


def withdraw_waiting(email_ids: Sequence[int]) -> Sequence[OutboundEmail]:
    """Delete those of the emails that have not been sent, and return them.

    One that is being sent right now is still sent.
    """
    waiting = select(OutboundEmail).where(OutboundEmail.id.in_(email_ids), OutboundEmail.state != SENT)
    withdrawn = db.session.scalars(waiting).all()
    forget_emails([message.id for message in withdrawn])
    return withdrawn


def forget_emails(email_ids: Sequence[int]) -> None:
    """Delete emails from the log, including sent ones; unsent ones will not be sent."""
    gone = delete(OutboundEmail).where(OutboundEmail.id.in_(email_ids))
    db.session.execute(gone.execution_options(synchronize_session=False))


def retry_all_failed() -> int:
    """Retry every failed email now; return how many. The worker enqueues them, because there may be thousands."""
    values = {"state": WAITING, "refusals": 0, "next_attempt_at": now()}
    statement = update(OutboundEmail).where(OutboundEmail.state == FAILED).values(values)
    changed = cast("CursorResult[Any]", db.session.execute(statement)).rowcount
    if changed:
        enqueue(TaskName.REQUEUE_EMAILS, unique_key=f"{TaskName.REQUEUE_EMAILS}:now")
    return changed


def enqueue_missing(after: int, at_most: int) -> int | None:
    """Enqueue a task for waiting emails without one, ``at_most`` at a time, ordered by id.

    Returns the id to continue after, or None at the end. So no email is ever forgotten, whatever happened to its
    task.
    """
    due = (
        select(OutboundEmail.id, OutboundEmail.kind)
        .where(OutboundEmail.state == WAITING, OutboundEmail.id > after)
        .order_by(OutboundEmail.id)
        .limit(at_most)
    )
    waiting = db.session.execute(due).all()
    keys = {_key(email_id): (email_id, kind) for email_id, kind in waiting}
    there = set(db.session.scalars(select(Task.unique_key).where(Task.unique_key.in_(keys))))
    for key in keys.keys() - there:
        email_id, kind = keys[key]
        enqueue(TaskName.DELIVER_EMAIL, {"email_id": email_id}, queue=queue_of(kind), unique_key=key)
    return waiting[-1][0] if len(waiting) == at_most else None
