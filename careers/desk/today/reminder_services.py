"""The daily email about waiting work, for those who chose it. Nothing here commits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, or_, select, update

from careers.accounts.models import User
from careers.clock import now
from careers.database import db
from careers.desk.today.assigned_work_presenters import assigned_work
from careers.mail.kinds import DAILY, MENTIONS, EmailKind
from careers.mail.services import queue_email


def users_to_remind(before: datetime) -> Sequence[int]:
    """Return the ids of users who want the daily email and haven't received one since ``before``."""
    users = db.session.scalars(select(User).where(*_due(before)).order_by(User.id))
    return [user.id for user in users if MENTIONS.choice_of(user) == DAILY]


def remind_of_work(user_id: int, before: datetime) -> None:
    """Queue the daily email if the user wants it and has work waiting. Two calls, also at the same time, queue one."""
    user = db.session.get_one(User, user_id)
    if MENTIONS.choice_of(user) != DAILY:
        return
    claim = update(User).where(User.id == user_id, *_due(before)).values(digest_sent_at=now())
    claimed = db.session.execute(claim.execution_options(synchronize_session=False))
    if cast("CursorResult[Any]", claimed).rowcount == 1 and assigned_work(user).is_any:
        queue_email(EmailKind.DAILY_SUMMARY, to_name=user.name, to_address=user.email, context={"user_id": user.id})


def _due(before: datetime) -> tuple[ColumnElement[bool], ...]:
    return User.is_active.is_(True), or_(User.digest_sent_at.is_(None), User.digest_sent_at < before)
