"""Read the email log."""

from sqlalchemy import func, select

from careers.database import db
from careers.mail.models import FAILED, OutboundEmail


def emails_page(state: str | None, before: int | None, limit: int) -> list[OutboundEmail]:
    """Return emails, newest first, at most ``limit``: in the given state, and older than the id ``before``."""
    query = select(OutboundEmail).order_by(OutboundEmail.id.desc()).limit(limit)
    if state is not None:
        query = query.where(OutboundEmail.state == state)
    if before is not None:
        query = query.where(OutboundEmail.id < before)
    return list(db.session.scalars(query))


def email_by_id(email_id: int) -> OutboundEmail | None:
    """Return the email with this id, or None."""
    return db.session.get(OutboundEmail, email_id)


def failed_count() -> int:
    """Return how many emails have failed."""
    return db.session.scalar(select(func.count()).where(OutboundEmail.state == FAILED)) or 0
