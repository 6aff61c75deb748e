"""Reading the ledger."""

from __future__ import annotations

from sqlalchemy import func, select

from careers.database import db
from careers.mail.models import PARKED, Message


def ledger_page(state: str | None, before: int | None, limit: int) -> list[Message]:
    """Messages, newest first, at most ``limit``: in that state, older than the id ``before``, where given."""
    query = select(Message).order_by(Message.id.desc()).limit(limit)
    if state is not None:
        query = query.where(Message.state == state)
    if before is not None:
        query = query.where(Message.id < before)
    return list(db.session.scalars(query))


def message_by_id(message_id: int) -> Message | None:
    """The message of that number, or None."""
    return db.session.get(Message, message_id)


def parked_count() -> int:
    """How many messages wait for a person."""
    return db.session.scalar(select(func.count()).where(Message.state == PARKED)) or 0
