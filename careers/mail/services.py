"""What happens to a message: queued, tried, sent, refused, failed, tried again."""

from __future__ import annotations

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
    """Seconds between tries, doubling from ``first`` to ``longest``; ``limit`` tries, or None for no end."""

    first: float
    longest: float
    limit: int | None = None

    def after(self, tries: int) -> float:
        """Seconds to wait after so many tries: a random share, from half to all, of the step."""
        step = min(self.longest, self.first * 2 ** min(tries - 1, 30))
        return step * random.uniform(0.5, 1)  # noqa: S311


SERVER_UNAVAILABLE = Waits(first=2, longest=30)
# 960 tries, seven and a half minutes apart on average: five days.
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
    """Owe somebody an email, in the caller's transaction: it goes out if and only if that commits.

    ``kind`` names the ``@composes`` function that writes it when it is sent; ``context`` is JSON for that
    function, best of ids only. With ``application_id`` the message is erased together with the application.
    Delivery is at least once: after a crash between the server's yes and the record of it, the same
    Message-ID goes out again.
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
    """Note that a try begins; it is counted even if the worker dies in the middle of it."""
    email.attempts += 1
    email.last_attempt_at = now()
    email.subject = subject or email.subject
    db.session.flush()


def record_sent(email: OutboundEmail) -> None:
    """The server has accepted it."""
    email.state, email.sent_at = SENT, now()
    email.next_attempt_at = email.last_error = None
    db.session.flush()


def record_delay(email: OutboundEmail, error: str, seconds: float, *, refused: bool) -> None:
    """It was not accepted and will be tried again in so many seconds."""
    email.last_error = error[:MAX_ERROR_LENGTH]
    email.next_attempt_at = now() + timedelta(seconds=seconds)
    email.refusals += refused
    db.session.flush()


def mark_failed(email: OutboundEmail, error: str) -> None:
    """It is not tried any more until a person asks for it."""
    email.state, email.next_attempt_at = FAILED, None
    email.last_error = error[:MAX_ERROR_LENGTH]
    db.session.flush()


def retry(email: OutboundEmail) -> bool:
    """Try a message now, with all its tries before it. False where it has been sent already."""
    if email.state == SENT:
        return False
    email.state, email.refusals, email.next_attempt_at = WAITING, 0, now()
    db.session.flush()
    _enqueue_delivery(email)
    return True


def withdraw_waiting(email_ids: Sequence[int]) -> Sequence[OutboundEmail]:
    """Forget those of the messages that have not gone out yet; returns them. One that is being sent goes out."""
    waiting = select(OutboundEmail).where(OutboundEmail.id.in_(email_ids), OutboundEmail.state != SENT)
    withdrawn = db.session.scalars(waiting).all()
    forget_emails([message.id for message in withdrawn])
    return withdrawn


def forget_emails(email_ids: Sequence[int]) -> None:
    """Take messages out of the ledger, sent ones too; what was to be sent is not sent any more."""
    gone = delete(OutboundEmail).where(OutboundEmail.id.in_(email_ids))
    db.session.execute(gone.execution_options(synchronize_session=False))


def retry_all_failed() -> int:
    """Try every failed message now; returns how many. The worker enqueues them, as there may be thousands."""
    values = {"state": WAITING, "refusals": 0, "next_attempt_at": now()}
    statement = update(OutboundEmail).where(OutboundEmail.state == FAILED).values(values)
    changed = cast("CursorResult[Any]", db.session.execute(statement)).rowcount
    if changed:
        enqueue(TaskName.REQUEUE_EMAILS, unique_key=f"{TaskName.REQUEUE_EMAILS}:now")
    return changed


def enqueue_missing(after: int, at_most: int) -> int | None:
    """Give waiting messages without a pending task one, ``at_most`` at a time in the order of their ids.

    Returns the id to go on ``after``, or None at the end. No message is ever forgotten, whatever became of
    its task.
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
