"""Reading the ledger."""

from __future__ import annotations

from sqlalchemy import func, select

from careers.database import db
from careers.mail.models import FAILED, OutboundEmail


def ledger_page(state: str | None, before: int | None, limit: int) -> list[OutboundEmail]:
    """Messages, newest first, at most ``limit``: in that state, older than the id ``before``, where given."""
    query = select(OutboundEmail).order_by(OutboundEmail.id.desc()).limit(limit)
    if state is not None:
        query = query.where(OutboundEmail.state == state)
    if before is not None:
        query = query.where(OutboundEmail.id < before)
    return list(db.session.scalars(query))


def email_by_id(email_id: int) -> OutboundEmail | None:
    """The message of that number, or None."""
    return db.session.get(OutboundEmail, email_id)


def failed_count() -> int:
    """How many messages wait for a person."""
    return db.session.scalar(select(func.count()).where(OutboundEmail.state == FAILED)) or 0
