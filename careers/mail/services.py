"""What happens to a message: queued, tried, sent, refused, parked, tried again."""

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
from careers.mail.models import PARKED, SENT, WAITING, Message
from careers.tasks import enqueue
from careers.tasks.models import Task

DELIVER, SWEEP = "mail.deliver", "mail.sweep"
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


def queue_message(
    kind: str,
    *,
    to_name: str,
    to_address: str,
    context: dict[str, Any],
    application_id: int | None = None,
) -> Message:
    """Owe somebody an e-mail, in the caller's transaction: it goes out if and only if that commits.

    ``kind`` names the ``@composes`` function that writes it when it is sent; ``context`` is JSON for that
    function, best of ids only. With ``application_id`` the message is erased together with the application.
    Delivery is at least once: after a crash between the server's yes and the record of it, the same
    Message-ID goes out again.
    """
    message = Message(
        kind=kind,
        to_name=header_line(to_name, 200),
        to_address=to_address.strip(),
        context=context,
        message_id=_new_message_id(),
        next_attempt_at=now(),
        application_id=application_id,
    )
    db.session.add(message)
    db.session.flush()
    _enqueue_delivery(message)
    return message


def _new_message_id() -> str:
    domain = current_app.extensions["settings"].mail_from.rpartition("@")[2]
    return f"<{now():%Y%m%dT%H%M%S}.{secrets.token_hex(12)}@{domain.encode('idna').decode('ascii')}>"


def _key(message_id: int) -> str:
    return f"{DELIVER}:{message_id}"


def _enqueue_delivery(message: Message) -> None:
    enqueue(
        DELIVER,
        {"message_id": message.id},
        queue=queue_of(message.kind),
        unique_key=_key(message.id),
        run_at=message.next_attempt_at,
    )


def begin_attempt(message: Message, subject: str = "") -> None:
    """Note that a try begins; it is counted even if the worker dies in the middle of it."""
    message.attempts += 1
    message.last_attempt_at = now()
    message.subject = subject or message.subject
    db.session.flush()


def record_sent(message: Message) -> None:
    """The server has accepted it."""
    message.state, message.sent_at = SENT, now()
    message.next_attempt_at = message.last_error = None
    db.session.flush()


def record_delay(message: Message, error: str, seconds: float, *, refused: bool) -> None:
    """It was not accepted and will be tried again in so many seconds."""
    message.last_error = error[:MAX_ERROR_LENGTH]
    message.next_attempt_at = now() + timedelta(seconds=seconds)
    message.refusals += refused
    db.session.flush()


def park(message: Message, error: str) -> None:
    """It is not tried any more until a person asks for it."""
    message.state, message.next_attempt_at = PARKED, None
    message.last_error = error[:MAX_ERROR_LENGTH]
    db.session.flush()


def retry(message: Message) -> bool:
    """Try a message now, with all its tries before it. False where it has been sent already."""
    if message.state == SENT:
        return False
    message.state, message.refusals, message.next_attempt_at = WAITING, 0, now()
    db.session.flush()
    _enqueue_delivery(message)
    return True


def withdraw_waiting(message_ids: Sequence[int]) -> Sequence[Message]:
    """Forget those of the messages that have not gone out yet; returns them. One that is being sent goes out."""
    waiting = select(Message).where(Message.id.in_(message_ids), Message.state != SENT)
    withdrawn = db.session.scalars(waiting).all()
    forget_messages([message.id for message in withdrawn])
    return withdrawn


def forget_messages(message_ids: Sequence[int]) -> None:
    """Take messages out of the ledger, sent ones too; what was to be sent is not sent any more."""
    gone = delete(Message).where(Message.id.in_(message_ids))
    db.session.execute(gone.execution_options(synchronize_session=False))


def retry_all_parked() -> int:
    """Try every parked message now; returns how many. The worker enqueues them, as there may be thousands."""
    values = {"state": WAITING, "refusals": 0, "next_attempt_at": now()}
    statement = update(Message).where(Message.state == PARKED).values(values)
    changed = cast("CursorResult[Any]", db.session.execute(statement)).rowcount
    if changed:
        enqueue(SWEEP, unique_key=f"{SWEEP}:now")
    return changed


def enqueue_missing(after: int, at_most: int) -> int | None:
    """Give waiting messages without a pending task one, ``at_most`` at a time in the order of their ids.

    Returns the id to go on ``after``, or None at the end. No message is ever forgotten, whatever became of
    its task.
    """
    due = (
        select(Message.id, Message.kind)
        .where(Message.state == WAITING, Message.id > after)
        .order_by(Message.id)
        .limit(at_most)
    )
    waiting = db.session.execute(due).all()
    keys = {_key(message_id): (message_id, kind) for message_id, kind in waiting}
    there = set(db.session.scalars(select(Task.unique_key).where(Task.unique_key.in_(keys))))
    for key in keys.keys() - there:
        message_id, kind = keys[key]
        enqueue(DELIVER, {"message_id": message_id}, queue=queue_of(kind), unique_key=key)
    return waiting[-1][0] if len(waiting) == at_most else None
