"""Write messages to the candidate, now or after a delay, and take the candidate's replies. Nothing here commits."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, update

from careers.accounts.models import User
from careers.applications.event_kinds import EventKind
from careers.applications.messages import queries
from careers.applications.messages.models import RETRACTED, SENT, WAITING, Message, MessageText
from careers.applications.models import Application, Event
from careers.applications.services import record_candidate_event
from careers.applications.signals import reply_received
from careers.clock import now
from careers.database import db
from careers.errors import DomainError
from careers.mail.composition import header_line
from careers.mail.kinds import EmailKind
from careers.mail.services import queue_email
from careers.tasks import enqueue
from careers.tasks.names import TaskName
from careers.versions import count_up

MAX_SUBJECT_LENGTH, MAX_MESSAGE_LENGTH, MAX_REPLY_LENGTH = 150, 10_000, 5_000
# Replies per application; the second limit keeps the hiring team's mailbox from being flooded.
REPLY_LIMITS = ((5, timedelta(hours=1)), (20, timedelta(days=1)))


class TooManyReplies(DomainError):
    """The candidate has sent too many replies in a short time."""

    def __init__(self) -> None:
        super().__init__(
            "You’ve sent several messages in a short time. The hiring team has them all. "
            "Wait an hour before sending another; what you typed is still here."
        )


class NothingToReplyTo(DomainError):
    """The candidate has received no message to reply to."""

    def __init__(self) -> None:
        super().__init__("There’s no message to reply to yet.")


@dataclass(frozen=True)
class Words:
    """A message's subject and body, and the key of its form, which makes a repeated submission the same message."""

    subject: str
    body: str
    form_key: str

    @property
    def fingerprint(self) -> str:
        """Return a digest that is equal for the same text from the same form."""
        whole = f"{self.form_key}\n{self.subject}\n{self.body}"
        return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()


def write_message(
    application: Application,
    words: Words,
    *,
    by: User,
    delay: timedelta = timedelta(0),
    decision: Event | None = None,
) -> Message:
    """Write to the candidate; the message is sent after ``delay``. Repeating the same form returns the first message.

    ``decision`` is the event that it announces: the candidate doesn't see that either while the message waits.
    """
    known = queries.same_message(application.id, words.fingerprint)
    if known is not None:
        return known
    message = _message(application, words, state=WAITING, due_at=now() + delay, read_at=now())
    message.author_id, message.author_name = by.id, by.name
    message.decision_id = decision.id if decision else None
    db.session.add(message)
    db.session.flush()
    mark_read(application.id)
    if delay > timedelta(0):
        enqueue(TaskName.RELEASE_MESSAGE, {"message_id": message.id}, run_at=message.due_at)
    else:
        release(message, application)
    return message


def release(message: Message, application: Application) -> bool:
    """Send a waiting message: the candidate sees it and gets an email. Return False if it was retracted."""
    if not turn(message, SENT, sent_at=now()):
        return False
    message.email_id = queue_email(
        EmailKind.MESSAGE,
        to_name=application.name,
        to_address=application.email,
        context={"message_id": message.id},
        application_id=application.id,
    ).id
    event = Event(
        application_id=application.id,
        kind=EventKind.MESSAGE_SENT,
        actor_id=message.author_id,
        actor_name=message.author_name,
        details={"message": message.id},
    )
    db.session.add(event)
    db.session.flush()
    return True


def reply(application: Application, words: Words) -> Message:
    """Record the candidate's message and notify the team. Raises NothingToReplyTo and TooManyReplies.

    The posting must be loaded. Repeating the same form creates one reply.
    """
    known = queries.same_message(application.id, words.fingerprint)
    if known is not None:
        return known
    if queries.last_message_to_candidate(application.id) is None:
        raise NothingToReplyTo
    if any(queries.replies_since(application.id, now() - window) >= most for most, window in REPLY_LIMITS):
        raise TooManyReplies
    message = _message(application, words, is_reply=True, sent_at=now(), author_name=application.name)
    db.session.add(message)
    # This increases the version, so that nobody decides on a page that doesn't show the reply.
    count_up(application)
    record_candidate_event(application, EventKind.REPLY_RECEIVED, {"message": message.id})
    reply_received.send(application)
    return message


def mark_read(application_id: int) -> int:
    """Mark the replies to this application as read; return how many were unread."""
    unread = Message.application_id == application_id, Message.read_at.is_(None)
    statement = update(Message).where(*unread).values(read_at=now())
    return _rows(statement)


def _message(application: Application, words: Words, **values: Any) -> Message:
    return Message(
        application_id=application.id,
        subject=header_line(words.subject, MAX_SUBJECT_LENGTH),
        fingerprint=words.fingerprint,
        text=MessageText(body=words.body),
        **values,
    )


def _rows(statement: Any) -> int:
    result = db.session.execute(statement.execution_options(synchronize_session=False))
    return cast("CursorResult[Any]", result).rowcount


def turn(message: Message, state: str, **values: Any) -> bool:
    """Change the state of a waiting message; return False if it no longer waits.

    A single statement, so that of sending and retracting a message exactly one happens.
    """
    waiting = Message.id == message.id, Message.state == WAITING
    statement = update(Message).where(*waiting).values(state=state, **values)
    turned = _rows(statement)
    db.session.refresh(message, ["state", "sent_at"])
    return turned == 1


def retract_decision(application: Application) -> bool:
    """Retract the message that announces a decision; return False if none is waiting."""
    message = queries.waiting_decision_message(application.id)
    return message is not None and turn(message, RETRACTED)
