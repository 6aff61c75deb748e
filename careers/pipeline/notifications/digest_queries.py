"""The applications that go into daily digests."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from careers.applications.models import Application
from careers.database import db
from careers.mail.kinds import EmailKind
from careers.mail.models import OutboundEmail
from careers.pipeline.notifications.models import DigestEntry

MAX_NAMED = 100


def users_with_pending_digests(before: datetime) -> Sequence[int]:
    """Return the ids of all users with entries from before the given time."""
    waits = DigestEntry.at < before, DigestEntry.sent_at.is_(None)
    statement = select(DigestEntry.user_id).where(*waits).distinct()
    return db.session.scalars(statement.order_by(DigestEntry.user_id)).all()


def entries_of(user_id: int, before: datetime) -> Sequence[DigestEntry]:
    """Return a user's entries from before the given time, oldest first, locked until the transaction ends."""
    statement = select(DigestEntry).where(DigestEntry.user_id == user_id, DigestEntry.at < before)
    statement = statement.where(DigestEntry.sent_at.is_(None))
    return db.session.scalars(statement.order_by(DigestEntry.application_id).with_for_update()).all()


def ids_by_posting(ids: Sequence[int]) -> dict[int, list[int]]:
    """Return those of the applications that still exist, by posting."""
    found: dict[int, list[int]] = {}
    statement = select(Application.posting_id, Application.id).where(Application.id.in_(ids))
    for posting_id, number in db.session.execute(statement.order_by(Application.id)):
        found.setdefault(posting_id, []).append(number)
    return found


def ids_notified(ids: Sequence[int], *, without: int) -> set[int]:
    """Return those of the applications that someone other than ``without`` was or will be notified of."""
    emailed = select(OutboundEmail.application_id).where(
        OutboundEmail.application_id.in_(ids), OutboundEmail.kind == EmailKind.NEW_APPLICATION
    )
    others = select(DigestEntry.application_id).where(
        DigestEntry.application_id.in_(ids), DigestEntry.user_id != without
    )
    return {number for number in db.session.scalars(emailed.union(others)) if number is not None}


def ids_known_to(user_id: int, ids: Sequence[int]) -> set[int]:
    """Return those of the applications that are or were in this user's digest."""
    own = DigestEntry.user_id == user_id, DigestEntry.application_id.in_(ids)
    return set(db.session.scalars(select(DigestEntry.application_id).where(*own)))


def applications_named(ids: Sequence[int]) -> Sequence[Application]:
    """Return those of the applications that still exist, with their postings; at most ``MAX_NAMED``."""
    statement = select(Application).where(Application.id.in_(ids[:MAX_NAMED]))
    posting = joinedload(Application.posting, innerjoin=True)
    return db.session.scalars(statement.options(posting).order_by(Application.id)).all()
