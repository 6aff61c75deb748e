"""Who is told once a day of which applications."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from careers.applications.digests.models import DigestEntry
from careers.applications.models import Application
from careers.database import db

MOST_NAMED = 100


def users_to_tell(before: datetime) -> Sequence[int]:
    """The ids of all members of staff for whom something has come in before an hour."""
    statement = select(DigestEntry.user_id).where(DigestEntry.at < before).distinct()
    return db.session.scalars(statement.order_by(DigestEntry.user_id)).all()


def entries_of(user_id: int, before: datetime) -> Sequence[DigestEntry]:
    """What has come in for one member of staff before an hour, the first first; held until the transaction ends."""
    statement = select(DigestEntry).where(DigestEntry.user_id == user_id, DigestEntry.at < before)
    return db.session.scalars(statement.order_by(DigestEntry.application_id).with_for_update()).all()


def applications_named(ids: Sequence[int]) -> Sequence[Application]:
    """These applications with their postings, as far as they are still there; at most ``MOST_NAMED``."""
    statement = select(Application).where(Application.id.in_(ids[:MOST_NAMED]))
    posting = joinedload(Application.posting, innerjoin=True)
    return db.session.scalars(statement.options(posting).order_by(Application.id)).all()
