"""Read messages: an application's thread, and messages that are due or unread."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from careers.applications.messages.models import SENT, WAITING, Message
from careers.applications.models import Application
from careers.database import db

MAX_MESSAGES = 200  # of one application, on a page


def thread_of(application_id: int) -> Sequence[Message]:
    """Return an application's messages with their texts, oldest first; if there are very many, the newest ones."""
    statement = select(Message).where(Message.application_id == application_id).options(joinedload(Message.text))
    return db.session.scalars(statement.order_by(Message.id.desc()).limit(MAX_MESSAGES)).all()[::-1]


def message_with_text(message_id: int) -> Message | None:
    """Return a message with its text, or None."""
    return db.session.scalar(select(Message).where(Message.id == message_id).options(joinedload(Message.text)))


def same_message(application_id: int, fingerprint: str) -> Message | None:
    """Return the message that the same form with the same text created earlier, or None."""
    statement = select(Message).where(Message.application_id == application_id, Message.fingerprint == fingerprint)
    return db.session.scalar(statement)


def due_message_ids(before: datetime, limit: int) -> Sequence[int]:
    """Return the ids of messages whose delay is over, the longest overdue first."""
    statement = select(Message.id).where(Message.state == WAITING, Message.due_at <= before)
    return db.session.scalars(statement.order_by(Message.due_at, Message.id).limit(limit)).all()


def replies_since(application_id: int, since: datetime) -> int:
    """Return how many replies have arrived since then."""
    statement = select(func.count()).select_from(Message)
    recent = Message.application_id == application_id, Message.is_reply, Message.created_at > since
    return db.session.scalar(statement.where(*recent)) or 0


def last_message_to_candidate(application_id: int) -> Message | None:
    """Return the latest message that was sent to the candidate."""
    conditions = Message.application_id == application_id, ~Message.is_reply, Message.state == SENT
    return db.session.scalar(select(Message).where(*conditions).order_by(Message.id.desc()).limit(1))


def seems_active(application: Application) -> bool:
    """Return whether the application looks active to the candidate: a decision counts once its message is sent."""
    return application.is_active or waiting_decision_message(application.id) is not None


def waiting_decision_message(application_id: int) -> Message | None:
    """Return the unsent message that announces a decision, or None."""
    conditions = (
        Message.application_id == application_id,
        Message.state == WAITING,
        Message.decision_id.is_not(None),
    )
    return db.session.scalar(select(Message).where(*conditions).order_by(Message.id.desc()).limit(1))
