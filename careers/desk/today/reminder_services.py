"""The e-mail of the day about what waits for somebody, for those who chose that. Nothing here commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, or_, select, update

from careers.accounts.models import DAILY, User
from careers.clock import now
from careers.database import db
from careers.desk.today.assigned_work_presenters import assigned_work
from careers.mail.kinds import EmailKind
from careers.mail.services import queue_email


def users_to_remind(before: datetime) -> Sequence[int]:
    """The ids of those who want one e-mail a day and were not written to since ``before``."""
    return db.session.scalars(select(User.id).where(*_due(before)).order_by(User.id)).all()


def remind_of_work(user_id: int, before: datetime) -> None:
    """Owe somebody the e-mail of the day if anything waits for them. Doing it twice, or two at once, owes it once."""
    claim = update(User).where(User.id == user_id, *_due(before)).values(digest_sent_at=now())
    claimed = db.session.execute(claim.execution_options(synchronize_session=False))
    if cast("CursorResult[Any]", claimed).rowcount != 1:
        return
    user = db.session.get_one(User, user_id)
    if assigned_work(user).is_any:
        queue_email(
            EmailKind.DAILY_SUMMARY, to_name=user.name, to_address=user.email, context={"user_id": user.id}
        )


def _due(before: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        User.notify == DAILY,
        User.is_active.is_(True),
        or_(User.digest_sent_at.is_(None), User.digest_sent_at < before),
    )
